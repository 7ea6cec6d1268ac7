import type { Log } from "../../ports.ts";
import { createLog } from "./log.ts";
import { makeCookieKey } from "../../visitors/seal.ts";
import type { VisitorStore } from "../../visitors/store.ts";
import { createMemoryStore } from "../../visitors/stores/memory.ts";
import { StoreOpenError } from "../../visitors/stores/open-error.ts";
import { connectRedis } from "../../visitors/stores/redis/client.ts";
import { createRedisStore } from "../../visitors/stores/redis.ts";
import { createSqliteStore } from "../../visitors/stores/sqlite.ts";
import { parseStorePlace } from "./store-place.ts";

/** How a store is opened. */
export interface OpenStoreOptions {
  /** A service may have the store in use. Default false. */
  readonly isGuest?: boolean;
}

/**
 * Opens a store. One in Redis that does not answer opens nevertheless, and is there as soon as it does.
 *
 * @param place `redis://…` and its like, the path of a SQLite file, or `:memory:`: forgotten with the
 *   process.
 * @throws StoreOpenError where it can never be used as it is configured.
 */
export async function openStore(
  place: string,
  log: Log,
  { isGuest = false }: OpenStoreOptions = {},
): Promise<VisitorStore> {
  if (place === ":memory:") return createMemoryStore();
  const parsed = parseStorePlace(place);
  if ("problem" in parsed) {
    throw new StoreOpenError(`The store cannot be opened: ${parsed.problem}.`);
  }
  if ("file" in parsed) return createSqliteStore(parsed.file, { log, isGuest });
  return createRedisStore({ client: await connectRedis(parsed.target, log), log });
}

/**
 * Opens the store of a service, which may be running, for work beside it.
 *
 * @throws StoreOpenError where it cannot be opened or does not answer.
 */
export async function openAnsweringStore(place: string): Promise<VisitorStore> {
  const store = await openStore(place, createLog("silent"), { isGuest: true });
  try {
    await store.ping();
    return store;
  } catch (cause) {
    await store.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreOpenError(
      `The store does not answer: ${reason}. Start it, or correct its address.`,
      { cause },
    );
  }
}

/**
 * The key of the visitor cookie that is kept in the store.
 *
 * @throws StoreOpenError where the store does not answer.
 */
export async function keptCookieKey(store: VisitorStore): Promise<string> {
  try {
    return await store.meta("cookie-key", makeCookieKey());
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreOpenError(
      `The visitor store does not answer: ${reason}. Start it, or correct FACET_STORE. With FACET_COOKIE_KEY set (openssl rand -base64 32) the service starts without its store, and knows visitors again as soon as it answers.`,
      { cause },
    );
  }
}
