import type { Scope } from "../condition/index.ts";
import type { ErrorCode } from "../decision.ts";
import type { KeywordSource } from "../keyword/resolve.ts";
import type { PagePlan } from "../load/plan.ts";
import type { Ruleset } from "../load/ruleset.ts";
import type { Content } from "../ruleset.ts";
import type { Locales } from "./locale.ts";

/** What rules are decided with; the same for every step. */
export interface CascadeInput {
  readonly ruleset: Ruleset;
  readonly plan: PagePlan;
  readonly scope: Scope;
  readonly locales: Locales;
  readonly keyword?: KeywordSource;
  /** Unit of randomisation; absent: nobody is enrolled. */
  readonly unit?: string;
  /** Experiment id → arm id that the visitor was first given. */
  readonly assigned?: Readonly<Record<string, string>>;
}

/** What has been filled so far; the only thing that changes while a page is decided. */
export interface CascadeState {
  /** By position of the slot; absent: still open. */
  readonly fills: (Fill | undefined)[];
  /** By position: the first experiment above whose arm leaves the slot to what is below. */
  readonly passes: (ArmName | undefined)[];
  /** How many slots are open. */
  open: number;
  /** Experiment id → arm id. */
  readonly assignments: Map<string, string>;
}

/** An arm of an experiment. */
export interface ArmName {
  readonly experiment: string;
  readonly arm: string;
}

/** Who filled a slot and with what. */
export type Fill = RuleFill | ArmFill | Fault;

/** Content of a rule's variant or of a keyword row. */
export interface RuleFill {
  readonly kind: "rule";
  readonly content: Content;
  readonly rule: string;
  readonly variant: string;
}

/** Content of an experiment's arm. */
export interface ArmFill extends ArmName {
  readonly kind: "arm";
  readonly content: Content;
}

/** A rule broke while it was deciding this slot. */
export interface Fault {
  readonly kind: "fault";
  readonly rule: string;
  readonly errorCode: ErrorCode;
}

/** A page of which nothing is decided yet. */
export function createState(plan: PagePlan): CascadeState {
  const fills: CascadeState["fills"] = [];
  const passes: CascadeState["passes"] = [];
  for (const _ of plan.slots) {
    fills.push(undefined);
    passes.push(undefined);
  }
  return { fills, passes, open: plan.slots.length, assignments: new Map() };
}

/** Fills an open slot; a slot that is taken stays as it is. */
export function fill(state: CascadeState, position: number, by: Fill): boolean {
  if (state.fills[position] !== undefined) return false;
  state.fills[position] = by;
  state.open -= 1;
  return true;
}
