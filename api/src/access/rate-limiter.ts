import { LRUCache } from "lru-cache";

/** So many calls in so many seconds. */
export interface Quota {
  readonly calls: number;
  readonly seconds: number;
}

/** What is left of a quota. */
export interface Allowance {
  readonly quota: Quota;
  readonly allowed: boolean;
  /** Calls that may follow at once. */
  readonly remaining: number;
  /** Until all of the quota is there again. */
  readonly resetSeconds: number;
  /** Until the next call is allowed; 0 where it is now. */
  readonly retrySeconds: number;
}

/** Counts calls by who makes them. */
export interface RateLimiter {
  /** Takes one call from the quota of a name. A call that is refused takes nothing. */
  take(name: string, quota: Quota): Allowance;
}

/** Options of {@link createRateLimiter}. */
export interface RateLimiterOptions {
  /** Names that are remembered; those not seen for longest are forgotten, as if they had rested. */
  readonly maxNames: number;
  /** A clock that never goes back, milliseconds. */
  readonly elapsedMs: () => number;
}

/** More than sums of fractions of a millisecond are off by, and nothing to anybody. */
const ROUNDING_MS = 0.001;

/**
 * Makes a limiter: a token bucket a name that holds `calls` and fills evenly over `seconds`, kept as
 * one number (GCRA, ITU-T I.371): the time at which the bucket is full again.
 */
export function createRateLimiter({ maxNames, elapsedMs }: RateLimiterOptions): RateLimiter {
  const fullAt = new LRUCache<string, number>({ max: maxNames });
  return {
    take(name, quota) {
      const now = elapsedMs();
      const windowMs = quota.seconds * 1_000;
      const perCallMs = windowMs / quota.calls;
      const before = Math.max(now, fullAt.get(name) ?? now);
      const after = before + perCallMs;
      const overMs = after - now - windowMs;
      const allowed = overMs <= ROUNDING_MS;
      if (allowed) fullAt.set(name, after);
      const debtMs = (allowed ? after : before) - now;
      return {
        quota,
        allowed,
        remaining: Math.max(0, Math.floor((windowMs - debtMs + ROUNDING_MS) / perCallMs)),
        resetSeconds: Math.ceil((debtMs - ROUNDING_MS) / 1_000),
        retrySeconds: allowed ? 0 : Math.max(1, Math.ceil((overMs - ROUNDING_MS) / 1_000)),
      };
    },
  };
}
