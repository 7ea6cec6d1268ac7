import { type Fold, MERGES } from "../../store.ts";
import type { JoinedName } from "../join-plan.ts";
import { addToIndex, readHead, type RedisContext, untilDone } from "./context.ts";
import {
  type Family,
  readFamily,
  readNames,
  SPLIT_FIELD,
  SPLIT_FROM_FIELD,
  toPairs,
} from "./family.ts";
import { newVersion, toOwnHead } from "./head.ts";
import { nameOfLine, parseLine, receivedAtOfLine } from "./line.ts";
import { readEntries, readLines } from "./lines.ts";
import { relink } from "./move.ts";
import { removeRecord } from "./records.ts";
import { defineScript, runScript } from "./script.ts";
import { toStored } from "../stored-visitor.ts";

/*
 * Taking names out of a visitor goes in steps that each may be repeated: the names lead to their new
 * visitor, the old one forgets them (what is being written to it under them fails, and finds the new
 * one), their part of its log is copied over and dropped, and both states are made from their logs.
 */

/** Names that leave one visitor to be another. */
export interface Split {
  readonly site: string;
  /** The name that was asked for. */
  readonly name: string;
  readonly from: string;
  /** One of those that leave: own id of the new visitor. */
  readonly to: string;
  readonly leaving: readonly JoinedName[];
}

/** KEYS: head, names, journal · ARGV: whom it led to, new head, field, then names and kinds. */
const START = defineScript(`
local head = redis.call('GET', KEYS[1])
if not head or string.sub(head, 1, 1) ~= 'L' or string.sub(head, 14) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
redis.call('HSET', KEYS[3], ARGV[3], ARGV[1])
for i = 4, #ARGV, 2 do redis.call('HSET', KEYS[2], ARGV[i], ARGV[i + 1]) end
return 1
`);

/** KEYS: head, names · ARGV: new kind and version, head where there is none, then names. */
const LEAVE = defineScript(`
local head = redis.call('GET', KEYS[1])
if head then redis.call('SET', KEYS[1], ARGV[1] .. string.sub(head, 14))
else redis.call('SET', KEYS[1], ARGV[2]) end
for i = 3, #ARGV do redis.call('HDEL', KEYS[2], ARGV[i]) end
return 1
`);

/** KEYS: log, ids · ARGV: window, then for each line its message id, when it was received, itself. */
const COPY = defineScript(`
local lines = redis.call('LRANGE', KEYS[1], 0, -1)
local known = {}
for _, line in ipairs(lines) do known[line] = true end
for i = 1, #ARGV, 3 do
  if not known[ARGV[i + 2]] then lines[#lines + 1] = ARGV[i + 2] end
  redis.call('ZADD', KEYS[2], 'NX', ARGV[i + 1], ARGV[i])
end
table.sort(lines, function(a, b) return string.sub(a, 1, 20) < string.sub(b, 1, 20) end)
redis.call('DEL', KEYS[1])
for _, line in ipairs(lines) do redis.call('RPUSH', KEYS[1], line) end
return 1
`);

/** KEYS: head, log · ARGV: version, new head, then digests of names whose lines go. */
const REMAKE = defineScript(`
if redis.call('GETRANGE', KEYS[1], 0, 12) ~= ARGV[1] then return 0 end
redis.call('SET', KEYS[1], ARGV[2])
if #ARGV < 3 then return 1 end
local gone = {}
for i = 3, #ARGV do gone[ARGV[i]] = true end
local lines = redis.call('LRANGE', KEYS[2], 0, -1)
redis.call('DEL', KEYS[2])
for _, line in ipairs(lines) do
  if not gone[string.sub(line, 37, 58)] then redis.call('RPUSH', KEYS[2], line) end
end
return 1
`);

/** What a visitor's journal says of a split that is not finished. */
export async function splitUnderWay(
  context: RedisContext,
  family: Family,
): Promise<Split | undefined> {
  const own = family.journal.get(SPLIT_FIELD);
  if (own !== undefined) return JSON.parse(own);
  const from = family.journal.get(SPLIT_FROM_FIELD);
  if (from === undefined) return undefined;
  const other = await readFamily(context, { site: family.site, id: from });
  const text = other.journal.get(SPLIT_FIELD);
  if (text !== undefined) return JSON.parse(text);
  await context.client.call("HDEL", family.keys.journal, SPLIT_FROM_FIELD);
  return undefined;
}

/** Takes the steps of a split, those that were taken before included. */
export async function finishSplit(context: RedisContext, split: Split, fold: Fold): Promise<void> {
  const { client, keys } = context;
  const { site, from, to, leaving, name } = split;
  const [old, fresh] = [keys.name({ site, id: from }), keys.name({ site, id: to })];
  await addToIndex(context, { site, id: to });
  await runScript(client, START, {
    keys: [fresh.head, fresh.names, fresh.journal],
    args: [from, toOwnHead(undefined), SPLIT_FROM_FIELD, ...toPairs(leaving)],
  });
  for (const other of leaving) {
    if (other.name !== to) await relink(context, { site, name: other.name, from, to });
  }
  await runScript(client, LEAVE, {
    keys: [old.head, old.names],
    args: [newVersion(), toOwnHead(undefined), ...leaving.map((other) => other.name)],
  });
  const tags = leaving.map((other) => keys.name({ site, id: other.name }).tag);
  await copyLines(context, split, tags);
  await remake(context, { site, id: from }, { fold, without: tags });
  await remake(context, { site, id: to }, { fold, without: [] });
  await removeRecord(context, { collection: MERGES, site, id: name });
  await client.call("HDEL", old.journal, SPLIT_FIELD);
  await client.call("HDEL", fresh.journal, SPLIT_FROM_FIELD);
}

async function copyLines(
  context: RedisContext,
  { site, from, to }: Split,
  tags: readonly string[],
): Promise<void> {
  const { client, keys } = context;
  const all = await readLines(context, keys.name({ site, id: from }));
  const lines = all.filter((line) => tags.includes(nameOfLine(line)));
  if (lines.length === 0) return;
  const { log, ids } = keys.name({ site, id: to });
  await runScript(client, COPY, {
    keys: [log, ids],
    args: lines.flatMap((line) => [parseLine(line).messageId, receivedAtOfLine(line), line]),
    durable: true,
  });
}

/** Makes a visitor's state of their log, and drops the lines of names that left. */
async function remake(
  context: RedisContext,
  ref: { readonly site: string; readonly id: string },
  { fold, without }: { readonly fold: Fold; readonly without: readonly string[] },
): Promise<void> {
  const { client, keys } = context;
  const own = keys.name(ref);
  await untilDone(async () => {
    const head = await readHead(context, ref);
    const slots = (await readNames(context, ref)).map(({ name }) =>
      keys.name({ ...ref, id: name }),
    );
    const gone = new Set(without);
    const entries = await readEntries(context, slots, (line) => !gone.has(nameOfLine(line)));
    const stored =
      entries.length === 0
        ? undefined
        : toStored(fold(undefined, entries, ref.id), undefined, entries);
    const done = await runScript(client, REMAKE, {
      keys: [own.head, own.log],
      args: [head.version, toOwnHead(stored), ...without],
      durable: true,
    });
    return done === 1 ? true : undefined;
  });
}
