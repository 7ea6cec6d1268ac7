import type { Log } from "../../../ports.ts";
import type { RedisClient } from "./client.ts";
import { META_KEY } from "./keys.ts";

/** Has the files of the servers written anew, so that what was erased is not in them either. */
export interface Compactor {
  /**
   * Runs an erasure; where it says that there was something to erase, the files are written anew a
   * little later, also where this process stops before.
   */
  around(erasure: () => Promise<boolean>): Promise<boolean>;
  /** Takes up what a process that stopped has been asked for. */
  resume(): Promise<void>;
  close(): void;
}

/** Options of {@link createCompactor}. */
export interface CompactorOptions {
  readonly client: RedisClient;
  readonly log: Log;
  /** How long erasures are gathered before the files are written anew for all of them. */
  readonly delayMs: number;
}

/** What of the store itself says that it is still to be done. */
const DUE = "compaction-due";

/** Makes a compactor: an append-only file keeps every command until it is written anew. */
export function createCompactor({ client, log, delayMs }: CompactorOptions): Compactor {
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function compact(): Promise<void> {
    timer = undefined;
    try {
      await client.callServers("BGREWRITEAOF");
      await client.call("HDEL", META_KEY, DUE);
      log.info({}, "Redis writes its files anew without what was erased");
    } catch (error) {
      if (error instanceof Error && error.message.includes("in progress")) return schedule();
      log.warn(
        { err: error },
        "Redis does not write its files anew: run BGREWRITEAOF on every server, or what was erased stays in its append-only file until Redis does so by itself",
      );
    }
  }

  function schedule(): void {
    timer ??= setTimeout(() => void compact(), delayMs).unref();
  }

  return {
    async around(erasure) {
      const isFirst = (await client.call("HSETNX", META_KEY, DUE, 1)) === 1;
      const isErased = await erasure();
      if (isErased) schedule();
      else if (isFirst) await client.call("HDEL", META_KEY, DUE);
      return isErased;
    },
    async resume() {
      if ((await client.call("HEXISTS", META_KEY, DUE)) === 1) schedule();
    },
    close() {
      clearTimeout(timer);
    },
  };
}
