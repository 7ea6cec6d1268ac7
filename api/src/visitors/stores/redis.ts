import type { Log } from "../../ports.ts";
import type { VisitorRef, VisitorStore, VisitorUpdate } from "../store.ts";
import { makeSalt } from "./name-digest.ts";
import { readAbout } from "./redis/about.ts";
import { append } from "./redis/append.ts";
import type { RedisClient } from "./redis/client.ts";
import { createCompactor } from "./redis/compactor.ts";
import { addToIndex, find, type RedisContext, untilDone } from "./redis/context.ts";
import { createDurabilityCheck } from "./redis/durability.ts";
import { erase } from "./redis/erase.ts";
import { toOwnHead } from "./redis/head.ts";
import { join } from "./redis/join.ts";
import { createRedisKeys, META_KEY } from "./redis/keys.ts";
import { listVisitors } from "./redis/list.ts";
import { createLocks } from "./redis/locks.ts";
import { readLog } from "./redis/log.ts";
import { purge } from "./redis/purge.ts";
import { listRecords, putRecord, removeRecord } from "./redis/records.ts";
import { split } from "./redis/split.ts";
import { writeSlot } from "./redis/write.ts";
import { toStored } from "./stored-visitor.ts";

/** Options of {@link createRedisStore}. */
export interface RedisStoreOptions {
  /** Closed with the store. */
  readonly client: RedisClient;
  readonly log: Log;
  /** How long after an erasure the servers' files are written anew. Default: a minute. */
  readonly compactAfterMs?: number;
}

const COMPACT_AFTER_MS = 60_000;

/**
 * A visitor store in Redis or Valkey, or a cluster of them, for any number of nodes. All of one
 * visitor is in one hash slot, and each change of it is one script. A read is one round trip, and
 * another for a name that was joined.
 */
export function createRedisStore({
  client,
  log,
  compactAfterMs: delayMs = COMPACT_AFTER_MS,
}: RedisStoreOptions): VisitorStore {
  const compactor = createCompactor({ client, log, delayMs });
  const durability = createDurabilityCheck(client, log);
  const locks = createLocks();
  let context: RedisContext | undefined;
  // Where it cannot be asked now, the first ping that is answered asks again.
  durability.check().catch((error: unknown) => log.debug({ err: error }, "Redis was not checked"));

  async function meta(name: string, initial: string): Promise<string> {
    await client.call("HSETNX", META_KEY, name, initial);
    return String(await client.call("HGET", META_KEY, name));
  }

  async function open(): Promise<RedisContext> {
    if (context !== undefined) return context;
    const salt = await meta("digest-salt", makeSalt());
    await compactor.resume();
    context ??= { client, locks, keys: createRedisKeys(salt) };
    return context;
  }

  return {
    async get(ref) {
      const { head } = await find(await open(), ref);
      if (head.kind === "erased") return "erased";
      return head.kind === "own" ? head.stored?.state : undefined;
    },
    update: async (ref, change) => update(await open(), ref, change),
    append: async (batch, call) => append(await open(), batch, call),
    join: async (names, fold) => join(await open(), names, fold),
    split: async (ref, fold) => split(await open(), ref, fold),
    async *log(ref) {
      yield* readLog(await open(), ref);
    },
    about: async (ref) => readAbout(await open(), ref),
    list: async (site, page) => listVisitors(await open(), site, page),
    async erase(ref) {
      const context = await open();
      return compactor.around(() => erase(context, ref));
    },
    purge: async (site, before) => purge(await open(), site, before),
    put: async (record) => putRecord(await open(), record),
    records: async (query) => listRecords(await open(), query),
    remove: async (record) => removeRecord(await open(), record),
    meta,
    async ping() {
      await open();
      await client.call("EXISTS", META_KEY);
      await durability.check();
    },
    caveat: () => durability.caveat(),
    close() {
      compactor.close();
      return client.close();
    },
  };
}

async function update(
  context: RedisContext,
  ref: VisitorRef,
  change: VisitorUpdate,
): Promise<void> {
  const { client, keys, locks } = context;
  await locks.hold([keys.name(ref).tag], () =>
    untilDone(async () => {
      const { keys: slot, head, site, id } = await find(context, ref);
      if (head.kind === "erased") return true;
      const stored = head.kind === "own" ? head.stored : undefined;
      const next = toOwnHead(toStored(change(stored?.state), stored));
      if (head.kind === "none") await addToIndex(context, { site, id });
      const isDone = await writeSlot(client, { keys: slot, version: head.version, head: next });
      if (head.kind === "none") await addToIndex(context, { site, id });
      return isDone ? true : undefined;
    }),
  );
}
