const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** Waits between attempts; after the last one a delivery is given up. */
const WAITS_MS: readonly number[] = [
  10 * SECOND,
  MINUTE,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  6 * HOUR,
  12 * HOUR,
  24 * HOUR,
];

/** How far a wait is spread, so that what failed together does not come back together. */
const JITTER = 0.2;
/** Longest wait that a receiver may ask for. */
const MAX_RETRY_AFTER_MS = 24 * HOUR;

/** What {@link nextAttemptAt} goes by. */
export interface FailedAttempt {
  /** How many have been made, this one included. */
  readonly attempts: number;
  /** Epoch milliseconds. */
  readonly now: number;
  /** What the receiver asked for with `Retry-After`. */
  readonly retryAfterMs?: number | undefined;
  /** 0 to 1. */
  readonly random: number;
}

/**
 * When to try again: after 10 seconds at first, after a day at last, each wait a fifth shorter or
 * longer; never sooner than the receiver asked for.
 *
 * @returns epoch milliseconds; `undefined`: it is given up.
 */
export function nextAttemptAt(attempt: FailedAttempt): number | undefined {
  const { attempts, now, retryAfterMs = 0, random } = attempt;
  const wait = WAITS_MS[attempts - 1];
  if (wait === undefined) return undefined;
  const spread = wait * (1 - JITTER + 2 * JITTER * random);
  return now + Math.round(Math.max(spread, Math.min(retryAfterMs, MAX_RETRY_AFTER_MS)));
}
