import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { decide, explainDecision } from "@facet/engine";
import type { Context, Ruleset } from "@facet/engine";
import { createMemo, describeCache, type PageAnswer } from "@facet/engine/codes";
import { history, NOW, stranger } from "../support.ts";
import { contexts, load, RUNS, shared } from "./requests.ts";

const everything = load();

function remembering(ruleset: Ruleset) {
  const entries = new Map<string, PageAnswer>();
  const memo = createMemo(entries);
  return {
    entries,
    decide: (context: Context) => decide(ruleset, context, { cache: describeCache, memo }),
  };
}

/** Requests with a past. */
const visits = fc
  .tuple(contexts, fc.constantFrom(0, 1, 2, 3, 9), fc.constantFrom(0, 29, 30, 60, 80))
  .map(([context, visits, score]): Context =>
    Object.assign(context, {
      signals: { ...context.signals, visits, score },
      history: history(),
    }),
  );

describe("decisions that are remembered", () => {
  it("are those that would be made, byte for byte", () => {
    for (const [ruleset, requests] of [
      [shared, contexts],
      [everything, visits],
    ] as const) {
      const remembered = remembering(ruleset);
      fc.assert(
        fc.property(requests, (context) => {
          const made = decide(ruleset, context, { cache: describeCache });
          expect(JSON.stringify(remembered.decide(context))).toBe(JSON.stringify(made));
        }),
        { numRuns: RUNS },
      );
      expect(remembered.entries.size).toBeLessThan(RUNS * 0.8);
    }
  });

  it("share one entry where requests differ in nothing that a rule tests", () => {
    const { entries, decide: ask } = remembering(shared);
    const slots = new Set<unknown>();
    for (let i = 0; i < 10_000; i++) {
      const context = stranger({
        page: "okna",
        signals: { utm: { source: `source ${i}`, content: String(i) }, visits: i },
        phrase: { text: `чего нет ни в одном списке ${i}` },
      });
      slots.add(ask(context).slots);
    }
    expect(entries.size).toBe(1);
    expect(slots.size).toBe(1);
  });

  it("are not of a request that narrows the answer, is a preview of a phrase, or is explained", () => {
    const { entries, decide: ask } = remembering(shared);
    ask(stranger({ page: "okna", slots: ["hero.headline"] }));
    ask(stranger({ page: "okna", signals: { keyword: { group: "cheap-windows" } } }));
    decide(shared, stranger({ page: "okna" }), {
      explain: explainDecision,
      memo: createMemo(entries),
    });
    ask(stranger({ page: null }));
    expect(entries.size).toBe(0);
  });

  it("are as fresh as one that is made now", () => {
    const [rule, ...others] = shared.artifact.rules.filter(({ schedule }) => !schedule);
    const limited = { ...rule!, schedule: { until: NOW + 200_000 } };
    const { entries, decide: ask } = remembering(load({ rules: [limited, ...others] }));
    expect(ask(stranger({ page: "okna", now: NOW })).cache?.maxAge).toBe(200);
    expect(ask(stranger({ page: "okna", now: NOW + 50_000 })).cache?.maxAge).toBe(150);
    expect(entries.size).toBe(1);
    expect(ask(stranger({ page: "okna", now: NOW + 200_000 })).cache?.maxAge).toBe(300);
    expect(entries.size).toBe(2);
  });
});
