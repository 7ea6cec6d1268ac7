import type { Log } from "../ports.ts";
import type { Call } from "./store.ts";

/** Refuses at once while what it guards does not answer. */
export interface Breaker {
  /**
   * Runs a call with a time budget; past it the call is told that nobody waits for it.
   *
   * @throws StoreUnavailable where the breaker is open, the call fails, or the budget is used up.
   * @throws What a {@link FoldFailed} was caused by: that is no fault of the store.
   */
  run<T>(call: (call: Call) => Promise<T>, budgetMs: number): Promise<T>;
  /** Whether the latest call failed. */
  isFailing(): boolean;
}

/** What a store was given to compute threw; `cause` is what. */
export class FoldFailed extends Error {
  override readonly name = "FoldFailed";
}

/** The visitor store did not answer, or not in time. */
export class StoreUnavailable extends Error {
  override readonly name = "StoreUnavailable";
}

/** Failures in a row that open the breaker. */
const TRIP_AFTER = 5;
/** How long it stays open before one call may try again. */
const OPEN_MS = 1_000;

/**
 * Makes a breaker that logs when the store goes away and when it is back.
 *
 * @param calls Which calls it guards, for the log.
 */
export function createBreaker(log: Log, calls: "reads" | "writes" | "keys"): Breaker {
  let failures = 0;
  let openUntil = Number.NEGATIVE_INFINITY;

  function succeed(): void {
    if (failures > 0) log.info({ calls, failures }, "the visitor store answers again");
    failures = 0;
  }

  function fail(cause: unknown): StoreUnavailable {
    failures += 1;
    if (failures === 1) log.error({ err: cause, calls }, "the visitor store does not answer");
    if (failures >= TRIP_AFTER) openUntil = performance.now() + OPEN_MS;
    return new StoreUnavailable("the visitor store does not answer", { cause });
  }

  return {
    async run(call, budgetMs) {
      if (performance.now() < openUntil) throw new StoreUnavailable("the visitor store is down");
      try {
        const result = await within(call, budgetMs);
        succeed();
        return result;
      } catch (error) {
        if (error instanceof FoldFailed) throw error.cause;
        throw fail(error);
      }
    },
    isFailing: () => failures > 0,
  };
}

/** Rejects where a call has not settled in time, and tells it so. */
async function within<T>(call: (call: Call) => Promise<T>, budgetMs: number): Promise<T> {
  const state = { aborted: false };
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => {
      state.aborted = true;
      reject(new Error(`no answer in ${budgetMs} ms`));
    }, budgetMs);
  });
  try {
    return await Promise.race([call(state), late]);
  } finally {
    clearTimeout(timer);
  }
}
