import { type Fold, type JoinNames, type JoinOutcome, MERGES } from "../../store.ts";
import type { JoinedName } from "../join-plan.ts";
import { addToIndex, readHead, type RedisContext, untilDone } from "./context.ts";
import { type Family, KNOWN, readNames, SPLIT_FIELD, SPLIT_FROM_FIELD, toPairs } from "./family.ts";
import { toLinkHead, toOwnHead } from "./head.ts";
import { readEntries } from "./lines.ts";
import { putRecord } from "./records.ts";
import { defineScript, runScript } from "./script.ts";
import { toStored } from "../stored-visitor.ts";

/*
 * A visitor moves into another in steps, as the two may be on two servers, each of which may be the
 * last that a process does:
 *   the target's journal says what is meant · the visitor's head becomes a link, from where on nothing
 *   more is written to their slot · the merge is written down · the target takes in the log and the
 *   names, and the journal's line goes, as one step.
 * Whoever meets a line in a journal finishes it. The log stays where it is; the names lead to it.
 */

/** What a join has still to do. */
export interface Move {
  /** Line of the journal. */
  readonly field: string;
  readonly from: string;
  readonly outcome: JoinOutcome;
  readonly userId: string;
  readonly at: number;
}

/** A move whose visitor has become a link already. */
export interface MoveUnderWay {
  readonly move: Move;
  /** All names of the visitor that moves. */
  readonly names: readonly JoinedName[];
}

const FIELD = "move:";
/** How long after it is meant a move may begin, and how far the clocks of two servers may be apart. */
const LEASE_MS = 1_500;
const SKEW_MS = 1_500;
const TIME_LENGTH = 16;

/**
 * KEYS: head, journal · ARGV: field, move, lease. Gives until when the move may begin, or 0 where the
 * target is no visitor of its own any more.
 */
const INTEND = defineScript(`
local kind = redis.call('GETRANGE', KEYS[1], 0, 0)
if kind == 'L' or kind == 'E' then return 0 end
if redis.call('HEXISTS', KEYS[2], '${SPLIT_FIELD}') == 1 or redis.call('HEXISTS', KEYS[2], '${SPLIT_FROM_FIELD}') == 1 then return 0 end
local clock = redis.call('TIME')
local before = clock[1] * 1000 + math.floor(clock[2] / 1000) + tonumber(ARGV[3])
redis.call('HSET', KEYS[2], ARGV[1], string.format('%016.0f', before) .. ARGV[2])
return before
`);

/** KEYS: head, journal · ARGV: version, link, until when. */
const BEGIN = defineScript(`
if redis.call('GETRANGE', KEYS[1], 0, 12) ~= ARGV[1] then return 0 end
if redis.call('EXISTS', KEYS[2]) == 1 then return 0 end
local clock = redis.call('TIME')
if clock[1] * 1000 + math.floor(clock[2] / 1000) > tonumber(ARGV[3]) then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
return 1
`);

/** KEYS: head · ARGV: whom it must lead to, link. */
const RELINK = defineScript(`
local head = redis.call('GET', KEYS[1])
if head and string.sub(head, 1, 1) == 'L' and string.sub(head, 14) == ARGV[1] then
  redis.call('SET', KEYS[1], ARGV[2])
end
return 1
`);

/**
 * KEYS: head, names, journal · ARGV: version, new head or '', field, then names and kinds, who moves
 * first. Where that one is among the names already, another process was faster.
 */
const TAKE_IN = defineScript(`
if redis.call('HEXISTS', KEYS[2], ARGV[4]) == 1 then
  redis.call('HDEL', KEYS[3], ARGV[3])
  return 1
end
if redis.call('GETRANGE', KEYS[1], 0, 12) ~= ARGV[1] then return 0 end
if ARGV[2] ~= '' then redis.call('SET', KEYS[1], ARGV[2]) end
for i = 4, #ARGV, 2 do
  if redis.call('HGET', KEYS[2], ARGV[i]) ~= '${KNOWN}' then
    redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1])
  end
end
redis.call('HDEL', KEYS[3], ARGV[3])
return 1
`);

/**
 * Moves one visitor into another: all their names name the other from now on.
 *
 * @returns whether both were still as they were read.
 */
