import type { Log } from "../../ports.ts";
import { type VisitorRef, type VisitorStore } from "../store.ts";
import { compareByTime } from "./record-order.ts";
import { compactAlone } from "./sqlite/compact-alone.ts";
import { prepareAppend } from "./sqlite/append.ts";
import { COMPACTION_DUE, createCompaction } from "./sqlite/compact.ts";
import { connect, type SqliteConnection } from "./sqlite/connection.ts";
import { eraseVisitor, purgeSite, SWEEP_ROWS } from "./sqlite/forget.ts";
import { joinNames, splitName } from "./sqlite/join.ts";
import { createWriteQueue } from "./sqlite/queue.ts";
import { listRecords, putRecord, recordsAbout } from "./sqlite/records.ts";
import { findVisitor, isErased, namesOf, readLog, writeVisitor } from "./sqlite/visitors.ts";
import { toStored } from "./stored-visitor.ts";

/** Options of {@link createSqliteStore}. */
export interface SqliteStoreOptions {
  /** Where it says what happens to the file. */
  readonly log?: Log;
  /** How long after something was erased the file is compacted, milliseconds. Default 1,000. */
  readonly compactAfterMs?: number;
  /**
   * Another process may have the file in use, which is to compact it: this one does so only when it
   * closes it as the last. Default false.
   */
  readonly isGuest?: boolean;
}

const COMPACT_AFTER_MS = 1_000;
/** Entries of the log that are read at a time. */
const LOG_PAGE = 500;

/**
 * A visitor store in one SQLite file, in write-ahead mode. Writes of one moment share a
 * transaction; one that holds a durable write is synced to disk before it is acknowledged. Where the
 * file is moved away or deleted, writes go on in a new one; where it is changed in place, nothing is
 * acknowledged until it was looked through. What is erased is overwritten, and soon after the file is
 * compacted: then no byte of it is left in the file and its write-ahead log.
 *
 * @param file Path; missing folders are made.
 * @throws StoreOpenError where the file cannot be opened, is no database, or is of a newer version.
 */
export function createSqliteStore(file: string, options: SqliteStoreOptions = {}): VisitorStore {
  const { log, compactAfterMs: delayMs = COMPACT_AFTER_MS, isGuest = false } = options;
  let connection = connect(file);
  let isSuspect = false;
  const metaKept = new Map<string, string>();
  const queue = createWriteQueue(connectionInPlace);
  const compaction = createCompaction({
    file,
    queue,
    connection: () => connection,
    log,
    delayMs,
    isGuest,
  });
  tellVersion();
  if (connection.statements.selectMeta.get(COMPACTION_DUE) !== undefined) compaction.schedule();

  // A file without a name takes writes as ever, and they are gone with the process.
  function connectionInPlace(): SqliteConnection {
    if (connection.database.isOpen) {
      const found = connection.watch.found();
      if (found === "same") return connection;
      log?.error({ file }, `the visitor database was ${found} by somebody else`);
      isSuspect ||= found === "changed";
      connection.close();
    }
    connection = connect(file, { check: isSuspect });
    isSuspect = false;
    for (const [name, value] of metaKept) connection.statements.insertMeta.run(name, value);
    return connection;
  }

  function tellVersion(): void {
    const { version } = connection;
    if (version !== 1) return;
    log?.warn(
      { file, version },
      "the visitor database is of an older version: its events are kept, its visitors begin anew",
    );
  }

  /** Forgets what is cached where another process wrote, and compacts what it erased. */
  function lookForOthers(): void {
    connection.refresh();
    if (!connection.hadOthers()) return;
    if (connection.statements.selectMeta.get(COMPACTION_DUE) !== undefined) compaction.schedule();
  }

  function write<T>(work: () => T, durable = true): Promise<T> {
    return queue.write(work, { durable });
  }

  function allNames({ site, id }: VisitorRef): readonly string[] {
    const visitor = findVisitor(connection, site, id).id;
    return namesOf(connection, site, visitor).map(({ name }) => name);
  }

  return {
    async get({ site, id }) {
      lookForOthers();
      const found = findVisitor(connection, site, id);
      if (found.stored !== undefined) return found.stored.state;
      return isErased(connection, site, id) ? "erased" : undefined;
    },
    update: ({ site, id }, change) =>
      queue.write(() => {
        const found = findVisitor(connection, site, id);
        if (found.row === undefined && isErased(connection, site, id)) return;
        writeVisitor(
          connection,
          { site, id },
          found,
          toStored(change(found.stored?.state), found.stored),
        );
      }),
    append(batch, call) {
      const append = prepareAppend(batch);
      const { durable, entries } = batch;
      return queue.write(() => append(connection), { durable, call, weight: entries.length });
    },
    join: (names, fold) => write(() => joinNames(connection, names, fold)),
    split: (visitor, fold) => write(() => splitName(connection, visitor, fold)),
    async *log(visitor) {
      let after = 0;
      for (;;) {
        const page = readLog(connection, visitor.site, {
          names: allNames(visitor),
          after,
          limit: LOG_PAGE,
        });
        for (const { entry } of page) yield entry;
        after = page.at(-1)?.seq ?? after;
        if (page.length < LOG_PAGE) return;
      }
    },
    async about({ site, id }) {
      const names = namesOf(connection, site, findVisitor(connection, site, id).id);
      const records = names.flatMap(({ name }) => recordsAbout(connection, site, name));
      return { names, records: records.toSorted(compareByTime) };
    },
    async list(site, { after, limit }) {
      const { listVisitors, listVisitorsFromFirst } = connection.statements;
      const rows =
        after === undefined
          ? listVisitorsFromFirst.all(site, limit)
          : listVisitors.all(site, after, limit);
      return rows.map((row) => String(row["id"]));
    },
    async erase(visitor) {
      const isKnown = await write(() => eraseVisitor(connection, visitor));
      compaction.schedule();
      return isKnown;
    },
    async purge(site, before) {
      const gone = await purgeSite(
        (work) => queue.write(() => work(connection), { weight: SWEEP_ROWS }),
        { site, before },
      );
      compaction.schedule();
      return gone;
    },
    put: (record) => write(() => putRecord(connection, record)),
    records: async (query) => listRecords(connection, query),
    remove: ({ collection, site, id }) =>
      write(() => connection.statements.deleteRecord.run(collection, site, id).changes === 1),
    async meta(name, initial) {
      const value = await write(() => {
        connection.statements.insertMeta.run(name, initial);
        return String(connection.statements.selectMeta.get(name)?.["value"]);
      });
      metaKept.set(name, value);
      return value;
    },
    async ping() {
      lookForOthers();
      connection.statements.probe.get();
    },
    async close() {
      await Promise.all([queue.close(), compaction.close()]);
      connection.close();
      if (isGuest) compactAlone(file);
    },
  };
}
