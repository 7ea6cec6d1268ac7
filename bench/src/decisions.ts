import { decide, loadRuleset } from "@facet/engine";
import { GrowthBookClient } from "@growthbook/growthbook";
import { cpuNanoseconds } from "./measure.ts";
import { createWorkload, toArtifact, toGrowthBookFeatures } from "./workload.ts";

const RULE_COUNTS = [10, 100, 1_000];
const NOW = Date.UTC(2026, 11, 1);

/** CPU time of one decision of both engines on the same rules and visitors. */
export interface DecisionFigures {
  readonly rules: number;
  readonly facetNs: number;
  readonly growthBookNs: number;
}

/**
 * Decisions in process, Facet beside GrowthBook. Throws when the two disagree on the content of a
 * single visitor: a figure for different answers would mean nothing.
 */
export function measureDecisions(): readonly DecisionFigures[] {
  return RULE_COUNTS.map((count) => {
    const { rules, visitors } = createWorkload(count);
    const ruleset = loadRuleset(toArtifact(rules));
    const contexts = visitors.map((visitor) => ({
      now: NOW,
      page: "landing",
      signals: {
        geo: { country: visitor.country },
        device: { type: visitor.device },
        utm: { campaign: visitor.campaign },
        visits: visitor.visits,
        score: visitor.score,
      },
    }));
    const growthBook = new GrowthBookClient().initSync({
      payload: { features: toGrowthBookFeatures(rules) },
    });
    const users = visitors.map((visitor) => ({ attributes: { ...visitor } }));

    const facet = (turn: number): unknown =>
      decide(ruleset, contexts[turn % contexts.length] as (typeof contexts)[number]).slots[
        "headline"
      ]?.content;
    const peer = (turn: number): unknown =>
      growthBook.evalFeature("headline", users[turn % users.length] as (typeof users)[number])
        .value;
    visitors.forEach((visitor, turn) => {
      if (facet(turn) === peer(turn)) return;
      throw new Error(`The engines disagree on ${JSON.stringify(visitor)}.`);
    });
    return { rules: count, facetNs: cpuNanoseconds(facet), growthBookNs: cpuNanoseconds(peer) };
  });
}
