import type { RecordQuery, StoredRecord, VisitorStore } from "./store.ts";

const PAGE = 100;

/** Where a record stands in its list. */
export type RecordPlace = Pick<StoredRecord, "collection" | "site" | "at" | "id">;

/** Finds one record by its place; `undefined`: there is none. */
export async function findRecord(
  store: Pick<VisitorStore, "records">,
  { collection, site, at, id }: RecordPlace,
): Promise<StoredRecord | undefined> {
  // What begins with all of an id but its end stands before it.
  let after: RecordQuery["after"] = { at, id: [...id].slice(0, -1).join("") };
  for (;;) {
    const page: readonly StoredRecord[] = await store.records({
      collection,
      site,
      after,
      limit: PAGE,
    });
    const record = page.find((each) => each.at === at && each.id === id);
    const last = page.at(-1);
    if (record !== undefined || last === undefined || page.length < PAGE) return record;
    if (last.at > at) return undefined;
    after = { at: last.at, id: last.id };
  }
}
