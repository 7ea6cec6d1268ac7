import { createHmac } from "node:crypto";
import type { SQLOutputValue } from "node:sqlite";
import type { LogEntry, VisitorRef } from "../../store.ts";
import type { VisitorState } from "../../visitor.ts";
import type { JoinedName } from "../join-plan.ts";
import type { FoundVisitor } from "./cache.ts";
import type { SqliteConnection } from "./connection.ts";
import type { StoredVisitor } from "../stored-visitor.ts";

/** Finds a visitor by any name. */
export function findVisitor(
  { statements, cache }: SqliteConnection,
  site: string,
  name: string,
): FoundVisitor {
  const cached = cache.get(site, name);
  if (cached !== undefined) return cached;
  const found = statements.findVisitor.get(site, name);
  const visitor = found?.["visitor"] ?? null;
  const isJoined = visitor !== null;
  const id = isJoined ? String(visitor) : name;
  const row = found?.["row"] ?? null;
  if (row === null) return { id, isJoined };
  const state: VisitorState = JSON.parse(String(found?.["state"]));
  const stored = { state, seenAt: Number(found?.["seen_at"]) };
  const kept = { id, isJoined, row: Number(row), stored };
  cache.set(site, name, kept);
  return kept;
}

/** Writes the state of a visitor who was just found by a name. */
export function writeVisitor(
  { statements, cache }: SqliteConnection,
  { site, id: name }: VisitorRef,
  { id, isJoined, row }: FoundVisitor,
  stored: StoredVisitor,
): void {
  const text = JSON.stringify(stored.state);
  if (row !== undefined) statements.updateVisitor.run(stored.seenAt, text, row);
  const kept =
    row ?? Number(statements.insertVisitor.run(site, id, stored.seenAt, text).lastInsertRowid);
  cache.set(site, name, { id, isJoined, row: kept, stored });
}

/** All names of a visitor, their own id included. */
export function namesOf(
  { statements }: SqliteConnection,
  site: string,
  visitor: string,
): readonly JoinedName[] {
  const names = statements.namesOf.all(site, visitor).map((row) => ({
    name: String(row["name"]),
    isKnown: row["is_known"] === 1,
  }));
  const hasOwn = names.some(({ name }) => name === visitor);
  return hasOwn ? names : [{ name: visitor, isKnown: false }, ...names];
}

/** Digest that is left of a name that was erased. */
export function digestOf({ salt }: SqliteConnection, site: string, name: string): string {
  return createHmac("sha256", salt).update(`${site}\0${name}`).digest("base64url");
}

/** Whether anybody was erased. */
export function hasErased({ statements, cache }: SqliteConnection): boolean {
  return cache.recall("tombstones", () => statements.anyTombstone.get() !== undefined);
}

/** Whether a name was erased; nobody who has a state, or was joined, is. */
export function isErased(connection: SqliteConnection, site: string, name: string): boolean {
  return (
    hasErased(connection) &&
    connection.statements.findTombstone.get(digestOf(connection, site, name)) !== undefined
  );
}

/** Entries that came under any of the names behind a place in the log, in the order they were written. */
export function readLog(
  { statements }: SqliteConnection,
  site: string,
  { names, after = 0, limit = -1 }: LogPage,
): readonly PlacedEntry[] {
  const found = names.flatMap((name) => statements.entriesOf.all(site, name, after, limit));
  const entries = found.map((row) => ({ seq: Number(row["seq"]), entry: toEntry(site, row) }));
  const ordered = names.length > 1 ? entries.toSorted((a, b) => a.seq - b.seq) : entries;
  return limit === -1 ? ordered : ordered.slice(0, limit);
}

/** Which part of the log to read. */
export interface LogPage {
  readonly names: readonly string[];
  /** Place behind which to begin; absent: the first. */
  readonly after?: number;
  /** Absent: all. */
  readonly limit?: number;
}

/** An entry and its place in the log. */
export interface PlacedEntry {
  readonly seq: number;
  readonly entry: LogEntry;
}

function toEntry(site: string, row: Readonly<Record<string, SQLOutputValue>>): LogEntry {
  const { visitor_id: visitorId, extra } = row;
  return {
    site,
    messageId: String(row["message_id"]),
    ...(typeof visitorId === "string" ? { visitorId } : {}),
    receivedAt: Number(row["received_at"]),
    fact: JSON.parse(String(row["fact"])),
    ...(typeof extra === "string" ? { extra: JSON.parse(extra) } : {}),
  };
}
