import type { Condition } from "../condition/condition.ts";
import type {
  Content,
  Experiment,
  KeywordRule,
  Localised,
  Offer,
  Page,
  Rule,
  RulesetArtifact,
  Slot,
  TargetingRule,
} from "../ruleset.ts";
import { indexSteps, type StepIndex } from "./step-index.ts";

/** All that can decide one page, ready to be walked from top to bottom. */
export interface PagePlan {
  readonly page: string;
  /** In order of id; a slot's place in this list is its position. */
  readonly slots: readonly PlanSlot[];
  /** Slot id → position. */
  readonly positions: ReadonlyMap<string, number>;
  /** In cascade order. */
  readonly steps: readonly Step[];
  /** Which steps to try; absent: all of them. */
  readonly index?: StepIndex;
  /** Offers of this page, highest priority first. */
  readonly offers: readonly Offer[];
}

/** One slot of a page. */
export interface PlanSlot {
  readonly id: string;
  readonly slot: Slot;
  /** Why the default is shown when nothing fills the slot. */
  readonly unfilled: "STATIC" | "DEFAULT" | "DISABLED";
}

/** A rule as it concerns one page. */
export type Step = TargetingStep | ExperimentStep | KeywordStep;

interface StepBase<R extends Rule> {
  readonly rule: R;
  /** Positions of the page's slots that the rule can fill. */
  readonly slots: readonly number[];
}

/** A targeting rule. */
export interface TargetingStep extends StepBase<TargetingRule> {
  readonly kind: "rule";
  readonly variants: readonly (Choice & { readonly when?: Condition })[];
}

/** An experiment. */
export interface ExperimentStep extends StepBase<Experiment> {
  readonly kind: "experiment";
  /** In the order written, which the draw depends on. */
  readonly arms: readonly Arm[];
  /** Sum of the arms' weights. */
  readonly weight: number;
}

/** One arm with the share that is drawn for it. */
export interface Arm extends Choice {
  readonly weight: number;
}

/** The content columns of a keyword list. */
export interface KeywordStep extends StepBase<KeywordRule> {
  readonly kind: "keywords";
}

/** A variant or an arm. */
export interface Choice {
  readonly id: string;
  readonly contents: readonly SlotContent[];
}

/** What a choice has for one slot of the page. */
export interface SlotContent {
  readonly position: number;
  readonly content: Localised<Content>;
}

/** Plans one page: which rules and offers concern it, and what each of them can fill there. */
export function planPage(artifact: RulesetArtifact, page: Page): PagePlan {
  const ids = page.slots.filter((id) => Object.hasOwn(artifact.slots, id)).sort();
  const positions = new Map(ids.map((id, position) => [id, position]));
  const steps = artifact.rules
    .filter((rule) => concerns(rule, page.id))
    .map((rule) => toStep(rule, positions))
    .filter((step) => step.slots.length > 0);
  const slots = ids.flatMap((id, position) => {
    const slot = artifact.slots[id];
    return slot ? [{ id, slot, unfilled: unfilledReason(steps, position) }] : [];
  });
  const offers = artifact.offers.filter((offer) => concerns(offer, page.id));
  const index = indexSteps(steps, artifact.segments);
  return { page: page.id, slots, positions, steps, offers, ...(index ? { index } : {}) };
}

/**
 * Turns content by slot id into content by position; slots that the page does not have are left
 * out.
 */
export function placeContents(
  content: Readonly<Record<string, Localised<Content>>>,
  positions: ReadonlyMap<string, number>,
): SlotContent[] {
  return Object.entries(content).flatMap(([id, localised]) => {
    const position = positions.get(id);
    return position === undefined ? [] : [{ position, content: localised }];
  });
}

function concerns({ pages }: { readonly pages?: readonly string[] }, page: string): boolean {
  return pages === undefined || pages.includes(page);
}

function toStep(rule: Rule, positions: ReadonlyMap<string, number>): Step {
  const slots = rule.slots.flatMap((id) => positions.get(id) ?? []);
  switch (rule.kind) {
    case "rule": {
      const variants = rule.variants.map(({ id, when, content }) => ({
        id,
        when,
        contents: placeContents(content, positions),
      }));
      return { kind: rule.kind, rule, slots, variants };
    }
    case "experiment": {
      const arms = rule.arms.map(({ id, weight, content }) => ({
        id,
        weight,
        contents: placeContents(content, positions),
      }));
      const weight = arms.reduce((sum, arm) => sum + arm.weight, 0);
      return { kind: rule.kind, rule, slots, arms, weight };
    }
    case "keywords":
      return { kind: rule.kind, rule, slots };
  }
}

function unfilledReason(steps: readonly Step[], position: number): PlanSlot["unfilled"] {
  const able = steps.filter((step) => step.slots.includes(position));
  if (able.length === 0) return "STATIC";
  return able.some((step) => step.rule.enabled) ? "DEFAULT" : "DISABLED";
}
