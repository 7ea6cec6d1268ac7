import { DEDUPE_WINDOW_MS, type StoredEvent, type VisitorStore } from "../store.ts";
import type { VisitorState } from "../visitor.ts";
import { connect, type SqliteConnection } from "./sqlite-connection.ts";
import { createWriteQueue } from "./sqlite-queue.ts";

/** How often message ids that no longer matter are deleted. */
const PRUNE_EVERY_MS = 3_600_000;

/**
 * A visitor store in one SQLite file, in write-ahead mode. Writes of one moment share a
 * transaction; one that holds an event is synced to disk before it is acknowledged. Where the file
 * is moved away or deleted, writes go on in a new one.
 *
 * @param file Path; missing folders are made.
 * @throws StoreOpenError where the file cannot be opened, is no database, or is of a newer version.
 */
export function createSqliteStore(file: string): VisitorStore {
  let connection = connect(file);
  const metaKept = new Map<string, string>();
  const queue = createWriteQueue(() => connectionInPlace().database);
  let prunedAt = Number.NEGATIVE_INFINITY;

  // A file without a name takes writes as ever, and they are gone with the process.
  function connectionInPlace(): SqliteConnection {
    if (connection.isInPlace()) return connection;
    connection.close();
    connection = connect(file);
    for (const [name, value] of metaKept) connection.statements.insertMeta.run(name, value);
    return connection;
  }

  function read(site: string, id: string): VisitorState | undefined {
    const row = connection.statements.selectVisitor.get(site, id);
    return row === undefined ? undefined : parseState(row["state"]);
  }

  function write(site: string, id: string, state: VisitorState): void {
    connection.statements.upsertVisitor.run(site, id, JSON.stringify(state));
  }

  function isDuplicate(event: StoredEvent): boolean {
    const { selectMessage } = connection.statements;
    const seenAt = selectMessage.get(event.site, event.messageId)?.["received_at"];
    return typeof seenAt === "number" && event.receivedAt - seenAt < DEDUPE_WINDOW_MS;
  }

  function prune(now: number): void {
    if (now - prunedAt < PRUNE_EVERY_MS) return;
    connection.statements.pruneMessages.run(now - DEDUPE_WINDOW_MS);
    prunedAt = now;
  }

  return {
    async get({ site, id }) {
      return read(site, id);
    },
    update({ site, id }, change) {
      return queue.write(() => write(site, id, change(read(site, id))));
    },
    append(event, change) {
      const { site, messageId, visitorId, name, at, receivedAt } = event;
      return queue.write(
        () => {
          prune(receivedAt);
          if (isDuplicate(event)) return "duplicate";
          const { upsertMessage, insertEvent } = connection.statements;
          upsertMessage.run(site, messageId, receivedAt);
          const body = JSON.stringify(event.body);
          insertEvent.run(site, messageId, visitorId ?? null, name, at, receivedAt, body);
          if (change !== undefined && visitorId !== undefined) {
            write(site, visitorId, change(read(site, visitorId)));
          }
          return "stored";
        },
        { durable: true },
      );
    },
    async meta(name, initial) {
      const value = await queue.write(() => {
        connection.statements.insertMeta.run(name, initial);
        return String(connection.statements.selectMeta.get(name)?.["value"]);
      });
      metaKept.set(name, value);
      return value;
    },
    async ping() {
      connection.statements.probe.get();
    },
    async close() {
      await queue.close();
      connection.close();
    },
  };
}

function parseState(text: unknown): VisitorState {
  const state: VisitorState = JSON.parse(String(text));
  return state;
}
