import { LRUCache } from "lru-cache";
import { createNameDigest, makeSalt } from "../name-digest.ts";
import type { StoredVisitor } from "../stored-visitor.ts";
import { createMemoryLog, type MemoryLog } from "./log.ts";
import { createMemoryNames, type MemoryNames } from "./names.ts";
import { createMemoryRecords, type MemoryRecords } from "./records.ts";

/** How much a store in memory holds; what is unused for longest, or oldest, goes first. */
export interface MemoryLimits {
  readonly maxVisitors: number;
  readonly maxMessageIds: number;
  readonly maxEntries: number;
}

/** All that a store in memory holds. Keys of visitors and messages are of `keyOf`. */
export interface MemoryData {
  readonly visitors: LRUCache<string, StoredVisitor>;
  /** Message → when it was received, epoch milliseconds. */
  readonly messages: LRUCache<string, number>;
  readonly log: MemoryLog;
  readonly names: MemoryNames;
  readonly records: MemoryRecords;
  isErased(site: string, name: string): Promise<boolean>;
  /** Keeps of a name only that it was erased. */
  bury(site: string, name: string): Promise<void>;
}

/** Makes the empty data of a store in memory. */
export function createMemoryData(limits: MemoryLimits): MemoryData {
  const tombstones = new Set<string>();
  const digest = createNameDigest(makeSalt());
  return {
    visitors: new LRUCache({ max: limits.maxVisitors }),
    messages: new LRUCache({ max: limits.maxMessageIds }),
    log: createMemoryLog(limits.maxEntries),
    names: createMemoryNames(),
    records: createMemoryRecords(),
    async isErased(site, name) {
      return tombstones.size > 0 && tombstones.has(await (await digest)(site, name));
    },
    async bury(site, name) {
      tombstones.add(await (await digest)(site, name));
    },
  };
}
