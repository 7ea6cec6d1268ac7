import type { Ruleset } from "@facet/engine";
import { rescore } from "./rescore.ts";
import { dropPlace, readPlace, savePlace } from "./rescore-place.ts";
import type { LogEntry, VisitorRef } from "./store.ts";
import type { VisitorState } from "./visitor.ts";
import type { Visitors } from "./visitors.ts";

/** How far the rescoring of a site is. */
export interface RescoreProgress {
  readonly done: number;
  /** Visitors of the site; more may come meanwhile. */
  readonly total: number;
  readonly changed: number;
}

/** How a site is rescored. */
export interface RescoreOptions {
  readonly ruleset: Ruleset;
  /** Go on where an earlier run by the same rules ended before it was through. */
  readonly resume: boolean;
  /** Epoch milliseconds. */
  readonly now: () => number;
  readonly onProgress?: (progress: RescoreProgress) => void;
  /** Ends the work at the next visitor; it can be resumed. */
  readonly stop?: AbortSignal;
}

/** What became of it. */
export interface Rescored extends RescoreProgress {
  /** Visitors that an earlier run had done. */
  readonly resumed: number;
  /** All of the site is done. */
  readonly isComplete: boolean;
}

const PAGE = 500;
/** Visitors after which the place is written down. */
const SAVE_EVERY = 100;
const READ_BUDGET_MS = 5_000;
/** Somebody who does more than so many things while their log is read is no person. */
const MAX_ATTEMPTS = 100;

/** The visitor did something since they were read. */
class VisitorMoved extends Error {
  override readonly name = "VisitorMoved";
}

/**
 * Works the ledgers of all visitors of a site out anew, from the log, by a rule set. It may run while
 * the service does, and be stopped and resumed: doing a visitor twice changes nothing.
 *
 * @throws StoreUnavailable where the store does not answer.
 */
export async function rescoreSite(visitors: Visitors, options: RescoreOptions): Promise<Rescored> {
  const { ruleset, resume, now, onProgress, stop } = options;
  const { site, revision } = ruleset.artifact;
  const context = { site: site.id, revision };
  const from = resume ? await readPlace(visitors, context) : undefined;
  const resumed = from?.done ?? 0;
  const known = resumed + (await countIds(visitors, site.id, from?.after));
  let [done, changed, after] = [resumed, from?.changed ?? 0, from?.after];

  const progress = (): RescoreProgress => ({ done, total: Math.max(known, done), changed });
  async function save(): Promise<void> {
    if (after === undefined) return;
    await savePlace(visitors, context, { place: { after, done, changed }, now: now() });
  }

  for await (const id of idsOf(visitors, site.id, after)) {
    if (stop?.aborted === true) {
      await save();
      return { ...progress(), resumed, isComplete: false };
    }
    if (await rescoreVisitor(visitors, { site: site.id, id }, ruleset)) changed += 1;
    done += 1;
    after = id;
    if (done % SAVE_EVERY === 0) await save();
    onProgress?.(progress());
  }
  await dropPlace(visitors, context);
  return { ...progress(), resumed, isComplete: true };
}

/** @returns whether anything changed. */
async function rescoreVisitor(
  visitors: Visitors,
  visitor: VisitorRef,
  ruleset: Ruleset,
): Promise<boolean> {
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const state = await visitors.read(visitor, READ_BUDGET_MS);
    if (state === undefined || state === "erased") return false;
    const before = JSON.stringify(state);
    const next = rescore(state, await entriesOf(visitors, visitor), ruleset);
    if (JSON.stringify(next) === before) return false;
    try {
      await visitors.update(visitor, (current) => replaceIfSame(current, before, next));
      return true;
    } catch (error) {
      if (!(error instanceof VisitorMoved)) throw error;
    }
  }
  throw new Error(
    `the visitor ${visitor.id} did something each of ${MAX_ATTEMPTS} times that they were read; run it again with --resume`,
  );
}

/** Whatever comes into the log changes the state: who is the same did nothing since it was read. */
function replaceIfSame(
  current: VisitorState | undefined,
  before: string,
  next: VisitorState,
): VisitorState {
  if (current === undefined || JSON.stringify(current) !== before) throw new VisitorMoved();
  return next;
}

async function entriesOf(visitors: Visitors, visitor: VisitorRef): Promise<readonly LogEntry[]> {
  const entries: LogEntry[] = [];
  for await (const entry of visitors.log(visitor)) entries.push(entry);
  return entries;
}

async function* idsOf(visitors: Visitors, site: string, from?: string): AsyncGenerator<string> {
  let after = from;
  for (;;) {
    const ids = await visitors.list(site, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    yield* ids;
    if (ids.length < PAGE) return;
    after = ids.at(-1);
  }
}

async function countIds(visitors: Visitors, site: string, from?: string): Promise<number> {
  let count = 0;
  for await (const _ of idsOf(visitors, site, from)) count += 1;
  return count;
}
