import type { StoredRecord } from "../store.ts";

/** Orders records as lists have them: oldest first, those of one instant by id. */
export function compareByTime(
  a: Pick<StoredRecord, "at" | "id">,
  b: Pick<StoredRecord, "at" | "id">,
): number {
  return a.at - b.at || compareText(a.id, b.id);
}

/** Orders texts by their UTF-16 code units. */
export function compareText(a: string, b: string): number {
  if (a === b) return 0;
  return a < b ? -1 : 1;
}
