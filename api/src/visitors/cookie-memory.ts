import { LRUCache } from "lru-cache";
import type { SealedVisitor } from "./identity.ts";
import type { VisitorRef } from "./store.ts";

/**
 * What cookies said that were sealed or opened lately, so that a visitor's next request costs neither
 * deciphering nor reading: in a decision that would be the dearest part.
 */
export interface CookieMemory {
  find(site: string, text: string): SealedVisitor | undefined;
  keep(site: string, text: string, said: SealedVisitor): void;
  /** Forgets what all cookies of a visitor said. */
  forget(visitor: VisitorRef): void;
}

/** Characters of cookies that are remembered at most; what they said takes a few times as much. */
const MAX_CHARACTERS = 4_000_000;

/** Makes the memory of this process. */
export function createCookieMemory(): CookieMemory {
  const known = new LRUCache<string, SealedVisitor>({
    maxSize: MAX_CHARACTERS,
    sizeCalculation: (_, key) => key.length,
  });
  return {
    find: (site, text) => known.get(`${site}\0${text}`),
    keep: (site, text, said) => void known.set(`${site}\0${text}`, said),
    forget({ site, id }) {
      for (const [key, said] of known.entries()) {
        if (said.id === id && key.startsWith(`${site}\0`)) known.delete(key);
      }
    },
  };
}
