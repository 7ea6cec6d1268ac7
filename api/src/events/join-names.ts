import { LRUCache } from "lru-cache";
import type { Fold } from "../visitors/store.ts";
import type { Visitors } from "../visitors/visitors.ts";
import type { NamePair } from "./names.ts";

/** What names are joined with. */
export interface JoinContext {
  readonly site: string;
  /** Epoch milliseconds. */
  readonly at: number;
  readonly fold: Fold;
}

/**
 * Joins the names that servers give their visitors.
 *
 * @returns the pairs that stay two visitors, both of them known people.
 * @throws StoreUnavailable where the store does not answer.
 */
export type NameJoiner = (
  pairs: readonly NamePair[],
  context: JoinContext,
) => Promise<ReadonlySet<NamePair>>;

/** Pairs that this process remembers to have told the store of. */
const MAX_TOLD = 50_000;
const READ_BUDGET_MS = 5_000;

/** Makes the joiner. What only tells a name is told once, so that it costs the next event nothing. */
export function createNameJoiner(visitors: Pick<Visitors, "read" | "join">): NameJoiner {
  const told = new LRUCache<string, true>({ max: MAX_TOLD });

  async function isNew(site: string, id: string): Promise<boolean> {
    return (await visitors.read({ site, id }, READ_BUDGET_MS)) === undefined;
  }

  async function tell(pair: NamePair, { site, at, fold }: JoinContext): Promise<void> {
    const { anonymousId, userId } = pair;
    const isOne = anonymousId === userId;
    const isOneNew = !isOne && ((await isNew(site, anonymousId)) || (await isNew(site, userId)));
    // Two visitors stay two, but whom a user id names is known from now on.
    const other = isOneNew ? anonymousId : userId;
    await visitors.join({ site, anonymousId: other, userId, at }, fold);
    told.set(keyOf(pair, site), true);
  }

  return async (pairs, context) => {
    const refused = new Set<NamePair>();
    // One by one: what the first makes one visitor, the second may join to a third.
    for (const pair of pairs.filter(isJoin)) {
      const { anonymousId, userId } = pair;
      const { site, at, fold } = context;
      const outcome = await visitors.join({ site, anonymousId, userId, at }, fold);
      if (outcome === "refused") refused.add(pair);
    }
    const telling = pairs.filter((pair) => !isJoin(pair));
    const untold = new Map(telling.map((pair) => [keyOf(pair, context.site), pair]));
    for (const key of untold.keys()) if (told.has(key)) untold.delete(key);
    await Promise.all([...untold.values()].map((pair) => tell(pair, context)));
    return refused;
  };
}

function isJoin({ anonymousId, userId, isLink }: NamePair): boolean {
  return !isLink && anonymousId !== userId;
}

function keyOf({ anonymousId, userId }: NamePair, site: string): string {
  return JSON.stringify([site, anonymousId, userId]);
}
