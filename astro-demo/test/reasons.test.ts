import type { FacetDecision } from "@facet/astro";
import { describe, expect, it } from "vitest";
import { offerSources, slotSources } from "../src/preview/reasons.ts";

function decisionOf(slots: FacetDecision["slots"], explain?: FacetDecision["explain"]) {
  const decision: FacetDecision = {
    decisionId: "d",
    rules: "r_0",
    page: "okna",
    slots,
    offers: [],
    offerLimits: {},
    visitor: {},
    keyword: { phrase: "окна", list: "search", match: "identical", rung: "identical" },
    warnings: [],
    degraded: [],
  };
  return explain === undefined ? decision : { ...decision, explain };
}

describe("the bar's reasons", () => {
  const trace: NonNullable<FacetDecision["explain"]> = {
    rules: [
      { id: "search", kind: "keywords" },
      {
        id: "intent",
        kind: "rule",
        when: { condition: "visits: 1" },
        variants: [{ id: "quiet", when: { condition: "keyword.group: quiet" } }, { id: "warm" }],
      },
    ],
  };

  it("are the conditions of the rule and of the variant that won", () => {
    const won = { type: "text", content: "x", reason: "TARGETING_MATCH", rule: "intent" } as const;
    const [quiet, warm, other] = slotSources(
      decisionOf({
        a: { ...won, variant: "quiet" },
        b: { ...won, variant: "warm" },
        c: { type: "text", content: "x", reason: "DEFAULT" },
      }),
      trace,
    );
    expect([quiet?.because, quiet?.source]).toEqual([
      "visits: 1, keyword.group: quiet",
      "intent / quiet",
    ]);
    expect(warm?.because).toBe("visits: 1");
    expect([other?.because, other?.source]).toEqual([undefined, undefined]);
  });

  it("are the phrase where a keyword table won", () => {
    const [slot] = slotSources(
      decisionOf({
        a: {
          type: "text",
          content: "x",
          reason: "TARGETING_MATCH",
          rule: "search",
          variant: "окна",
        },
      }),
      trace,
    );
    expect(slot?.because).toBe("keyword: окна");
  });

  it("name the condition that keeps an offer back, and leave out other pages' offers", () => {
    const explained = decisionOf(
      {},
      {
        offers: [
          { id: "bar", suppressed: "audience", when: { failed: "segment: hot-lead" } },
          { id: "else", suppressed: "page" },
          { id: "shown" },
        ],
      },
    );
    expect(offerSources(explained)).toEqual([
      { id: "bar", suppressed: "audience", failed: "segment: hot-lead" },
      { id: "shown", suppressed: undefined, failed: undefined },
    ]);
  });
});
