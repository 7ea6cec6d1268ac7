import type { Ruleset } from "../load/ruleset.ts";
import { layoutOf } from "./layout.ts";
import { isOfThePast } from "./reads.ts";
import { cardinalityOf, reachableOutcomes } from "./reachable.ts";

/** What decides a page. */
export interface PageInputs {
  /** Five base-36 digits: what the page's rules, and nothing else, are. */
  readonly revision: string;
  /** Dotted names of the signals that decide, in order. */
  readonly signals: readonly string[];
  /** Whether any of them is the visitor's past: nothing of the page is then shared. */
  readonly history: boolean;
  /** Whether experiments run on it. */
  readonly experiments: boolean;
  /** By slot: how many outcomes people can get. */
  readonly outcomes: Readonly<Record<string, number>>;
  /** How many answers people can get: the product of the outcomes. */
  readonly cardinality: number;
}

/**
 * Says what decides a page, from its rules alone.
 *
 * @returns `undefined` for a page that the rule set does not have.
 */
export function describePage(ruleset: Ruleset, page: string): PageInputs | undefined {
  const layout = layoutOf(ruleset, page);
  if (!layout) return undefined;
  const { revision, varies, reads, hasExperiments, plan } = layout;
  const outcomes = plan.slots.map(({ id }, i) => [id, reachableOutcomes(layout, i)] as const);
  return {
    revision,
    signals: varies,
    history: reads.history || varies.some(isOfThePast),
    experiments: hasExperiments,
    outcomes: Object.fromEntries(outcomes),
    cardinality: cardinalityOf(layout),
  };
}
