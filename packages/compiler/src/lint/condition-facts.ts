import { fold } from "@facet/engine";
import type { Condition, Scalar, SignalTest, Test } from "@facet/engine";

/** What must hold of one signal (or count of events) for a condition to be true. */
export interface Fact {
  /** The only values it can have; absent: not limited to a list. */
  readonly values?: ReadonlySet<Scalar>;
  /** Values it cannot have. */
  readonly excluded?: ReadonlySet<Scalar>;
  /** Smallest number it can be. */
  readonly min?: Bound;
  /** Largest number it can be. */
  readonly max?: Bound;
}

/** One end of a range of numbers. */
export interface Bound {
  readonly value: number;
  /** The number itself is not in the range. */
  readonly open?: true;
}

/** What must hold for a condition to be true, by what it is about. */
export type Facts = ReadonlyMap<string, readonly Fact[]>;

/** So many segments of one condition are looked into. */
const MAX_SEGMENTS = 32;

/** What the fact of a constant is about. */
export const CONSTANT = "constant";

/** What the reader of facts needs to know of the rule set. */
export interface FactScope {
  /** Signals that may hold several values at once: two equalities on one do not exclude each other. */
  isList(path: readonly string[]): boolean;
  /** Condition of a segment. */
  segment(id: string): Condition | undefined;
}

/**
 * Collects what a condition demands at least. Only its conjunctive part is read, so the answer may
 * say less than the condition does, never more.
 */
export function factsOf(conditions: readonly (Condition | undefined)[], scope: FactScope): Facts {
  const facts = new Map<string, Fact[]>();
  const openSegments = new Set<string>();
  const add = (key: string, fact: Fact): void => {
    const known = facts.get(key);
    if (known) known.push(fact);
    else facts.set(key, [fact]);
  };
  const visit = (condition: Condition): void => {
    if (condition.op === "all") for (const part of condition.of) visit(part);
    if (condition.op === "any" && condition.of.length === 1)
      for (const part of condition.of) visit(part);
    if (condition.op === "signal") addSignal(condition, scope, add);
    if (condition.op === "did" && condition.orUnknown !== true) {
      add(`did:${condition.withinMs ?? ""}:${condition.event}`, {
        min: { value: condition.min },
        ...(condition.max === undefined ? {} : { max: { value: condition.max } }),
      });
    }
    if (condition.op === "constant" && !condition.value) add(CONSTANT, { values: new Set() });
    const mayOpen = openSegments.size < MAX_SEGMENTS;
    if (condition.op === "segment" && mayOpen && !openSegments.has(condition.id)) {
      openSegments.add(condition.id);
      add(`segment:${condition.id}`, { values: new Set([true]) });
      const when = scope.segment(condition.id);
      if (when) visit(when);
    }
    if (condition.op === "not") addNegation(condition.of, scope, add);
  };
  for (const condition of conditions) if (condition) visit(condition);
  return facts;
}

type Add = (key: string, fact: Fact) => void;

function addSignal(test: SignalTest, scope: FactScope, add: Add): void {
  if (test.orUnknown === true || scope.isList(test.path)) return;
  for (const one of test.tests) {
    const fact = toFact(one, test.fold === true);
    if (fact) add(test.path.join("."), fact);
  }
}

function addNegation(condition: Condition, scope: FactScope, add: Add): void {
  if (condition.op === "segment") {
    add(`segment:${condition.id}`, { values: new Set([false]) });
    return;
  }
  if (condition.op !== "signal" || scope.isList(condition.path) || condition.tests.length !== 1)
    return;
  const [test] = condition.tests;
  if (test?.is !== "eq" && test?.is !== "in") return;
  add(condition.path.join("."), { excluded: valuesOf(test, condition.fold === true) });
}

function toFact(test: Test, folded: boolean): Fact | undefined {
  switch (test.is) {
    case "eq":
    case "in":
      return { values: valuesOf(test, folded) };
    case "ne":
    case "nin":
      return { excluded: valuesOf(test, folded) };
    case "gt":
      return typeof test.value === "number"
        ? { min: { value: test.value, open: true } }
        : undefined;
    case "gte":
      return typeof test.value === "number" ? { min: { value: test.value } } : undefined;
    case "lt":
      return typeof test.value === "number"
        ? { max: { value: test.value, open: true } }
        : undefined;
    case "lte":
      return typeof test.value === "number" ? { max: { value: test.value } } : undefined;
    default:
      return undefined;
  }
}

type ValueTest = Extract<Test, { readonly is: "eq" | "ne" | "in" | "nin" | "allOf" }>;

function valuesOf(test: ValueTest, folded: boolean): ReadonlySet<Scalar> {
  const values = "values" in test ? test.values : [test.value];
  return new Set(
    values.map((value) => (folded && typeof value === "string" ? fold(value) : value)),
  );
}
