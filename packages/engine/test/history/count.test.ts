import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { countEvent, countWithin, emptyHistory, mergeCounters } from "@facet/engine";
import type { EventCounter } from "@facet/engine";
import { DAY, HOUR, NOW } from "../support.ts";

function countAll(times: readonly number[]): EventCounter | undefined {
  return times.reduce<EventCounter | undefined>(
    (counter, at) => countEvent(counter, at),
    undefined,
  );
}

describe("counting an event", () => {
  it("keeps its day and its exact time", () => {
    expect(countEvent(undefined, NOW)).toEqual({
      days: [[Math.floor(NOW / DAY), 1]],
      recent: [NOW],
    });
  });

  it("leaves the counter before it as it was", () => {
    const before = countEvent(undefined, NOW);
    const frozen = structuredClone(before);
    countEvent(before, NOW + HOUR);
    expect(before).toEqual(frozen);
  });

  it("keeps 90 days and 20 exact times, the latest ones", () => {
    const counter = countAll(Array.from({ length: 200 }, (_, day) => NOW + day * DAY));
    expect(counter?.days).toHaveLength(90);
    expect(counter?.recent).toHaveLength(20);
    expect(counter?.recent.at(-1)).toBe(NOW + 199 * DAY);
    expect(counter?.days[0]?.[0]).toBe(Math.floor(NOW / DAY) + 110);
  });

  it("takes occurrences in any order of arrival", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: NOW - 200 * DAY, max: NOW }), { minLength: 1, maxLength: 40 }),
        (times) => {
          const sorted = countAll(times.toSorted((a, b) => a - b));
          expect(countAll(times.toSorted((a, b) => b - a))?.recent).toEqual(sorted?.recent);
          expect(countAll(times.toReversed())?.days).toEqual(countAll(times)?.days);
        },
      ),
    );
  });

  it("ignores an occurrence older than all that is kept", () => {
    const counter = countAll(Array.from({ length: 20 }, (_, hour) => NOW + hour * HOUR));
    expect(countEvent(counter, NOW - 100 * DAY)).toEqual(counter);
  });
});

describe("a counter of what was before a time and what was counted from then on", () => {
  const since = NOW - 10 * DAY;

  it("is the counter of both where each knows its part", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: NOW - 60 * DAY, max: NOW }), { maxLength: 30, size: "max" }),
        (times) => {
          const all = countAll(times);
          const after = countAll(times.filter((at) => at >= since));
          expect(mergeCounters(all, after, since)).toEqual(all);
        },
      ),
    );
  });

  it("forgets what only the one before knows of the time after", () => {
    expect(mergeCounters(countAll([NOW]), undefined, since)).toBeUndefined();
    expect(mergeCounters(countAll([since - DAY, NOW]), undefined, since)).toEqual(
      countAll([since - DAY]),
    );
    expect(mergeCounters(undefined, countAll([NOW]), since)).toEqual(countAll([NOW]));
  });
});

describe("counting within a span", () => {
  it("is zero without a counter", () => {
    expect(countWithin(undefined, { now: NOW })).toBe(0);
    expect(countWithin(undefined, { now: NOW, withinMs: DAY })).toBe(0);
  });

  it("includes both ends of the span to the millisecond", () => {
    const counter = countAll([NOW - DAY, NOW - DAY - 1, NOW]);
    expect(countWithin(counter, { now: NOW, withinMs: DAY })).toBe(2);
  });

  it("does not count what has not happened yet", () => {
    const counter = countAll([NOW + 1, NOW + DAY, NOW - 1]);
    expect(countWithin(counter, { now: NOW })).toBe(1);
    expect(countWithin(counter, { now: NOW, withinMs: HOUR })).toBe(1);
  });

  it("is exact while the exact times reach back to the start of the span", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: NOW - 80 * DAY, max: NOW }), { maxLength: 20 }),
        fc.integer({ min: 1, max: 90 * DAY }),
        (times, withinMs) => {
          const expected = times.filter((at) => at >= NOW - withinMs).length;
          expect(countWithin(countAll(times), { now: NOW, withinMs })).toBe(expected);
        },
      ),
    );
  });

  it("sums whole days where there are too many occurrences to keep each time", () => {
    const counter = countAll(Array.from({ length: 60 }, (_, index) => NOW - index * 12 * HOUR));
    expect(countWithin(counter, { now: NOW, withinMs: 5 * DAY })).toBe(11);
    const within = countWithin(counter, { now: NOW, withinMs: 20 * DAY });
    expect(within).toBeGreaterThanOrEqual(41);
    expect(within).toBeLessThanOrEqual(43);
    expect(countWithin(counter, { now: NOW })).toBe(60);
  });

  it("is never less than the exact times say", () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: NOW - 85 * DAY, max: NOW }), { maxLength: 60 }),
        fc.integer({ min: 1, max: 90 * DAY }),
        (times, withinMs) => {
          const counted = countWithin(countAll(times), { now: NOW, withinMs });
          expect(counted).toBeGreaterThanOrEqual(times.filter((at) => at >= NOW - withinMs).length);
          expect(counted).toBeLessThanOrEqual(times.length);
        },
      ),
    );
  });
});

describe("an empty history", () => {
  it("knows that nothing has happened", () => {
    expect(emptyHistory(NOW)).toEqual({
      events: {},
      ledger: [],
      offers: {},
      assignments: {},
      visitStartedAt: NOW,
      submissions: 0,
    });
  });
});
