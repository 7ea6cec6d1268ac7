import { LRUCache } from "lru-cache";
import type { ViewEntry } from "./cookie-first.ts";
import type { VisitorRef } from "./store.ts";

/** First views that wait for their visitors to come back. */
export interface FirstViews {
  /** Keeps the first view of somebody who was given a cookie just now. */
  hold(visitor: VisitorRef, view: ViewEntry): void;
  /** The first view of a visitor, which stays here. */
  find(visitor: VisitorRef): ViewEntry | undefined;
  /** Gives the first view of a visitor out, once: whoever takes it puts it into the log. */
  take(visitor: VisitorRef): ViewEntry | undefined;
}

const MAX_ENTRIES = 50_000;
const MAX_AGE_MS = 30 * 60_000;

/**
 * Makes the memory of this process for first views: at most 50,000 of them, half an hour each. It
 * finds visitors for callers that name one without the cookie; the cookie itself has the view too, so
 * that nothing is lost with the process.
 */
export function createFirstViews(): FirstViews {
  const waiting = new LRUCache<string, ViewEntry>({ max: MAX_ENTRIES, ttl: MAX_AGE_MS });
  return {
    hold: (visitor, view) => void waiting.set(keyOf(visitor), view),
    find: (visitor) => waiting.get(keyOf(visitor)),
    take(visitor) {
      const view = waiting.get(keyOf(visitor));
      waiting.delete(keyOf(visitor));
      return view;
    },
  };
}

function keyOf({ site, id }: VisitorRef): string {
  return `${site}\0${id}`;
}
