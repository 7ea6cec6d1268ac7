import type { Log } from "../ports.ts";
import { createBreaker, FoldFailed } from "./breaker.ts";
import { createLateWrites } from "./late-writes.ts";
import type { AppendBatch, Fold, VisitorRef, VisitorStore, VisitorUpdate } from "./store.ts";
import type { VisitorState } from "./visitor.ts";

/** Entries, and what belongs to them. */
export type VisitorBatch = Omit<AppendBatch, "durable">;

/**
 * The visitors, as the routes use them: a store with time budgets and writes after the answer. What
 * has a budget throws StoreUnavailable where it is used up or the store fails.
 */
export interface Visitors extends Omit<VisitorStore, "get" | "append" | "ping"> {
  /** Reads one visitor; what was handed to {@link Visitors.appendLater} under this name is in. */
  read(visitor: VisitorRef, budgetMs: number): Promise<VisitorState | "erased" | undefined>;
  /**
   * Appends without keeping the answer waiting, and without waiting for the disk; in order for each
   * visitor. What is lost is logged.
   */
  appendLater(batch: VisitorBatch): void;
  /**
   * Appends; resolves once it is durable. Where it throws StoreUnavailable nothing is acknowledged,
   * and what the store had not begun to write is not written.
   */
  append(batch: VisitorBatch): ReturnType<VisitorStore["append"]>;
  /** Whether the store answers, and writes where the latest write failed. */
  isUp(): Promise<boolean>;
  /** Whether the latest write was kept. */
  writesUp(): boolean;
  /** Resolves when what is under way is written, and closes the store. */
  close(): Promise<void>;
}

const PING_BUDGET_MS = 1_000;
const READ_BUDGET_MS = 5_000;
const WRITE_BUDGET_MS = 5_000;
/** What goes through a whole visitor. */
const VISITOR_BUDGET_MS = 30_000;
/** What goes through a whole site. */
const SITE_BUDGET_MS = 600_000;

/** Share of a read's budget for which it waits that what is written about the visitor is in. */
const PATIENCE = 0.4;

/** What is written to find out whether writing works again. */
const PROBE = { collection: "probes", site: "", id: "write", at: 0, body: {} };

/** Makes the visitors over a store. */
export function createVisitors(store: VisitorStore, log: Log): Visitors {
  const reads = createBreaker(log, "reads");
  const writes = createBreaker(log, "writes");
  const late = createLateWrites(log, (batch) =>
    writes.run((call) => store.append({ ...guard(batch), durable: false }, call), WRITE_BUDGET_MS),
  );

  async function succeeds(call: Promise<void>): Promise<boolean> {
    try {
      await call;
      return true;
    } catch {
      return false;
    }
  }

  async function read(
    visitor: VisitorRef,
    patienceMs: number,
  ): Promise<VisitorState | "erased" | undefined> {
    const waiting = late.of(visitor);
    if (waiting === undefined || (await settlesWithin(waiting.written, patienceMs))) {
      return store.get(visitor);
    }
    const state = await store.get(visitor);
    // What cannot be written at the moment is known nevertheless: it counts for this answer.
    return state === "erased" ? state : (late.of(visitor)?.applyTo(state) ?? state);
  }

  return {
    read: (visitor, budgetMs) => reads.run(() => read(visitor, budgetMs * PATIENCE), budgetMs),
    appendLater: late.add,
    append: (batch) =>
      writes.run((call) => store.append({ ...guard(batch), durable: true }, call), WRITE_BUDGET_MS),
    update: (visitor, change) =>
      writes.run(() => store.update(visitor, guardUpdate(change)), WRITE_BUDGET_MS),
    join: (names, fold) => writes.run(() => store.join(names, guardFold(fold)), VISITOR_BUDGET_MS),
    split: (visitor, fold) =>
      writes.run(() => store.split(visitor, guardFold(fold)), VISITOR_BUDGET_MS),
    async *log(visitor) {
      const entries = store.log(visitor)[Symbol.asyncIterator]();
      for (;;) {
        const step = await reads.run(() => entries.next(), READ_BUDGET_MS);
        if (step.done === true) return;
        yield step.value;
      }
    },
    about: (visitor) => reads.run(() => store.about(visitor), READ_BUDGET_MS),
    list: (site, page) => reads.run(() => store.list(site, page), READ_BUDGET_MS),
    async erase(visitor) {
      // What waits about somebody unknown would make them known right after.
      await late.of(visitor)?.written;
      return writes.run(() => store.erase(visitor), VISITOR_BUDGET_MS);
    },
    purge: (site, before) => writes.run(() => store.purge(site, before), SITE_BUDGET_MS),
    put: (record) => writes.run(() => store.put(record), WRITE_BUDGET_MS),
    records: (query) => reads.run(() => store.records(query), READ_BUDGET_MS),
    remove: (record) => writes.run(() => store.remove(record), WRITE_BUDGET_MS),
    meta: (name, initial) => writes.run(() => store.meta(name, initial), WRITE_BUDGET_MS),
    async isUp() {
      const [canRead, canWrite] = await Promise.all([
        succeeds(reads.run(() => store.ping(), PING_BUDGET_MS)),
        !writes.isFailing() || succeeds(writes.run(() => store.put(PROBE), PING_BUDGET_MS)),
      ]);
      return canRead && canWrite;
    },
    writesUp: () => !writes.isFailing(),
    caveat: () => store.caveat?.(),
    async close() {
      await late.settled();
      await store.close();
    },
  };
}

async function settlesWithin(work: Promise<void>, ms: number): Promise<boolean> {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const late = new Promise<false>((resolve) => {
    timer = setTimeout(() => resolve(false), ms);
  });
  const isSettled = await Promise.race([work.then(() => true), late]);
  clearTimeout(timer);
  return isSettled;
}

function guard(batch: VisitorBatch): VisitorBatch {
  return batch.fold === undefined ? batch : { ...batch, fold: guardFold(batch.fold) };
}

function guardFold(fold: Fold): Fold {
  return (current, entries, id) => orFoldFailed(() => fold(current, entries, id));
}

function guardUpdate(change: VisitorUpdate): VisitorUpdate {
  return (current) => orFoldFailed(() => change(current));
}

function orFoldFailed(work: () => VisitorState): VisitorState {
  try {
    return work();
  } catch (cause) {
    throw new FoldFailed("a visitor could not be folded", { cause });
  }
}
