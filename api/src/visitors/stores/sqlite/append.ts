import {
  type AppendBatch,
  type AppendOutcome,
  DEDUPE_WINDOW_MS,
  type LogEntry,
  type VisitorRef,
} from "../../store.ts";
import type { FoundVisitor } from "./cache.ts";
import type { SqliteConnection } from "./connection.ts";
import { putRecord } from "./records.ts";
import { findVisitor, hasErased, isErased, writeVisitor } from "./visitors.ts";
import { toStored } from "../stored-visitor.ts";

interface PreparedEntry {
  readonly entry: LogEntry;
  readonly fact: string;
  readonly extra: string | null;
}

interface Group {
  /** A name of the visitor. */
  readonly ref: VisitorRef;
  readonly found: FoundVisitor;
  readonly entries: LogEntry[];
}

/**
 * Prepares a batch to be appended: its texts are written once, before the transaction.
 *
 * @returns what appends it, within a transaction.
 */
export function prepareAppend({
  entries,
  fold,
  records = [],
}: AppendBatch): (connection: SqliteConnection) => readonly AppendOutcome[] {
  const prepared = entries.map((entry) => ({
    entry,
    fact: JSON.stringify(entry.fact),
    extra: entry.extra === undefined ? null : JSON.stringify(entry.extra),
  }));
  return (connection) => {
    const find = createFinder(connection);
    const groups = new Map<string, Group>();
    const outcomes = prepared.map((each) => {
      const { entry } = each;
      const found = find(entry);
      if (found === "erased") return "erased";
      if (!insertEntry(connection, each)) return "duplicate";
      if (found !== undefined) addTo(groups, entry, found);
      return "stored";
    });
    if (fold !== undefined) {
      for (const { ref, found, entries } of groups.values()) {
        const state = fold(found.stored?.state, entries, found.id);
        writeVisitor(connection, ref, found, toStored(state, found.stored, entries));
      }
    }
    if (outcomes.length === 0 || outcomes.includes("stored")) {
      for (const record of records) putRecord(connection, record);
    }
    return outcomes;
  };
}

type Finder = (entry: LogEntry) => FoundVisitor | "erased" | undefined;

/** Finds each visitor of a batch once. */
function createFinder(connection: SqliteConnection): Finder {
  const mayBeErased = hasErased(connection);
  const known = new Map<string, FoundVisitor | "erased">();
  return ({ site, visitorId }) => {
    if (visitorId === undefined) return undefined;
    const key = `${site}\0${visitorId}`;
    const before = known.get(key);
    if (before !== undefined) return before;
    const found = findVisitor(connection, site, visitorId);
    const isNobody = found.row === undefined && !found.isJoined;
    const erased = isNobody && mayBeErased && isErased(connection, site, visitorId);
    const result = erased ? "erased" : found;
    known.set(key, result);
    return result;
  };
}

function addTo(groups: Map<string, Group>, entry: LogEntry, found: FoundVisitor): void {
  const { site, visitorId: id = found.id } = entry;
  const key = `${site}\0${found.id}`;
  const group = groups.get(key);
  if (group === undefined) groups.set(key, { ref: { site, id }, found, entries: [entry] });
  else group.entries.push(entry);
}

/** @returns whether it is no resend. */
function insertEntry(connection: SqliteConnection, prepared: PreparedEntry): boolean {
  const { statements } = connection;
  const { site, messageId, receivedAt } = prepared.entry;
  const seenSince = receivedAt - DEDUPE_WINDOW_MS;
  if (wasPurged(connection, prepared.entry, seenSince)) return false;
  if (insertRow(connection, prepared)) return true;
  const isLate = statements.repeatEntry.run(site, messageId, seenSince).changes === 1;
  return isLate && insertRow(connection, prepared);
}

/** @returns whether there was none with its message id. */
function insertRow(
  { statements }: SqliteConnection,
  { entry, fact, extra }: PreparedEntry,
): boolean {
  const { site, messageId, visitorId = null, receivedAt } = entry;
  const { changes } = statements.insertEntry.run(
    site,
    messageId,
    visitorId,
    receivedAt,
    fact,
    extra,
  );
  return changes === 1;
}

/** Whether an entry with the same message id, which a short retention has ended, came lately. */
function wasPurged(
  { statements, cache }: SqliteConnection,
  { site, messageId }: LogEntry,
  seenSince: number,
): boolean {
  if (!cache.recall("messages", () => statements.anyMessage.get() !== undefined)) return false;
  const found = statements.findMessage.get(site, messageId);
  return found !== undefined && Number(found["received_at"]) > seenSince;
}
