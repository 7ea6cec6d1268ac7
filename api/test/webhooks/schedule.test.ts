import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { nextAttemptAt } from "../../src/webhooks/schedule.ts";

const SECOND = 1_000;
const DAY = 86_400 * SECOND;

describe("the schedule of a webhook", () => {
  it("starts at ten seconds, ends at a day, and gives up after the eighth wait", () => {
    const waits = Array.from({ length: 9 }, (_, i) =>
      nextAttemptAt({ attempts: i + 1, now: 0, random: 0.5 }),
    );
    expect(waits[0]).toBe(10 * SECOND);
    expect(waits[7]).toBe(DAY);
    expect(waits[8]).toBeUndefined();
  });

  it("waits longer after every failure, whatever the jitter", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 7 }),
        fc.float({ min: 0, max: 1, noNaN: true }),
        (attempts, random) => {
          const now = nextAttemptAt({ attempts, now: 0, random }) ?? 0;
          const next = nextAttemptAt({ attempts: attempts + 1, now: 0, random }) ?? 0;
          expect(next).toBeGreaterThan(now);
        },
      ),
    );
  });

  it("spreads a wait by a fifth to both sides", () => {
    expect(nextAttemptAt({ attempts: 1, now: 0, random: 0 })).toBe(8 * SECOND);
    expect(nextAttemptAt({ attempts: 1, now: 0, random: 1 })).toBe(12 * SECOND);
  });

  it("waits as long as the receiver asks, a day at most", () => {
    const ask = (retryAfterMs: number) =>
      nextAttemptAt({ attempts: 1, now: 5, random: 0.5, retryAfterMs });
    expect(ask(120 * SECOND)).toBe(5 + 120 * SECOND);
    expect(ask(1)).toBe(5 + 10 * SECOND);
    expect(ask(365 * DAY)).toBe(5 + DAY);
  });
});
