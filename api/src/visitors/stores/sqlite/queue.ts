import type { Call } from "../../store.ts";
import { createSerial } from "../serial.ts";
import type { SqliteConnection } from "./connection.ts";
import { isBusy, transact, type Work } from "./transact.ts";

/** Options of one write. */
export interface WriteOptions {
  /** Resolve only once the write is synced to disk. */
  readonly durable?: boolean;
  /** Whether it is still to be written when its turn comes. */
  readonly call?: Call | undefined;
  /** Rows that it is about to write, roughly. Default 1. */
  readonly weight?: number;
}

/** Writes to one database, a transaction for all of one moment. */
export interface WriteQueue {
  /** Runs `work` inside a transaction, perhaps twice; rejects where it throws or the commit fails. */
  write<T>(work: () => T, options?: WriteOptions): Promise<T>;
  /** Runs work while nothing is written; writes wait until it is over. */
  pause<T>(work: () => Promise<T>): Promise<T>;
  /** Resolves when everything queued is written; later writes reject. */
  close(): Promise<void>;
}

interface Job extends Work {
  readonly weight: number;
  readonly call: Call | undefined;
}

const RETRY_AFTER_MS = 10;
const RETRY_FOR_MS = 5_000;
/** Rows after which a group is committed, so that requests are answered between groups. */
const GROUP_WEIGHT = 512;

/**
 * Makes a queue that commits in groups: one sync to disk acknowledges all that came in meanwhile. A
 * group without a durable write is committed without a sync. Where another process holds the lock the
 * group is tried again for 5 seconds, off the request path; what nobody waits for by then is left out.
 *
 * @param open Gives the connection for one group; where it throws, the group fails.
 */
export function createWriteQueue(open: () => SqliteConnection): WriteQueue {
  let jobs: Job[] = [];
  let flushing: Promise<void> | undefined;
  let closed = false;
  const serially = createSerial();

  async function flush(): Promise<void> {
    while (jobs.length > 0) {
      await nextTurn();
      await serially(() => commit(takeGroup()));
    }
    flushing = undefined;
  }

  function takeGroup(): readonly Job[] {
    let weight = 0;
    const rest = jobs.findIndex((job, at) => {
      weight += job.weight;
      return at > 0 && weight > GROUP_WEIGHT;
    });
    const group = rest === -1 ? jobs : jobs.slice(0, rest);
    jobs = rest === -1 ? [] : jobs.slice(rest);
    return group;
  }

  async function commit(group: readonly Job[]): Promise<void> {
    const deadline = performance.now() + RETRY_FOR_MS;
    for (;;) {
      const wanted = group.filter(isWanted);
      if (wanted.length === 0) break;
      try {
        const done = transact(open(), wanted);
        if (done === "replaced") continue;
        for (const settle of done) settle();
        break;
      } catch (error) {
        if (!isBusy(error) || performance.now() > deadline) {
          for (const job of wanted) job.fail(error);
          break;
        }
        await later(RETRY_AFTER_MS);
      }
    }
    for (const job of group) {
      if (!isWanted(job)) job.fail(new Error("nobody waits for this write any more"));
    }
  }

  return {
    write<T>(work: () => T, { durable = false, call, weight = 1 }: WriteOptions = {}) {
      if (closed) return Promise.reject(new Error("the visitor store is closed"));
      return new Promise<T>((resolve, reject) => {
        const run = (): (() => void) => {
          const result = work();
          return () => resolve(result);
        };
        jobs.push({ durable, weight, call, run, fail: reject });
        flushing ??= flush();
      });
    },
    pause: serially,
    async close() {
      closed = true;
      await flushing;
      await serially(() => {});
    },
  };
}

function isWanted({ call }: Job): boolean {
  return call?.aborted !== true;
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function later(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
