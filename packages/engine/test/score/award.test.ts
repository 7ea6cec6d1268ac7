import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { awardPoints, compareOccurrences, ledgerEntries } from "@facet/engine";
import type { Ledger, LedgerEntry, Occurrence, PointsRule, Scoring } from "@facet/engine";
import { DAY, HOUR, NOW } from "../support.ts";

function scoring(...points: readonly Partial<PointsRule>[]): Scoring {
  const rules = points.map((rule, index): PointsRule =>
    Object.assign({ id: `p${index}`, event: "Seen", points: 1 }, rule),
  );
  return { points: rules, interest: [], fit: [] };
}

function occurrences(times: readonly number[]): Occurrence[] {
  return times.map((at, index) => ({ at, message: `m${String(index).padStart(3, "0")}` }));
}

/** Ledger after events at these times, in this order. */
function play(rules: Scoring, times: readonly number[]): readonly LedgerEntry[] {
  return ledgerEntries(playAll(rules, occurrences(times)));
}

function playAll(rules: Scoring, happened: readonly Occurrence[]): Ledger {
  return happened.reduce<Ledger>(
    (ledger, each) => awardPoints(rules, ledger, { event: "Seen", added: [each] }),
    {},
  );
}

const sum = (ledger: readonly LedgerEntry[]) =>
  ledger.reduce((total, { points }) => total + points, 0);

/** What a rule gives for all its occurrences at once, written the plain way. */
function expectedLines(rule: PointsRule, happened: readonly Occurrence[]): unknown[] {
  const lines: { at: number; points: number; message: string }[] = [];
  for (const { at, message } of happened.toSorted(compareOccurrences)) {
    const last = lines.at(-1)?.at ?? -Infinity;
    if (rule.once && lines.length > 0) break;
    if (rule.perMs !== undefined && at - last < rule.perMs) continue;
    const used = lines.reduce((total, { points }) => total + Math.abs(points), 0);
    const size = Math.min(Math.abs(rule.points), (rule.max ?? Infinity) - used);
    if (size > 0) lines.push({ at, points: Math.sign(rule.points) * size, message });
  }
  return lines;
}

describe("awarding points", () => {
  it("names the rule, the event and the message each entry came from", () => {
    const rules = scoring({ id: "guide", points: 10 }, { id: "trail", points: 5, score: "trail" });
    const ledger = awardPoints(rules, {}, { event: "Seen", added: [{ at: NOW, message: "m" }] });
    expect(ledgerEntries(ledger)).toEqual([
      { rule: "guide", event: "Seen", points: 10, at: NOW, message: "m" },
      { rule: "trail", event: "Seen", points: 5, at: NOW, message: "m", score: "trail" },
    ]);
  });

  it("gives nothing for other events", () => {
    const added = [{ at: NOW, message: "m" }];
    expect(awardPoints(scoring({}), {}, { event: "seen", added })).toEqual({});
    expect(awardPoints(scoring({}), {}, { event: "__proto__", added })).toEqual({});
  });

  it("keeps an account for a rule of any name", () => {
    const rules = scoring({ id: "__proto__" }, { id: "constructor" });
    expect(play(rules, [NOW]).map(({ rule }) => rule)).toEqual(["__proto__", "constructor"]);
  });

  it("takes points away", () => {
    expect(sum(play(scoring({ points: -10 }), [NOW]))).toBe(-10);
  });

  it("once gives points a single time, to the earliest occurrence", () => {
    const ledger = play(scoring({ once: true }), [NOW, NOW + DAY, NOW - DAY]);
    expect(ledger.map(({ at }) => at)).toEqual([NOW - DAY]);
  });

  it("per gives points again when a rolling window has passed", () => {
    const rules = scoring({ perMs: DAY });
    const ledger = play(rules, [NOW, NOW + 23 * HOUR, NOW + 24 * HOUR, NOW + 25 * HOUR]);
    expect(ledger.map(({ at }) => at)).toEqual([NOW, NOW + 24 * HOUR]);
  });

  it("per moves its windows for an event that arrives late", () => {
    const rules = scoring({ perMs: 4 * HOUR });
    const ledger = play(rules, [NOW, NOW + 3 * HOUR, NOW + 4 * HOUR, NOW - HOUR]);
    expect(ledger.map(({ at }) => at)).toEqual([NOW - HOUR, NOW + 3 * HOUR]);
  });

  it("per lets what stands for more than a day stand", () => {
    const rules = scoring({ perMs: 4 * HOUR });
    const times = [NOW, NOW + 3 * DAY];
    expect(play(rules, [...times, NOW + HOUR]).map(({ at }) => at)).toEqual(times);
    expect(play(rules, [...times, NOW - 4 * HOUR])).toHaveLength(3);
  });

  it("max caps the raw points of a rule, the last entry being smaller", () => {
    const ledger = play(scoring({ points: 4, max: 10 }), [NOW, NOW + 1, NOW + 2, NOW + 3]);
    expect(ledger.map(({ points }) => points)).toEqual([4, 4, 2]);
  });

  it("max gives the points to the earliest occurrences", () => {
    const ledger = play(scoring({ points: 4, max: 10 }), [NOW + 3, NOW + 2, NOW + 1, NOW]);
    expect(ledger.map(({ at, points }) => [at, points])).toEqual([
      [NOW, 4],
      [NOW + 1, 4],
      [NOW + 2, 2],
    ]);
  });

  it("max comes out even for fractions", () => {
    const times = Array.from({ length: 15 }, (_, i) => NOW + i);
    expect(play(scoring({ points: 0.1, max: 1 }), times)).toHaveLength(10);
  });

  it("max caps points below zero as well", () => {
    expect(sum(play(scoring({ points: -4, max: 10 }), [NOW, NOW, NOW, NOW]))).toBe(-10);
  });

  it("counts each rule by itself", () => {
    const rules = scoring({ once: true }, { max: 2 });
    expect(sum(play(rules, [NOW, NOW + 1, NOW + 2]))).toBe(3);
  });

  it("takes back what did not happen after all, and gives its place to the next", () => {
    const rules = scoring({ points: 5, max: 10 }, { once: true }, { perMs: DAY });
    const [a, b, c] = occurrences([NOW, NOW + HOUR, NOW + 2 * HOUR]);
    if (!a || !b || !c) throw new Error("three occurrences");
    const seen = { event: "Seen", retractable: true };
    const all = awardPoints(rules, {}, { ...seen, added: [a, b, c] });
    expect(awardPoints(rules, all, { ...seen, added: [], removed: [a] })).toEqual(
      awardPoints(rules, {}, { ...seen, added: [b, c] }),
    );
    expect(awardPoints(rules, all, { ...seen, added: [], removed: [a, b, c] })).toEqual({});
  });

  it("keeps 100 lines of a rule and carries older ones as one entry", () => {
    const times = Array.from({ length: 130 }, (_, i) => NOW + i * HOUR);
    const entries = play(scoring({ points: 2 }), times);
    expect(entries).toHaveLength(101);
    expect(entries[0]).toEqual({
      rule: "p0",
      event: "Seen",
      points: 60,
      at: NOW + 29 * HOUR,
      count: 30,
    });
    expect(sum(entries)).toBe(260);
  });

  it("holds 200 occurrences of a day for late arrivals, and none for longer", () => {
    const rules = scoring({ perMs: 10 * DAY });
    const times = Array.from({ length: 300 }, (_, i) => NOW + i);
    const busy = playAll(rules, occurrences(times))["p0"];
    expect(busy?.held).toHaveLength(200);
    expect(busy?.held?.at(-1)?.[0]).toBe(NOW + 299);
    const later = playAll(rules, occurrences([...times, NOW + 2 * DAY]))["p0"];
    expect(later?.held?.map(([at]) => at)).toEqual([NOW + 2 * DAY]);
  });

  it("lets an occurrence among carried ones earn nothing by a rule with per", () => {
    const rules = scoring({ perMs: HOUR });
    const times = Array.from({ length: 130 }, (_, i) => NOW + i * HOUR);
    expect(play(rules, [...times, NOW - 5 * HOUR])).toEqual(play(rules, times));
  });

  it("lets two lines of a rule with per that is longer now stand", () => {
    const before = playAll(scoring({ perMs: HOUR }), occurrences([NOW, NOW + HOUR]));
    const added = [{ at: NOW + 3 * DAY, message: "x" }];
    const after = awardPoints(scoring({ perMs: 2 * DAY }), before, { event: "Seen", added });
    expect(ledgerEntries(after)).toHaveLength(3);
  });

  it("counts carried points against max and once", () => {
    const times = Array.from({ length: 300 }, (_, i) => NOW + i);
    expect(sum(play(scoring({ points: 2, max: 401 }), times))).toBe(401);
    expect(sum(play(scoring({ points: 2, max: 401 }), times.toReversed()))).toBe(401);
  });
});

