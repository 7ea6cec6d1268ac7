import type { StoredRecord, VisitorStore } from "../visitors/store.ts";
import { fromKeyRecord, KEYS, type KeptKey } from "./api-key.ts";

const PAGE = 500;

/** All keys of a store, revoked ones too, oldest first. */
export async function readKeys(store: Pick<VisitorStore, "records">): Promise<readonly KeptKey[]> {
  const records = await readCollection(store, KEYS);
  return records.flatMap((record) => fromKeyRecord(record) ?? []);
}

/** All records of a collection, of all sites. */
export async function readCollection(
  store: Pick<VisitorStore, "records">,
  collection: string,
): Promise<readonly StoredRecord[]> {
  const records: StoredRecord[] = [];
  let after: { readonly at: number; readonly id: string } | undefined;
  for (;;) {
    const query = { collection, limit: PAGE, ...(after === undefined ? {} : { after }) };
    const page = await store.records(query);
    records.push(...page);
    after = page.at(-1);
    if (page.length < PAGE) return records;
  }
}
