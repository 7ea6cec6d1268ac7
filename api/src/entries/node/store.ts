import { createMemoryStore } from "../../visitors/stores/memory.ts";
import { createSqliteStore } from "../../visitors/stores/sqlite.ts";
import type { VisitorStore } from "../../visitors/store.ts";

/** Opens the store at a path; `:memory:` is one that is forgotten with the process. */
export function openStore(path: string): VisitorStore {
  return path === ":memory:" ? createMemoryStore() : createSqliteStore(path);
}
