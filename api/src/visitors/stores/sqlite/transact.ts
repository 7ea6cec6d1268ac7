import type { SqliteConnection } from "./connection.ts";

/** Work that is committed together with other work. */
export interface Work {
  /** Its commit is to be synced to disk. */
  readonly durable: boolean;
  /** Does it, perhaps twice; returns what to call once it is committed. */
  readonly run: () => () => void;
  readonly fail: (reason: unknown) => void;
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;

/**
 * Commits a group; a job that throws is undone alone and fails alone.
 *
 * @returns `"replaced"`: it went into a file that is gone.
 */
export function transact(
  connection: SqliteConnection,
  group: readonly Work[],
): readonly (() => void)[] | "replaced" {
  connection.setSynced(group.some((job) => job.durable));
  const done = runTogetherOrApart(connection, group);
  const found = connection.watch.look();
  if (found === "same") return done;
  if (found === "replaced") return found;
  throw new Error("somebody else changed the database file in place");
}

function runTogetherOrApart(
  connection: SqliteConnection,
  group: readonly Work[],
): readonly (() => void)[] {
  try {
    return runTogether(connection, group);
  } catch (error) {
    connection.watch.look();
    if (group.length === 1 || isBusy(error)) throw error;
    return runApart(connection, group);
  }
}

function runTogether(
  connection: SqliteConnection,
  group: readonly Work[],
): readonly (() => void)[] {
  return within(connection, () => group.map((job) => job.run()));
}

/** Slower: each job in a savepoint of its own. */
function runApart(connection: SqliteConnection, group: readonly Work[]): readonly (() => void)[] {
  const { database, cache } = connection;
  return within(connection, () =>
    group.map((job) => {
      database.exec("SAVEPOINT job");
      try {
        const finished = job.run();
        database.exec("RELEASE job");
        return finished;
      } catch (error) {
        // A full disk undoes the whole transaction by itself.
        if (!database.isTransaction) throw error;
        database.exec("ROLLBACK TO job; RELEASE job");
        cache.clear();
        return () => job.fail(error);
      }
    }),
  );
}

function within<T>(connection: SqliteConnection, work: () => T): T {
  const { database, statements, cache } = connection;
  statements.begin.run();
  try {
    connection.refresh();
    const result = work();
    statements.commit.run();
    return result;
  } catch (error) {
    cache.clear();
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

/** Whether another process holds the lock. */
export function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !("errcode" in error)) return false;
  const code = Number(error.errcode) & 0xff;
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}