const anyRule = fc.record({
  id: fc.constantFrom("a", "b"),
  event: fc.constant("Seen"),
  points: fc.constantFrom(1, 4, -3, 2.5),
  once: fc.option(fc.constant(true), { nil: undefined }),
  max: fc.option(fc.constantFrom(1, 10, 7.5), { nil: undefined }),
  perMs: fc.option(fc.constantFrom(HOUR, 3 * HOUR, DAY, 5 * DAY), { nil: undefined }),
});

describe("the ledger", () => {
  it("is what a plain count over all occurrences of a day gives, in any order of arrival", () => {
    fc.assert(
      fc.property(
        anyRule,
        fc.array(fc.integer({ min: 0, max: 24 }), { maxLength: 25, size: "max" }),
        fc.infiniteStream(fc.nat()),
        (rule, hours, order) => {
          const rules = scoring(rule);
          const happened = occurrences(hours.map((hour) => NOW + hour * HOUR));
          const shuffled = happened
            .map((each) => ({ each, key: order.next().value }))
            .sort((a, b) => a.key - b.key)
            .map(({ each }) => each);
          const ledger = playAll(rules, shuffled);
          expect(JSON.stringify(ledger)).toBe(JSON.stringify(playAll(rules, happened)));
          expect(
            ledgerEntries(ledger).map(({ at, points, message }) => ({ at, points, message })),
          ).toEqual(expectedLines(rule, happened));
        },
      ),
      { numRuns: 1_000 },
    );
  });

  it("keeps its limits and its order however late occurrences are", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: 0, max: 10 * DAY }), { maxLength: 30, size: "max" }),
        fc.integer({ min: 1, max: 20 }),
        (offsets, points) => {
          const ledger = play(
            scoring({ points, perMs: DAY, max: 50 }),
            offsets.map((offset) => NOW + offset),
          );
          expect(sum(ledger)).toBeLessThanOrEqual(50);
          const times = ledger.map(({ at }) => at);
          expect(times).toEqual(times.toSorted((a, b) => a - b));
          for (const [index, at] of times.entries()) {
            if (index > 0) expect(at - (times[index - 1] ?? 0)).toBeGreaterThanOrEqual(DAY);
          }
        },
      ),
    );
  });
});
