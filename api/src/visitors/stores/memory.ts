import { LRUCache } from "lru-cache";
import { DEDUPE_WINDOW_MS, type VisitorRef, type VisitorStore } from "../store.ts";
import type { VisitorState } from "../visitor.ts";

/** Options of {@link createMemoryStore}. */
export interface MemoryStoreOptions {
  /** Visitors kept; past it, the one unused for longest is forgotten. Default 100,000. */
  readonly maxVisitors?: number;
  /** Message ids kept to recognise resends. Default 100,000. */
  readonly maxMessageIds?: number;
}

const DEFAULT_MAX = 100_000;

/** A visitor store that lives and dies with the process: for tests, rule tests and tools. */
export function createMemoryStore(options: MemoryStoreOptions = {}): VisitorStore {
  const visitors = new LRUCache<string, VisitorState>({ max: options.maxVisitors ?? DEFAULT_MAX });
  const messages = new LRUCache<string, number>({ max: options.maxMessageIds ?? DEFAULT_MAX });
  const meta = new Map<string, string>();

  return {
    async get(visitor) {
      return visitors.get(keyOf(visitor));
    },
    async update(visitor, change) {
      const key = keyOf(visitor);
      visitors.set(key, change(visitors.get(key)));
    },
    async append(event, change) {
      const message = `${event.site}\0${event.messageId}`;
      const seenAt = messages.get(message);
      if (seenAt !== undefined && event.receivedAt - seenAt < DEDUPE_WINDOW_MS) return "duplicate";
      if (change !== undefined && event.visitorId !== undefined) {
        const key = keyOf({ site: event.site, id: event.visitorId });
        visitors.set(key, change(visitors.get(key)));
      }
      messages.set(message, event.receivedAt);
      return "stored";
    },
    async meta(name, initial) {
      const known = meta.get(name);
      if (known !== undefined) return known;
      meta.set(name, initial);
      return initial;
    },
    async ping() {},
    async close() {
      visitors.clear();
      messages.clear();
    },
  };
}

function keyOf(visitor: VisitorRef): string {
  return `${visitor.site}\0${visitor.id}`;
}
