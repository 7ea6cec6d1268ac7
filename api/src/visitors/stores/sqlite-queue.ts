import type { DatabaseSync } from "node:sqlite";

/** Options of one write. */
export interface WriteOptions {
  /** Resolve only once the write is synced to disk. */
  readonly durable?: boolean;
}

/** Writes to one database, a transaction for all of one moment. */
export interface WriteQueue {
  /** Runs `work` inside a transaction; rejects where it throws or the commit fails. */
  write<T>(work: () => T, options?: WriteOptions): Promise<T>;
  /** Resolves when everything queued is written; later writes reject. */
  close(): Promise<void>;
}

interface Job {
  readonly durable: boolean;
  /** Runs the work; returns what to call once it is committed. */
  readonly run: () => () => void;
  readonly fail: (reason: unknown) => void;
}

const SQLITE_BUSY = 5;
const SQLITE_LOCKED = 6;
const RETRY_AFTER_MS = 10;
const RETRY_FOR_MS = 3_000;

/**
 * Makes a queue that commits in groups: one sync to disk acknowledges all events that came in
 * meanwhile. A group without a durable write is committed without a sync. Where another process
 * holds the lock the group is tried again for 3 seconds, off the request path.
 *
 * @param open Gives the database for one group; where it throws, the group fails.
 */
export function createWriteQueue(open: () => DatabaseSync): WriteQueue {
  let jobs: Job[] = [];
  let flushing: Promise<void> | undefined;
  let closed = false;

  async function flush(): Promise<void> {
    await new Promise<void>((resolve) => {
      setImmediate(resolve);
    });
    while (jobs.length > 0) {
      const group = jobs;
      jobs = [];
      await commit(group);
    }
    flushing = undefined;
  }

  async function commit(group: readonly Job[]): Promise<void> {
    const deadline = performance.now() + RETRY_FOR_MS;
    for (;;) {
      try {
        for (const done of transact(open(), group)) done();
        return;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) {
          for (const job of group) job.fail(error);
          return;
        }
        await new Promise<void>((resolve) => {
          setTimeout(resolve, RETRY_AFTER_MS);
        });
      }
    }
  }

  return {
    write<T>(work: () => T, options: WriteOptions = {}) {
      if (closed) return Promise.reject(new Error("the visitor store is closed"));
      return new Promise<T>((resolve, reject) => {
        const run = (): (() => void) => {
          const result = work();
          return () => resolve(result);
        };
        jobs.push({ durable: options.durable === true, run, fail: reject });
        flushing ??= flush();
      });
    },
    async close() {
      closed = true;
      await flushing;
    },
  };
}

/** Commits a group; a job that throws is undone alone and fails alone. */
function transact(database: DatabaseSync, group: readonly Job[]): (() => void)[] {
  const sync = group.some((job) => job.durable) ? "FULL" : "NORMAL";
  database.exec(`PRAGMA synchronous = ${sync}; BEGIN IMMEDIATE`);
  try {
    const done: (() => void)[] = [];
    for (const job of group) {
      database.exec("SAVEPOINT job");
      try {
        const finished = job.run();
        database.exec("RELEASE job");
        done.push(finished);
      } catch (error) {
        database.exec("ROLLBACK TO job; RELEASE job");
        done.push(() => job.fail(error));
      }
    }
    database.exec("COMMIT");
    return done;
  } catch (error) {
    if (database.isTransaction) database.exec("ROLLBACK");
    throw error;
  }
}

function isBusy(error: unknown): boolean {
  if (!(error instanceof Error) || !("errcode" in error)) return false;
  const code = Number(error.errcode) & 0xff;
  return code === SQLITE_BUSY || code === SQLITE_LOCKED;
}
