import type { Log } from "../ports.ts";
import { createBreaker } from "./breaker.ts";
import type { StoredEvent, VisitorRef, VisitorStore, VisitorUpdate } from "./store.ts";
import type { VisitorState } from "./visitor.ts";

/** The visitors, as the routes use them: a store with time budgets and writes after the answer. */
export interface Visitors {
  /**
   * Reads one visitor; changes handed to {@link Visitors.changeLater} before are in.
   *
   * @throws StoreUnavailable past `budgetMs`, or where the store fails.
   */
  read(visitor: VisitorRef, budgetMs: number): Promise<VisitorState | undefined>;
  /** Changes one visitor without keeping the answer waiting. A change that is lost is logged. */
  changeLater(visitor: VisitorRef, change: VisitorUpdate): void;
  /**
   * Keeps an event; resolves once it is durable.
   *
   * @throws StoreUnavailable where it could not be kept in time: nothing is acknowledged.
   */
  append(event: StoredEvent, change?: VisitorUpdate): Promise<"stored" | "duplicate">;
  /** Whether the store answers. */
  isUp(): Promise<boolean>;
  /** Resolves when changes under way are written, and closes the store. */
  close(): Promise<void>;
}

const WRITE_BUDGET_MS = 5_000;
const PING_BUDGET_MS = 1_000;
/** Changes that may wait for a slow store before further ones are dropped. */
const MAX_PENDING = 10_000;

/** Makes the visitors over a store. */
export function createVisitors(store: VisitorStore, log: Log): Visitors {
  const reads = createBreaker(log, "reads");
  const writes = createBreaker(log, "writes");
  const pending = new Map<string, Promise<void>>();

  async function write(visitor: VisitorRef, change: VisitorUpdate): Promise<void> {
    try {
      await writes.run(() => store.update(visitor, change), WRITE_BUDGET_MS);
    } catch (error) {
      log.debug({ err: error }, "a visit was not kept");
    }
  }

  return {
    read(visitor, budgetMs) {
      const waiting = pending.get(keyOf(visitor));
      const read =
        waiting === undefined
          ? () => store.get(visitor)
          : async () => {
              await waiting;
              return store.get(visitor);
            };
      return reads.run(read, budgetMs);
    },
    changeLater(visitor, change) {
      if (pending.size >= MAX_PENDING) return;
      const key = keyOf(visitor);
      const written = settle([pending.get(key), write(visitor, change)], () => {
        if (pending.get(key) === written) pending.delete(key);
      });
      pending.set(key, written);
    },
    append(event, change) {
      return writes.run(() => store.append(event, change), WRITE_BUDGET_MS);
    },
    async isUp() {
      try {
        await reads.run(() => store.ping(), PING_BUDGET_MS);
        return true;
      } catch {
        return false;
      }
    },
    async close() {
      await Promise.all(pending.values());
      await store.close();
    },
  };
}

async function settle(
  work: readonly (Promise<void> | undefined)[],
  done: () => void,
): Promise<void> {
  await Promise.all(work);
  done();
}

function keyOf({ site, id }: VisitorRef): string {
  return `${site}\0${id}`;
}
