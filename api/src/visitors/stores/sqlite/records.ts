import type { SQLOutputValue } from "node:sqlite";
import type { RecordQuery, StoredRecord } from "../../store.ts";
import type { SqliteConnection } from "./connection.ts";
import { isErased } from "./visitors.ts";

/** Keeps a record, unless it is about somebody who was erased; within a transaction. */
export function putRecord(connection: SqliteConnection, record: StoredRecord): void {
  const { collection, site, id, at, dueAt = null, visitorId = null, body } = record;
  if (visitorId !== null && isErased(connection, site, visitorId)) return;
  const text = JSON.stringify(body);
  connection.statements.upsertRecord.run(collection, site, id, at, dueAt, visitorId, text);
}

/** Lists records. */
export function listRecords(
  { statements }: SqliteConnection,
  query: RecordQuery,
): readonly StoredRecord[] {
  const { collection, dueBefore, after, limit } = query;
  const site = query.site ?? null;
  const { at, id } = after ?? { at: Number.MIN_SAFE_INTEGER, id: "" };
  const rows =
    dueBefore === undefined
      ? statements.recordsByTime.all(collection, site, at, id, limit)
      : statements.recordsDue.all(collection, site, at, id, limit, dueBefore);
  return rows.map(toRecord);
}

/** Records about one name of a visitor. */
export function recordsAbout(
  { statements }: SqliteConnection,
  site: string,
  name: string,
): readonly StoredRecord[] {
  return statements.recordsOf.all(site, name).map(toRecord);
}

function toRecord(row: Readonly<Record<string, SQLOutputValue>>): StoredRecord {
  const { due_at: dueAt, visitor_id: visitorId } = row;
  return {
    collection: String(row["collection"]),
    site: String(row["site"]),
    id: String(row["id"]),
    at: Number(row["at"]),
    ...(dueAt === null ? {} : { dueAt: Number(dueAt) }),
    ...(typeof visitorId === "string" ? { visitorId } : {}),
    body: JSON.parse(String(row["body"])),
  };
}
