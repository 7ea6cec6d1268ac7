import { LRUCache } from "lru-cache";
import { type Identity, newIdentity } from "../visitors/identity.ts";

/** What the first requests of one browser have in common. */
export interface NewcomerTraits {
  readonly site: string;
  /** The name that the page made up for its visitor. */
  readonly anonymousId: string;
  /** Address of the caller. */
  readonly ip: string | undefined;
  readonly userAgent: string | undefined;
}

/**
 * Gives new visitors their identity. A page that reports several things at once has no cookie yet for
 * any of them: what comes within ten seconds from one address under one made-up name is one visitor's.
 * Nobody else's profile can be claimed so: there is none yet, and it is found by its cookie alone.
 */
export type Newcomers = (traits: NewcomerTraits) => Identity;

const MAX_NEWCOMERS = 10_000;
const MAX_AGE_MS = 10_000;

/** Makes the memory of this process for newcomers. */
export function createNewcomers(): Newcomers {
  const recent = new LRUCache<string, Identity>({ max: MAX_NEWCOMERS, ttl: MAX_AGE_MS });
  return ({ site, anonymousId, ip, userAgent }) => {
    const key = JSON.stringify([site, anonymousId, ip, userAgent]);
    const identity = recent.get(key) ?? newIdentity();
    if (!recent.has(key)) recent.set(key, identity);
    return identity;
  };
}
