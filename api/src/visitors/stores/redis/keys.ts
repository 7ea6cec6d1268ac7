import { createHmac } from "node:crypto";
import type { VisitorRef } from "../../store.ts";

/** Keys of what is kept under one name of a visitor: all in one hash slot. */
export interface NameKeys {
  /** Digest of site and name. */
  readonly tag: string;
  /** The state, or whom the name was joined to, or that it was erased. */
  readonly head: string;
  /** List of log entries, in the order they were written. */
  readonly log: string;
  /** Sorted set of message ids by the time they were received. */
  readonly ids: string;
  /** Hash of the names that were joined, by whether they are user ids. */
  readonly names: string;
  /** Set of the records about them. */
  readonly records: string;
  /** What an unfinished join or split has still to do. */
  readonly journal: string;
}

/** Keys of one collection of a site: all in one hash slot. */
export interface CollectionKeys {
  /** Sorted set of ids by time. */
  readonly byTime: string;
  /** Sorted set of ids by when there is something to do. */
  readonly byDue: string;
  /** Hash of the records by id. */
  readonly bodies: string;
}

/** Names of all keys. */
export interface RedisKeys {
  name(visitor: VisitorRef): NameKeys;
  /** Where entries that are about nobody are, spread by message id. */
  nobody(site: string, messageId: string): NameKeys;
  nobodies(site: string): readonly NameKeys[];
  /** Which name a message id is kept under. */
  message(site: string, messageId: string): string;
  /** Sorted set with the name, one of {@link RedisKeys.indexes}. */
  index(visitor: VisitorRef): string;
  indexes(site: string): readonly string[];
  collection(site: string, collection: string): CollectionKeys;
}

/** Set of all collections, each the JSON of `[collection, site]`. */
export const COLLECTIONS_KEY = "fct:collections";
/** Hash of the store's own values. */
export const META_KEY = "fct:meta";

/** Bytes of a digest that are kept: two names of one store never meet in 128 bits. */
const DIGEST_CHARS = 22;
/** How many ways what belongs to a whole site is spread over a cluster. */
const SHARDS = 16;

/**
 * Makes the names of keys. Ids of sites, visitors and messages are in them as salted digests only:
 * whatever an id holds cannot break a hash tag, and what is left of an erased name does not tell it.
 *
 * @param salt The key of the digests, another one for each store.
 */
export function createRedisKeys(salt: string): RedisKeys {
  const digest = (kind: string, site: string, name: string): string =>
    createHmac("sha256", salt)
      .update(`${kind}${site.length}:${site}${name}`)
      .digest("base64url")
      .slice(0, DIGEST_CHARS);
  const shardOf = (kind: string, site: string, name: string): number =>
    (digest(kind, site, name).codePointAt(0) ?? 0) % SHARDS;
  const nobody = (site: string, shard: number): NameKeys =>
    nameKeys(digest("nobody", site, `${shard}`));
  const index = (site: string, shard: number): string =>
    `fct:{${digest("index", site, `${shard}`)}}:index`;

  return {
    name: ({ site, id }) => nameKeys(digest("name", site, id)),
    nobody: (site, messageId) => nobody(site, shardOf("message", site, messageId)),
    nobodies: (site) => shards((shard) => nobody(site, shard)),
    message: (site, messageId) => `fct:{${digest("message", site, messageId)}}:message`,
    index: ({ site, id }) => index(site, shardOf("name", site, id)),
    indexes: (site) => shards((shard) => index(site, shard)),
    collection(site, collection) {
      const tag = `fct:{${digest("collection", site, collection)}}`;
      return { byTime: `${tag}:time`, byDue: `${tag}:due`, bodies: `${tag}:bodies` };
    },
  };
}

/** Keys of a name by its digest. */
export function nameKeys(tag: string): NameKeys {
  const key = `fct:{${tag}}`;
  return {
    tag,
    head: `${key}:head`,
    log: `${key}:log`,
    ids: `${key}:ids`,
    names: `${key}:names`,
    records: `${key}:records`,
    journal: `${key}:journal`,
  };
}

function shards<T>(make: (shard: number) => T): T[] {
  return Array.from({ length: SHARDS }, (_, shard) => make(shard));
}
