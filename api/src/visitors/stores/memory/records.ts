import type { RecordQuery, StoredRecord } from "../../store.ts";
import { compareByTime } from "../record-order.ts";

/** The records of a store. */
export interface MemoryRecords {
  put(record: StoredRecord): void;
  list(query: RecordQuery): readonly StoredRecord[];
  /** Those about any of the names, oldest first. */
  about(site: string, names: ReadonlySet<string>): readonly StoredRecord[];
  remove(record: Pick<StoredRecord, "collection" | "site" | "id">): boolean;
  /** @returns how many there were. */
  forget(which: (record: StoredRecord) => boolean): number;
}

/** Makes the records of a store in memory. */
export function createMemoryRecords(): MemoryRecords {
  const records = new Map<string, StoredRecord>();
  return {
    put(record) {
      records.set(keyOf(record), record);
    },
    list({ collection, site, dueBefore, after, limit }) {
      const placeOf = ({ at, dueAt, id }: StoredRecord) => ({
        at: dueBefore === undefined ? at : (dueAt ?? at),
        id,
      });
      return [...records.values()]
        .filter((record) => record.collection === collection)
        .filter((record) => site === undefined || record.site === site)
        .filter(({ dueAt }) => dueBefore === undefined || (dueAt ?? Infinity) <= dueBefore)
        .filter((record) => after === undefined || compareByTime(placeOf(record), after) > 0)
        .toSorted((a, b) => compareByTime(placeOf(a), placeOf(b)))
        .slice(0, limit);
    },
    about: (site, names) =>
      [...records.values()]
        .filter(({ visitorId }) => visitorId !== undefined && names.has(visitorId))
        .filter((record) => record.site === site)
        .toSorted(compareByTime),
    remove: (record) => records.delete(keyOf(record)),
    forget(which) {
      const gone = [...records].filter(([, record]) => which(record));
      for (const [key] of gone) records.delete(key);
      return gone.length;
    },
  };
}

function keyOf({ collection, site, id }: Pick<StoredRecord, "collection" | "site" | "id">): string {
  return `${collection}\0${site}\0${id}`;
}
