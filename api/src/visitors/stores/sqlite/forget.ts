import { DEDUPE_WINDOW_MS, LASTING_COLLECTIONS, type VisitorRef } from "../../store.ts";
import type { SQLOutputValue } from "node:sqlite";
import { requireCompaction } from "./compact.ts";
import type { SqliteConnection } from "./connection.ts";
import { digestOf, findVisitor, namesOf } from "./visitors.ts";

/** Forgets a visitor under every name; within a transaction. @returns whether anything was known. */
export function eraseVisitor(connection: SqliteConnection, { site, id }: VisitorRef): boolean {
  const { statements, cache } = connection;
  const found = findVisitor(connection, site, id);
  const names = namesOf(connection, site, found.id).map(({ name }) => name);
  let gone = Number(statements.deleteVisitor.run(site, found.id).changes);
  for (const name of names) {
    gone += Number(statements.deleteEntriesOf.run(site, name).changes);
    gone += Number(statements.deleteRecordsOf.run(site, name).changes);
    gone += Number(statements.deleteName.run(site, name).changes);
  }
  if (gone === 0) return false;
  cache.clear();
  for (const name of names) statements.insertTombstone.run(digestOf(connection, site, name));
  requireCompaction(connection);
  return true;
}

/** What to forget of a site. */
export interface PurgeOptions {
  readonly site: string;
  /** Epoch milliseconds. */
  readonly before: number;
}

/** Runs work within a transaction. */
type Transact = <T>(work: (connection: SqliteConnection) => T) => Promise<T>;

type Row = Readonly<Record<string, SQLOutputValue>>;

/** How to go through a table. */
interface Sweep {
  readonly scan: "scanEntries" | "scanRecords" | "scanVisitors" | "scanNames";
  readonly remove: "deleteEntryRow" | "deleteRecordRow" | "deleteVisitorRow" | "deleteNameRow";
  readonly isOld: (row: Row, connection: SqliteConnection) => boolean;
  /** Writes down what must outlast a row. */
  readonly keep?: (row: number, connection: SqliteConnection) => void;
}

/** Rows that are looked at in one transaction. */
export const SWEEP_ROWS = 1_000;

/** Forgets what is older than a time, in many small transactions: requests are answered in between. */
export async function purgeSite(
  transact: Transact,
  { site, before }: PurgeOptions,
): Promise<{ readonly entries: number; readonly visitors: number }> {
  const seenSince = Date.now() - DEDUPE_WINDOW_MS;
  await transact(({ statements }) => statements.pruneMessages.run(seenSince));
  const entries = await sweep(transact, {
    scan: "scanEntries",
    remove: "deleteEntryRow",
    isOld: (row) => row["site"] === site && Number(row["received_at"]) < before,
    // Its resends are to be harmless even where it is kept for a shorter time than that.
    keep: (row, { statements }) => statements.keepMessage.run(row, seenSince),
  });
  await sweep(transact, {
    scan: "scanRecords",
    remove: "deleteRecordRow",
    isOld: (row) =>
      row["site"] === site &&
      Number(row["at"]) < before &&
      !LASTING_COLLECTIONS.includes(String(row["collection"])),
  });
  const visitors = await sweep(transact, {
    scan: "scanVisitors",
    remove: "deleteVisitorRow",
    isOld: (row) => row["site"] === site && Number(row["seen_at"]) < before,
  });
  await sweep(transact, {
    scan: "scanNames",
    remove: "deleteNameRow",
    isOld: (row, { statements }) =>
      row["site"] === site &&
      Number(row["joined_at"]) < before &&
      statements.hasVisitor.get(site, String(row["visitor"])) === undefined,
  });
  return { entries, visitors };
}

/** @returns how many rows were deleted. */
async function sweep(transact: Transact, { scan, remove, isOld, keep }: Sweep): Promise<number> {
  let deleted = 0;
  let after = 0;
  for (;;) {
    const step = await transact((connection) => {
      const { statements, cache } = connection;
      const rows = statements[scan].all(after, SWEEP_ROWS);
      const old = rows.filter((row) => isOld(row, connection));
      for (const { row } of old) {
        keep?.(Number(row), connection);
        statements[remove].run(Number(row));
      }
      if (old.length > 0) {
        requireCompaction(connection);
        cache.clear();
      }
      return { deleted: old.length, last: rows.length < SWEEP_ROWS ? undefined : rows.at(-1) };
    });
    deleted += step.deleted;
    if (step.last === undefined) return deleted;
    after = Number(step.last["row"]);
  }
}
