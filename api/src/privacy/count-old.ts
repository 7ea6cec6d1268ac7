import type { VisitorRef } from "../visitors/store.ts";
import type { Visitors } from "../visitors/visitors.ts";

/** What a purge would forget of the visitors that have a state. */
export interface OldCounts {
  /** Entries of their logs. */
  readonly entries: number;
  /** Visitors of whom nothing came since. */
  readonly visitors: number;
}

const PAGE = 500;
const READ_BUDGET_MS = 5_000;

/**
 * Counts what is older than a time, epoch milliseconds, without forgetting anything. Entries of nobody
 * and records are not in it.
 */
export async function countOld(
  visitors: Pick<Visitors, "list" | "log" | "read">,
  site: string,
  before: number,
): Promise<OldCounts> {
  let counts: OldCounts = { entries: 0, visitors: 0 };
  let after: string | undefined;
  do {
    const ids = await visitors.list(site, {
      limit: PAGE,
      ...(after === undefined ? {} : { after }),
    });
    for (const id of ids) {
      const { entries, isOld } = await lookAt(visitors, { site, id }, before);
      counts = {
        entries: counts.entries + entries,
        visitors: counts.visitors + (isOld ? 1 : 0),
      };
    }
    after = ids.length < PAGE ? undefined : ids.at(-1);
  } while (after !== undefined);
  return counts;
}

async function lookAt(
  visitors: Pick<Visitors, "log" | "read">,
  visitor: VisitorRef,
  before: number,
): Promise<{ readonly entries: number; readonly isOld: boolean }> {
  const state = await visitors.read(visitor, READ_BUDGET_MS);
  if (state === undefined || state === "erased") return { entries: 0, isOld: false };
  let entries = 0;
  let isOld = Math.max(state.createdAt, state.lastSeenAt ?? 0) < before;
  for await (const { receivedAt } of visitors.log(visitor)) {
    if (receivedAt < before) entries += 1;
    else isOld = false;
  }
  return { entries, isOld };
}
