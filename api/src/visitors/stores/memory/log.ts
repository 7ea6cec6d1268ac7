import { LRUCache } from "lru-cache";
import type { LogEntry } from "../../store.ts";
import { keyOf } from "./names.ts";

/** The newest entries of a log. */
export interface MemoryLog {
  add(entry: LogEntry): void;
  /** The entries that came under any of the names, in the order they were added. */
  of(site: string, names: readonly string[]): readonly LogEntry[];
  /** @returns the entries that were forgotten. */
  forget(which: (entry: LogEntry) => boolean): readonly LogEntry[];
}

/**
 * Makes a log in memory.
 *
 * @param max Entries kept; past it the oldest are forgotten.
 */
export function createMemoryLog(max: number): MemoryLog {
  const byName = new Map<string, Set<number>>();
  const entries = new LRUCache<number, LogEntry>({
    max,
    dispose(entry, at) {
      const key = nameKey(entry);
      const places = byName.get(key);
      places?.delete(at);
      if (places?.size === 0) byName.delete(key);
    },
  });
  let added = 0;

  return {
    add(entry) {
      const key = nameKey(entry);
      byName.set(key, (byName.get(key) ?? new Set()).add(added));
      entries.set(added, entry);
      added += 1;
    },
    of: (site, names) =>
      names
        .flatMap((name) => [...(byName.get(keyOf(site, name)) ?? [])])
        .toSorted((a, b) => a - b)
        .flatMap((at) => entries.peek(at) ?? []),
    forget(which) {
      const gone = [...entries.entries()].filter(([, entry]) => which(entry));
      for (const [at] of gone) entries.delete(at);
      return gone.map(([, entry]) => entry);
    },
  };
}

/** Entries of nobody are under the empty site. */
function nameKey({ site, visitorId }: LogEntry): string {
  return visitorId === undefined ? keyOf("", "") : keyOf(site, visitorId);
}
