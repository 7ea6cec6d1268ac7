import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { scoresAt } from "@facet/engine";
import type { Decay, LedgerEntry, Scoring } from "@facet/engine";
import { decayedPoints } from "../../src/score/decay.ts";
import { DAY, NOW } from "../support.ts";

const HALF_LIFE: Decay = { afterMs: 14 * DAY, halfLifeMs: 30 * DAY };
const LOSS: Decay = { afterMs: 14 * DAY, lose: 5, everyMs: 7 * DAY };

function scoring(over: Partial<Scoring> = {}): Scoring {
  return { points: [], interest: [], fit: [], ...over };
}

function entry(points: number, daysAgo = 0, score?: string): LedgerEntry {
  return { rule: "r", event: "e", points, at: NOW - daysAgo * DAY, ...(score ? { score } : {}) };
}

function scoreOf(entries: readonly LedgerEntry[], decay?: Decay): number {
  return scoresAt(scoring(decay ? { decay } : {}), entries, NOW).score;
}

const anyEntry = fc.record({
  rule: fc.constant("r"),
  event: fc.constant("e"),
  points: fc.oneof(
    fc.integer({ min: -100, max: 100 }),
    fc.double({ min: -50, max: 50, noNaN: true }),
  ),
  at: fc.integer({ min: NOW - 200 * DAY, max: NOW + DAY }),
  score: fc.constantFrom(undefined, "trail", "__proto__"),
});
const anyLedger = fc.array(anyEntry, { maxLength: 30 }) as fc.Arbitrary<LedgerEntry[]>;
const anyDecay = fc.constantFrom(undefined, HALF_LIFE, LOSS);

describe("a score", () => {
  it("is 0 for an empty ledger", () => {
    expect(scoresAt(scoring(), [], NOW)).toEqual({ score: 0, scores: {} });
  });

  it("keeps named scores apart, and has every name the rules know", () => {
    const points = ["trail", "city"].map((score) => ({ id: score, event: "e", points: 1, score }));
    const entries = [entry(10), entry(5, 0, "trail"), entry(2, 0, "old")];
    const { score, scores } = scoresAt(scoring({ points }), entries, NOW);
    expect(score).toBe(10);
    expect(scores).toEqual({ city: 0, old: 2, trail: 5 });
    expect(Object.keys(scores)).toEqual(["city", "old", "trail"]);
  });

  it("has two decimals", () => {
    expect(scoreOf([entry(10, 14 + 10)], HALF_LIFE)).toBe(7.94);
    expect(scoreOf([entry(0.1), entry(0.2)])).toBe(0.3);
  });

  it("is never minus zero", () => {
    expect(Object.is(scoreOf([entry(-0.001)]), 0)).toBe(true);
  });

  it("is the sum of its entries' decayed points", () => {
    fc.assert(
      fc.property(anyLedger, anyDecay, (ledger, decay) => {
        const { score } = scoresAt(scoring(decay ? { decay } : {}), ledger, NOW);
        const sum = ledger
          .filter((each) => each.score === undefined)
          .reduce((total, each) => total + decayedPoints(each, decay, NOW), 0);
        expect(Math.abs(score - sum)).toBeLessThanOrEqual(0.00502);
      }),
      { numRuns: 500 },
    );
  });

  it("does not depend on the order of the ledger", () => {
    fc.assert(
      fc.property(
        anyLedger.chain((ledger) =>
          fc.tuple(fc.constant(ledger), fc.shuffledSubarray(ledger, { minLength: ledger.length })),
        ),
        anyDecay,
        ([ledger, shuffled], decay) => {
          const rules = scoring(decay ? { decay } : {});
          expect(scoresAt(rules, shuffled, NOW)).toEqual(scoresAt(rules, ledger, NOW));
        },
      ),
      { numRuns: 500 },
    );
  });

  it("is never NaN, whatever numbers the store gives back", () => {
    const number = fc.constantFrom(
      0,
      -0,
      1,
      -1,
      1e308,
      -1e308,
      Infinity,
      -Infinity,
      Number.NaN,
      NOW,
    );
    fc.assert(
      fc.property(
        fc.array(fc.record({ points: number, at: number }), { maxLength: 6 }),
        anyDecay,
        number,
        (rows, decay, now) => {
          const ledger = rows.map((row) => ({ rule: "r", event: "e", ...row }));
          expect(scoresAt(scoring(decay ? { decay } : {}), ledger, now).score).not.toBeNaN();
        },
      ),
      { numRuns: 1_000 },
    );
  });
});

describe("decay", () => {
  it("by half-life halves points every half-life after the grace time", () => {
    expect(scoreOf([entry(40, 14)], HALF_LIFE)).toBe(40);
    expect(scoreOf([entry(40, 44)], HALF_LIFE)).toBe(20);
    expect(scoreOf([entry(40, 74)], HALF_LIFE)).toBe(10);
  });

  it("by loss takes a fixed part after every full period, down to zero", () => {
    expect(scoreOf([entry(12, 20)], LOSS)).toBe(12);
    expect(scoreOf([entry(12, 21)], LOSS)).toBe(7);
    expect(scoreOf([entry(12, 28)], LOSS)).toBe(2);
    expect(scoreOf([entry(12, 35)], LOSS)).toBe(0);
    expect(scoreOf([entry(12, 365)], LOSS)).toBe(0);
  });

  it("brings points below zero back to zero", () => {
    expect(scoreOf([entry(-40, 44)], HALF_LIFE)).toBe(-20);
    expect(scoreOf([entry(-12, 28)], LOSS)).toBe(-2);
    expect(scoreOf([entry(-12, 365)], LOSS)).toBe(0);
  });

  it("has not begun for an entry from the future", () => {
    expect(scoreOf([entry(10, -5)], HALF_LIFE)).toBe(10);
  });

  it("never adds to what an entry counts", () => {
    fc.assert(
      fc.property(anyEntry as fc.Arbitrary<LedgerEntry>, anyDecay, (each, decay) => {
        expect(Math.abs(decayedPoints(each, decay, NOW))).toBeLessThanOrEqual(
          Math.abs(each.points),
        );
      }),
    );
  });
});

describe("interest", () => {
  const levels: Scoring["interest"] = [
    { level: 1, from: 60 },
    { level: 2, from: 40 },
    { level: 3, from: 20 },
    { level: 4, from: 0 },
  ];
  const interestAt = (points: number, interest = levels) =>
    scoresAt(scoring({ interest }), [entry(points)], NOW).interest;

  it.each([
    [100, 1],
    [60, 1],
    [59.99, 2],
    [20, 3],
    [0, 4],
    [-30, 4],
  ])("at %d points is level %d", (points, level) => {
    expect(interestAt(points)).toBe(level);
  });

  it("is absent where no level is declared for so few points", () => {
    expect(interestAt(10, [{ level: 1, from: 60 }])).toBeUndefined();
    expect(interestAt(-10, [{ level: 1, from: 60 }])).toBeUndefined();
    expect(interestAt(10, [])).toBeUndefined();
  });
});
