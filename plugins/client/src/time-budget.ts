import { FacetError } from "./error.ts";

/** Longest time budget: a longer timer of the runtime would fire at once. */
export const MAX_BUDGET_MS = 2_147_483_647;

/**
 * A time budget among options, in milliseconds.
 *
 * @param maker The function that it is an option of.
 * @throws FacetError `CONFIG` where no timer can wait so long.
 */
export function parseTimeBudget(maker: string, option: string, value: number): number {
  if (isTimeBudget(value)) return value;
  throw new FacetError(
    "CONFIG",
    `${maker}: "${option}" is ${value}; expected milliseconds, more than 0 and at most ${MAX_BUDGET_MS}`,
  );
}

/** Whether a number of milliseconds can be waited for. */
export function isTimeBudget(ms: number): boolean {
  return ms > 0 && ms <= MAX_BUDGET_MS;
}
