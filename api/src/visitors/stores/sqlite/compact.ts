import { Worker } from "node:worker_threads";
import type { Log } from "../../../ports.ts";
import type { SqliteConnection } from "./connection.ts";
import type { WriteQueue } from "./queue.ts";

/** Name in the table `meta` that says that deleted bytes are still in the file. */
export const COMPACTION_DUE = "compaction-due";

/** Makes a compaction due; within a transaction. */
export function requireCompaction({ statements }: SqliteConnection): void {
  statements.upsertMeta.run(COMPACTION_DUE, crypto.randomUUID());
}

/** Compacts a database file when something was deleted of which nothing may be left. */
export interface Compaction {
  /** Compacts soon, where it is due: once for all that is deleted meanwhile. */
  schedule(): void;
  /** Resolves when no compaction is under way; none begins any more. */
  close(): Promise<void>;
}

/** What a compaction needs. */
export interface CompactionOptions {
  readonly file: string;
  readonly queue: WriteQueue;
  /** The connection that is open. */
  readonly connection: () => SqliteConnection;
  readonly log: Log | undefined;
  /** How long after a deletion it begins, milliseconds. */
  readonly delayMs: number;
  /** Another process may have the file in use, and is to compact it. */
  readonly isGuest: boolean;
}

const RETRY_MS = 60_000;
/** At least so many times as long as the last compaction took nothing is compacted after it. */
const REST_FACTOR = 19;

/**
 * Makes the compaction of a file. It copies the whole file, about a second for some hundred megabytes, in
 * a thread of its own: reads are answered meanwhile, writes wait. It takes a twentieth of the time at
 * most, however much is erased.
 */
export function createCompaction(options: CompactionOptions): Compaction {
  const { file, queue, connection, log, delayMs, isGuest } = options;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let running: Promise<void> | undefined;
  let closed = false;
  let restUntil = Number.NEGATIVE_INFINITY;

  function schedule(inMs: number): void {
    if (closed || isGuest || timer !== undefined) return;
    timer = setTimeout(
      () => {
        timer = undefined;
        running = compact();
      },
      Math.max(inMs, restUntil - performance.now()),
    );
    timer.unref();
  }

  async function compact(): Promise<void> {
    try {
      await queue.pause(async () => {
        const { database, statements, watch } = connection();
        const due = database.isOpen ? statements.selectMeta.get(COMPACTION_DUE) : undefined;
        if (due === undefined) return;
        const startedAt = performance.now();
        try {
          await runWorker(file);
        } finally {
          watch.accept();
          const now = performance.now();
          restUntil = now + (now - startedAt) * REST_FACTOR;
        }
        // Something else may have been erased by another process meanwhile.
        statements.deleteMeta.run(COMPACTION_DUE, String(due["value"]));
      });
    } catch (error) {
      log?.warn({ err: error, file }, "erased data is not compacted away yet; it is tried again");
      schedule(RETRY_MS);
    }
  }

  return {
    schedule: () => schedule(delayMs),
    async close() {
      closed = true;
      clearTimeout(timer);
      await running;
    },
  };
}

function runWorker(file: string): Promise<void> {
  const extension = import.meta.url.slice(import.meta.url.lastIndexOf("."));
  const url = new URL(`compactor${extension}`, import.meta.url);
  return new Promise((resolve, reject) => {
    const worker = new Worker(url, { workerData: file });
    worker.once("error", reject);
    worker.once("exit", (code) => {
      if (code === 0) resolve();
      else reject(new Error(`the thread that compacts ended with code ${code}`));
    });
  });
}
