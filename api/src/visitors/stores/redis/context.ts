import { setTimeout as sleep } from "node:timers/promises";
import type { VisitorRef } from "../../store.ts";
import type { RedisClient } from "./client.ts";
import { type Head, parseHead } from "./head.ts";
import type { NameKeys, RedisKeys } from "./keys.ts";
import type { Locks } from "./locks.ts";

/** What every operation of the store works with. */
export interface RedisContext {
  readonly client: RedisClient;
  readonly keys: RedisKeys;
  readonly locks: Locks;
}

/** A visitor as found by one of their names. */
export interface Found {
  readonly site: string;
  /** The visitor's own id. */
  readonly id: string;
  readonly keys: NameKeys;
  readonly head: Head;
  /** The name that was asked for was joined to this visitor. */
  readonly isLinked: boolean;
}

/** Others wrote the same visitor, or wait for the same message, all the time. */
export class RedisBusyError extends Error {
  override readonly name = "RedisBusyError";
}

/** A join makes links of one step, and may be under way: beyond so many the store is damaged. */
export const LINK_LIMIT = 4;
/** One of the writers that collide always gets through, so each has its turn long before. */
const MAX_ATTEMPTS = 200;
const MAX_PAUSE_MS = 20;

/** Finds a visitor by any name: one read, and another for a name that was joined. */
export async function find({ client, keys }: RedisContext, ref: VisitorRef): Promise<Found> {
  const { site } = ref;
  let { id } = ref;
  for (let links = 0; links <= LINK_LIMIT; links += 1) {
    const names = keys.name({ site, id });
    const head = parseHead(await client.call("GET", names.head));
    if (head.kind !== "link") return { site, id, keys: names, head, isLinked: links > 0 };
    id = head.to;
  }
  throw new Error(
    `a name of a visitor leads on more than ${LINK_LIMIT} times: the store is damaged`,
  );
}

/** Reads what is under a name itself, whomever it leads to. */
export async function readHead({ client, keys }: RedisContext, ref: VisitorRef): Promise<Head> {
  return parseHead(await client.call("GET", keys.name(ref).head));
}

/**
 * Tries again until `attempt` gives something, as it does not where another process wrote meanwhile.
 *
 * @throws RedisBusyError where it never does.
 */
export async function untilDone<T>(attempt: () => Promise<T | undefined>): Promise<T> {
  for (let attempts = 0; attempts < MAX_ATTEMPTS; attempts += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
    await sleep(Math.random() * Math.min(attempts, MAX_PAUSE_MS));
  }
  throw new RedisBusyError(`others wrote the same visitor ${MAX_ATTEMPTS} times in a row`);
}

/** Adds a name to the index of its site, by which it is listed and purged. */
export async function addToIndex({ client, keys }: RedisContext, ref: VisitorRef): Promise<void> {
  await client.call("ZADD", keys.index(ref), 0, ref.id);
}
