import { FacetError } from "./error.ts";

// A longer timer of the runtime would fire at once.
const MAX_MS = 2_147_483_647;

/**
 * A time budget among options, in milliseconds.
 *
 * @param maker The function that it is an option of.
 * @throws FacetError `CONFIG` where no timer can wait so long.
 */
export function parseTimeBudget(maker: string, option: string, value: number): number {
  if (value > 0 && value <= MAX_MS) return value;
  throw new FacetError(
    "CONFIG",
    `${maker}: "${option}" is ${value}; expected milliseconds, more than 0 and at most ${MAX_MS}`,
  );
}
