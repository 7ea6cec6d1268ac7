import type { Log } from "../ports.ts";
import type { AppendBatch, VisitorRef } from "./store.ts";
import type { VisitorState } from "./visitor.ts";

type Batch = Omit<AppendBatch, "durable">;

/** What waits to be written about one visitor. */
export interface Waiting {
  /** Resolves when all of it is written or lost. */
  readonly written: Promise<void>;
  /** The state as it is once all is written that waits now. */
  applyTo(state: VisitorState | undefined): VisitorState | undefined;
}

/** Batches that nobody waits for. */
export interface LateWrites {
  /** Writes a batch behind those that are about the same visitors. */
  add(batch: Batch): void;
  /** What was added so far about a visitor by this name and waits. */
  of(visitor: VisitorRef): Waiting | undefined;
  /** Resolves when all added so far is written or lost. */
  settled(): Promise<void>;
}

interface Line {
  readonly batches: Set<Batch>;
  last: Promise<void>;
}

/** Batches that may wait for a slow store before further ones are dropped. */
const MAX_PENDING = 10_000;

/**
 * Makes a queue of writes after the answer.
 *
 * @param write Writes one batch.
 */
export function createLateWrites(log: Log, write: (batch: Batch) => Promise<unknown>): LateWrites {
  const pending = new Set<Promise<void>>();
  const lines = new Map<string, Line>();
  let dropped = 0;

  async function writeBehind(
    earlier: readonly Promise<void>[],
    batch: Batch,
    done: () => void,
  ): Promise<void> {
    // Even without anything earlier a turn later, when `add` is through.
    await Promise.all(earlier);
    try {
      await write(batch);
    } catch (error) {
      log.debug({ err: error }, "a visit was not kept");
    }
    done();
  }

  function drop(): void {
    dropped += 1;
    if (dropped === 1) log.error({ max: MAX_PENDING }, "too many visits wait for the store");
  }

  function recover(): void {
    if (pending.size > 0 || dropped === 0) return;
    log.info({ dropped }, "visits are kept again");
    dropped = 0;
  }

  function leave(key: string, batch: Batch): void {
    const line = lines.get(key);
    line?.batches.delete(batch);
    if (line?.batches.size === 0) lines.delete(key);
  }

  return {
    add(batch) {
      if (pending.size >= MAX_PENDING) {
        drop();
        return;
      }
      const keys = new Set(batch.entries.flatMap(keysOf));
      const earlier = [...keys].flatMap((key) => lines.get(key)?.last ?? []);
      const written = writeBehind(earlier, batch, () => {
        pending.delete(written);
        for (const key of keys) leave(key, batch);
        recover();
      });
      pending.add(written);
      for (const key of keys) {
        const batches = lines.get(key)?.batches ?? new Set();
        lines.set(key, { batches: batches.add(batch), last: written });
      }
    },
    of({ site, id }) {
      const line = lines.get(keyOf(site, id));
      if (line === undefined) return undefined;
      return {
        written: line.last,
        applyTo: (state) =>
          [...line.batches].reduce<VisitorState | undefined>((current, { entries, fold }) => {
            const theirs = entries.filter((entry) => entry.site === site && entry.visitorId === id);
            return fold === undefined ? current : fold(current, theirs, current?.id ?? id);
          }, state),
      };
    },
    async settled() {
      await Promise.all(pending);
    },
  };
}

function keysOf({ site, visitorId }: { site: string; visitorId?: string }): string[] {
  return visitorId === undefined ? [] : [keyOf(site, visitorId)];
}

function keyOf(site: string, id: string): string {
  return `${site}\0${id}`;
}