export async function moveVisitor(
  context: RedisContext,
  {
    from,
    to,
    outcome,
    names,
  }: {
    readonly from: Family;
    readonly to: Family;
    readonly outcome: JoinOutcome;
    readonly names: JoinNames;
  },
  fold: Fold,
): Promise<boolean> {
  const { client } = context;
  const { site } = to;
  const move: Move = {
    field: `${FIELD}${crypto.randomUUID()}`,
    from: from.id,
    outcome,
    userId: names.userId,
    at: names.at,
  };
  await addToIndex(context, { site, id: to.id });
  const before = await runScript(client, INTEND, {
    keys: [to.keys.head, to.keys.journal],
    args: [move.field, JSON.stringify(move), LEASE_MS],
  });
  if (before === 0) return false;
  const begun = await runScript(client, BEGIN, {
    keys: [from.keys.head, from.keys.journal],
    args: [from.head.version, toLinkHead(to.id), Number(before)],
  });
  if (begun === 0) {
    await client.call("HDEL", to.keys.journal, move.field);
    return false;
  }
  await finishMove(context, { site, to: to.id, move }, fold);
  return true;
}

/** Finishes a move whose visitor has become a link. */
export async function finishMove(
  context: RedisContext,
  { site, to, move }: { readonly site: string; readonly to: string; readonly move: Move },
  fold: Fold,
): Promise<void> {
  const { client, keys } = context;
  const { field, from, outcome, userId, at } = move;
  const moved = await readNames(context, { site, id: from });
  for (const { name } of moved) await relink(context, { site, name, from, to });
  if (outcome === "merged") {
    const body = { into: to, userId };
    await putRecord(context, { collection: MERGES, site, id: from, at, visitorId: to, body });
  }
  const own = keys.name({ site, id: to });
  const itself = moved.filter(({ name }) => name === from);
  const names = [
    ...itself,
    ...moved,
    { name: to, isKnown: false },
    { name: userId, isKnown: true },
  ];
  await untilDone(async () => {
    const head = await readHead(context, { site, id: to });
    const stored = head.kind === "own" ? head.stored : undefined;
    const entries = await readEntries(
      context,
      moved.map(({ name }) => keys.name({ site, id: name })),
    );
    const next =
      entries.length === 0
        ? ""
        : toOwnHead(toStored(fold(stored?.state, entries, to), stored, entries));
    const done = await runScript(client, TAKE_IN, {
      keys: [own.head, own.names, own.journal],
      args: [head.version, next, field, ...toPairs(names)],
      durable: true,
    });
    return done === 1 ? true : undefined;
  });
  await client.call("DEL", keys.name({ site, id: from }).names);
}

/** Makes a name that leads to one visitor lead to another. */
export async function relink(
  { client, keys }: RedisContext,
  { site, name, from, to }: Record<"site" | "name" | "from" | "to", string>,
): Promise<void> {
  const { head } = keys.name({ site, id: name });
  await runScript(client, RELINK, { keys: [head], args: [from, toLinkHead(to)] });
}

/** The moves into a visitor that have begun. */
export async function movesUnderWay(
  context: RedisContext,
  { site, id, journal }: Family,
): Promise<MoveUnderWay[]> {
  const moves: MoveUnderWay[] = [];
  for (const { move } of parseMoves(journal)) {
    const head = await readHead(context, { site, id: move.from });
    if (head.kind !== "link" || head.to !== id) continue;
    moves.push({ move, names: await readNames(context, { site, id: move.from }) });
  }
  return moves;
}

/** Forgets the moves into a visitor that cannot begin any more. */
export async function forgetStaleMoves(
  { client }: RedisContext,
  { keys, journal, now }: Family,
): Promise<void> {
  for (const { move, before } of parseMoves(journal)) {
    if (now > before + SKEW_MS) await client.call("HDEL", keys.journal, move.field);
  }
}

interface JournalLine {
  /** Until when it may begin, by the server's clock. */
  readonly before: number;
  readonly move: Move;
}

function parseMoves(journal: Family["journal"]): JournalLine[] {
  return [...journal]
    .filter(([field]) => field.startsWith(FIELD))
    .map(([, value]) => ({
      before: Number(value.slice(0, TIME_LENGTH)),
      move: JSON.parse(value.slice(TIME_LENGTH)),
    }));
}
