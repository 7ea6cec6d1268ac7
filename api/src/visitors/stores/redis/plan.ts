import type { AppendOutcome, Fold, LogEntry } from "../../store.ts";
import { type Claim, claimMessage, isSeenAt } from "./claims.ts";
import { find, type RedisContext } from "./context.ts";
import { type Head, NO_HEAD, toOwnHead } from "./head.ts";
import { type NameKeys, nameKeys } from "./keys.ts";
import type { SlotWrite } from "./write.ts";
import { toStored } from "../stored-visitor.ts";

/** The entries of a batch that came under one name. */
export interface Group {
  readonly site: string;
  /** Absent: they are about nobody. */
  readonly visitorId?: string;
  /** Digest of the name, or of where entries about nobody are. */
  readonly tag: string;
  readonly entries: readonly LogEntry[];
}

/** How a group is to be written, and what becomes of its entries. */
export interface Plan {
  readonly outcomes: ReadonlyMap<LogEntry, AppendOutcome>;
  /** Where the entries are or will be. */
  readonly keys: NameKeys;
  /** Absent: none of the entries is new. */
  readonly write?: SlotWrite;
  /** The visitor was never written before. */
  readonly newId?: string;
}

/** Where a group goes. */
interface Place {
  readonly keys: NameKeys;
  readonly head: Head;
  /** Own id of the visitor; absent: nobody. */
  readonly id?: string;
}

/**
 * Plans how the entries of one name are written: claims their messages, and folds what is new into the
 * visitor as they are now.
 */
export async function planGroup(
  context: RedisContext,
  group: Group,
  fold: Fold | undefined,
): Promise<Plan> {
  const { entries } = group;
  const place = await placeOf(context, group);
  const { keys, head, id } = place;
  if (head.kind === "erased") {
    return { outcomes: new Map(entries.map((entry) => [entry, "erased"])), keys };
  }
  const ids = entries.map(({ messageId }) => messageId);
  const [seen, claims] = await Promise.all([
    context.client.call("ZMSCORE", keys.ids, ...ids) as Promise<readonly unknown[]>,
    Promise.all(entries.map((entry) => claimMessage(context, entry, keys.tag))),
  ]);
  const fresh = entries.filter((entry, at) => {
    return claims[at] !== "duplicate" && !isSeenAt(seen[at], entry.receivedAt);
  });
  const outcomes = new Map<LogEntry, AppendOutcome>(entries.map((entry) => [entry, "duplicate"]));
  for (const entry of fresh) outcomes.set(entry, "stored");
  if (fresh.length === 0) return { outcomes, keys };
  const newHead = fold === undefined ? undefined : foldInto(place, fresh, fold);
  return {
    outcomes,
    keys,
    write: {
      keys,
      version: head.version,
      entries: fresh.map((entry) => ({ tag: group.tag, entry })),
      before: earliest(claims),
      ...(newHead === undefined ? {} : { head: newHead }),
    },
    ...(head.kind === "none" && id !== undefined ? { newId: id } : {}),
  };
}

async function placeOf(context: RedisContext, { site, visitorId, tag }: Group): Promise<Place> {
  if (visitorId === undefined) return { keys: nameKeys(tag), head: NO_HEAD };
  return find(context, { site, id: visitorId });
}

function foldInto(
  { head, id }: Place,
  entries: readonly LogEntry[],
  fold: Fold,
): string | undefined {
  if (id === undefined) return undefined;
  const stored = head.kind === "own" ? head.stored : undefined;
  return toOwnHead(toStored(fold(stored?.state, entries, id), stored, entries));
}

function earliest(claims: readonly Claim[]): number {
  return Math.min(...claims.map((claim) => (claim === "duplicate" ? Infinity : claim.writeBefore)));
}
