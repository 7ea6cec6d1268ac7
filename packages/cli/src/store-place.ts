import { isRedisUrl } from "@facet/api/node";
import { existsSync } from "node:fs";
import type { Terminal } from "./terminal/terminal.ts";
import { UsageError } from "./usage-error.ts";

/** The option that names the API's store, for commands that work on it. */
export const STORE_ARGUMENT = {
  type: "string",
  valueHint: "file",
  description: "the API's store (default: $FACET_STORE, $FACET_DB, else ./.facet/facet.db)",
} as const;

/** How a store is looked for. */
export interface StoreSearch {
  /** It must be there: opening a store makes it, which would only hide a wrong path. */
  readonly mustExist: boolean;
  /** What else can be done where the store is in the memory of another process. */
  readonly besides?: string;
}

/**
 * Finds the store of the API, which may be running.
 *
 * @returns an address of Redis, or the path of a file.
 * @throws UsageError where there is none.
 */
export function findStore(
  given: string | undefined,
  { env }: Pick<Terminal, "env">,
  { mustExist, besides }: StoreSearch,
): string {
  const place = given ?? (env["FACET_STORE"] || env["FACET_DB"] || "./.facet/facet.db");
  if (place === ":memory:") {
    throw new UsageError(
      "a store in memory cannot be shared with the API",
      `name its file with --db <file> or FACET_DB${besides === undefined ? "" : `, or ${besides}`}`,
    );
  }
  if (!mustExist || isRedisUrl(place) || existsSync(place)) return place;
  throw new UsageError(
    `there is no store at ${place}`,
    "name its file with --db <file> or FACET_DB; the API makes one when it first runs",
  );
}
