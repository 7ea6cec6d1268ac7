import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createRateLimiter } from "../../src/access/rate-limiter.ts";

function limiterAt(start: number, maxNames = 1_000) {
  const clock = { ms: start };
  return { clock, limiter: createRateLimiter({ maxNames, elapsedMs: () => clock.ms }) };
}

describe("the rate limiter", () => {
  const quota = { calls: 6, seconds: 60 };

  it("lets a burst of the whole quota through, then one call each tenth of a minute", () => {
    const { clock, limiter } = limiterAt(5_000);
    const burst = Array.from({ length: 8 }, () => limiter.take("a", quota));
    expect(burst.map(({ allowed }) => allowed)).toEqual([
      ...Array.from({ length: 6 }, () => true),
      false,
      false,
    ]);
    expect(burst.map(({ remaining }) => remaining)).toEqual([5, 4, 3, 2, 1, 0, 0, 0]);
    expect(burst[7]).toMatchObject({ retrySeconds: 10, resetSeconds: 60 });
    clock.ms += 9_999;
    expect(limiter.take("a", quota).allowed).toBe(false);
    clock.ms += 1;
    expect(limiter.take("a", quota)).toMatchObject({
      allowed: true,
      remaining: 0,
      retrySeconds: 0,
    });
    clock.ms += 60_000;
    expect(limiter.take("a", quota).remaining).toBe(5);
  });

  it("counts every name by itself", () => {
    const { limiter } = limiterAt(0);
    for (let i = 0; i < 7; i += 1) limiter.take("a", quota);
    expect(limiter.take("a", quota).allowed).toBe(false);
    expect(limiter.take("b", quota)).toMatchObject({ allowed: true, remaining: 5 });
  });

  it("lets exactly the quota through at once, whatever the clock says", () => {
    const calls = fc.integer({ min: 1, max: 500 });
    const start = fc.double({ min: 0, max: 1e10, noNaN: true });
    fc.assert(
      fc.property(calls, start, (most, ms) => {
        const { limiter } = limiterAt(ms);
        const take = () => limiter.take("a", { calls: most, seconds: 60 });
        const burst = Array.from({ length: most }, take);
        expect(burst.every(({ allowed }) => allowed)).toBe(true);
        expect(burst.map(({ remaining }) => remaining)).toEqual(
          Array.from({ length: most }, (_, i) => most - 1 - i),
        );
        expect(burst.at(-1)?.resetSeconds).toBe(60);
        expect(take().allowed).toBe(false);
      }),
    );
  });

  it("never lets more through than the quota and what has come back since", () => {
    const calls = fc.integer({ min: 1, max: 50 });
    const seconds = fc.integer({ min: 1, max: 60 });
    const waits = fc.array(fc.integer({ min: 0, max: 5_000 }), { maxLength: 200 });
    fc.assert(
      fc.property(calls, seconds, waits, (most, window, pauses) => {
        const { clock, limiter } = limiterAt(0);
        let passed = 0;
        for (const pause of pauses) {
          clock.ms += pause;
          const { allowed, remaining, retrySeconds } = limiter.take("a", {
            calls: most,
            seconds: window,
          });
          if (allowed) passed += 1;
          expect(remaining).toBeGreaterThanOrEqual(0);
          expect(remaining).toBeLessThan(most);
          expect(retrySeconds > 0).toBe(!allowed);
        }
        expect(passed).toBeLessThanOrEqual(most + (clock.ms / 1_000) * (most / window) + 0.01);
      }),
    );
  });

  it("lets a call through after the time it names", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 1_000 }),
        fc.integer({ min: 1, max: 60 }),
        (calls, seconds) => {
          const { clock, limiter } = limiterAt(0);
          let last = limiter.take("a", { calls, seconds });
          while (last.allowed) last = limiter.take("a", { calls, seconds });
          clock.ms += last.retrySeconds * 1_000;
          expect(limiter.take("a", { calls, seconds }).allowed).toBe(true);
        },
      ),
    );
  });

  it("remembers so many names and no more, those that called last", () => {
    const { limiter } = limiterAt(0);
    for (let i = 0; i < 6; i += 1) limiter.take("first", quota);
    for (let i = 0; i < 100_000; i += 1) limiter.take(`n${i}`, quota);
    expect(limiter.take("n99999", quota).remaining).toBe(4);
    expect(limiter.take("first", quota).remaining).toBe(5);
  });
});
