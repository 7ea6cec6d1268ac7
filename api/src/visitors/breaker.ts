import type { Log } from "../ports.ts";

/** Refuses at once while what it guards does not answer. */
export interface Breaker {
  /**
   * Runs a call with a time budget.
   *
   * @throws StoreUnavailable where the breaker is open, the call fails, or the budget is used up.
   */
  run<T>(call: () => Promise<T>, budgetMs: number): Promise<T>;
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
export function createBreaker(log: Log, calls: "reads" | "writes"): Breaker {
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
        const result = await within(call(), budgetMs);
        succeed();
        return result;
      } catch (error) {
        throw fail(error);
      }
    },
  };
}

/** Rejects where a promise has not settled in time; the promise itself goes on. */
async function within<T>(promise: Promise<T>, budgetMs: number): Promise<T> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`no answer in ${budgetMs} ms`)), budgetMs);
  });
  try {
    return await Promise.race([promise, late]);
  } finally {
    clearTimeout(timer);
  }
}
