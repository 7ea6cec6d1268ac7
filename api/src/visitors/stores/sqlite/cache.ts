import { LRUCache } from "lru-cache";
import type { StoredVisitor } from "../stored-visitor.ts";

/** A visitor, as a name finds them. */
export interface FoundVisitor {
  /** Their own id. */
  readonly id: string;
  /** The name was joined to somebody. */
  readonly isJoined: boolean;
  /** Row of their state; absent: there is none. */
  readonly row?: number;
  readonly stored?: StoredVisitor;
}

/** A visitor who has a state. */
export type FoundState = FoundVisitor & Required<Pick<FoundVisitor, "row" | "stored">>;

/** Tables that hold something in few installations. */
export type RareTable = "tombstones" | "messages";

/** What was read or written lately, as the file has it. */
export interface SqliteCache {
  /** Finds a visitor who has a state by any name. */
  get(site: string, name: string): FoundVisitor | undefined;
  set(site: string, name: string, found: FoundState): void;
  /** Whether there is anything in a table; looks once. */
  recall(table: RareTable, look: () => boolean): boolean;
  /** For when names, states or rare tables change in another way than by {@link SqliteCache.set}. */
  clear(): void;
}

const MAX_VISITORS = 10_000;

/** Makes an empty cache. */
export function createSqliteCache(): SqliteCache {
  const names = new LRUCache<string, Pick<FoundState, "id" | "isJoined">>({ max: MAX_VISITORS });
  const states = new LRUCache<string, Pick<FoundState, "row" | "stored">>({ max: MAX_VISITORS });
  const filled = new Map<RareTable, boolean>();
  return {
    get(site, name) {
      const named = names.get(keyOf(site, name));
      if (named === undefined) return undefined;
      const state = states.get(keyOf(site, named.id));
      return state && { ...named, ...state };
    },
    set(site, name, { id, isJoined, row, stored }) {
      names.set(keyOf(site, name), { id, isJoined });
      states.set(keyOf(site, id), { row, stored });
    },
    recall(table, look) {
      const known = filled.get(table);
      if (known !== undefined) return known;
      const isFilled = look();
      filled.set(table, isFilled);
      return isFilled;
    },
    clear() {
      filled.clear();
      names.clear();
      states.clear();
    },
  };
}

function keyOf(site: string, id: string): string {
  return `${site}\0${id}`;
}
