import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { awardPoints } from "@facet/engine";
import type { LedgerEntry, PointsRule, Scoring } from "@facet/engine";
import { DAY, HOUR, NOW } from "../support.ts";

function scoring(...points: readonly Partial<PointsRule>[]): Scoring {
  const rules = points.map((rule, index): PointsRule =>
    Object.assign({ id: `p${index}`, event: "Seen", points: 1 }, rule),
  );
  return { points: rules, interest: [], fit: [] };
}

/** Ledger after events at these times, in this order. */
function play(rules: Scoring, times: readonly number[]): LedgerEntry[] {
  const ledger: LedgerEntry[] = [];
  for (const at of times) ledger.push(...awardPoints(rules, ledger, { event: "Seen", at }));
  return ledger;
}

const sum = (ledger: readonly LedgerEntry[]) =>
  ledger.reduce((total, { points }) => total + points, 0);

describe("awarding points", () => {
  it("names the rule and the event each entry came from", () => {
    const rules = scoring({ id: "guide", points: 10 }, { id: "trail", points: 5, score: "trail" });
    expect(awardPoints(rules, [], { event: "Seen", at: NOW })).toEqual([
      { rule: "guide", event: "Seen", points: 10, at: NOW },
      { rule: "trail", event: "Seen", points: 5, at: NOW, score: "trail" },
    ]);
  });

  it("gives nothing for other events", () => {
    expect(awardPoints(scoring({}), [], { event: "seen", at: NOW })).toEqual([]);
    expect(awardPoints(scoring({}), [], { event: "__proto__", at: NOW })).toEqual([]);
  });

  it("takes points away", () => {
    expect(sum(play(scoring({ points: -10 }), [NOW]))).toBe(-10);
  });

  it("once gives points a single time", () => {
    expect(play(scoring({ once: true }), [NOW, NOW + DAY, NOW - DAY])).toHaveLength(1);
  });

  it("per gives points again when a rolling window has passed", () => {
    const rules = scoring({ perMs: DAY });
    const ledger = play(rules, [NOW, NOW + 23 * HOUR, NOW + 24 * HOUR, NOW + 25 * HOUR]);
    expect(ledger.map(({ at }) => at)).toEqual([NOW, NOW + 24 * HOUR]);
  });

  it("per holds for events that arrive late too", () => {
    const rules = scoring({ perMs: DAY });
    expect(play(rules, [NOW, NOW - HOUR])).toHaveLength(1);
    expect(play(rules, [NOW, NOW - DAY])).toHaveLength(2);
  });

  it("max caps the raw points of a rule, the last entry being smaller", () => {
    const ledger = play(scoring({ points: 4, max: 10 }), [NOW, NOW + 1, NOW + 2, NOW + 3]);
    expect(ledger.map(({ points }) => points)).toEqual([4, 4, 2]);
  });

  it("max caps points below zero as well", () => {
    expect(sum(play(scoring({ points: -4, max: 10 }), [NOW, NOW, NOW, NOW]))).toBe(-10);
  });

  it("counts each rule by itself", () => {
    const rules = scoring({ once: true }, { max: 2 });
    expect(sum(play(rules, [NOW, NOW + 1, NOW + 2]))).toBe(3);
  });

  it("gives the same entries in any order of arrival where no rule looks at the others", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { maxLength: 15 }), (offsets) => {
        const rules = scoring({ points: 3 }, { points: -1, score: "x" });
        const byTime = (a: LedgerEntry, b: LedgerEntry) =>
          a.at - b.at || a.rule.localeCompare(b.rule);
        const times = offsets.map((offset) => NOW + offset);
        expect(play(rules, times).sort(byTime)).toEqual(
          play(
            rules,
            times.toSorted((a, b) => a - b),
          ).sort(byTime),
        );
      }),
    );
  });

  it("keeps every limit in any order of arrival", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 * DAY }), { maxLength: 30 }),
        fc.integer({ min: 1, max: 20 }),
        (offsets, points) => {
          const ledger = play(
            scoring({ points, perMs: DAY, max: 50 }),
            offsets.map((offset) => NOW + offset),
          );
          expect(sum(ledger)).toBeLessThanOrEqual(50);
          const times = ledger.map(({ at }) => at).sort((a, b) => a - b);
          for (const [index, at] of times.entries()) {
            if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(DAY);
          }
        },
      ),
    );
  });
});
