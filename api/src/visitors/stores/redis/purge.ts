import { LASTING_COLLECTIONS } from "../../store.ts";
import type { RedisContext } from "./context.ts";
import { OWN_HEADER_LENGTH } from "./head.ts";
import type { NameKeys } from "./keys.ts";
import { collections, purgeRecords } from "./records.ts";
import { defineScript, runScript } from "./script.ts";
import { padTime } from "./time.ts";

/** How much a purge has forgotten. */
export interface Purged {
  readonly entries: number;
  readonly visitors: number;
}

const PAGE = 50;

/**
 * KEYS: head, log, names, journal · ARGV: time (16 digits).
 * Gives how many lines went, whether the visitor went (1), and whether nothing is left (1), then the
 * visitor's names where they went.
 */
const PURGE = defineScript(`
local gone = 0
local kept = {}
for _, line in ipairs(redis.call('LRANGE', KEYS[2], 0, -1)) do
  if string.sub(line, 21, 36) < ARGV[1] then gone = gone + 1 else kept[#kept + 1] = line end
end
if gone > 0 then
  redis.call('DEL', KEYS[2])
  for _, line in ipairs(kept) do redis.call('RPUSH', KEYS[2], line) end
end
local result = {gone, 0, 0}
local isOwn = redis.call('GETRANGE', KEYS[1], 0, 0) == 'S'
local isSettled = redis.call('EXISTS', KEYS[4]) == 0
if isOwn and isSettled and redis.call('STRLEN', KEYS[1]) > ${OWN_HEADER_LENGTH}
  and redis.call('GETRANGE', KEYS[1], 13, 28) < ARGV[1] then
  result[2] = 1
  for _, name in ipairs(redis.call('HKEYS', KEYS[3])) do result[#result + 1] = name end
  redis.call('DEL', KEYS[1], KEYS[3])
end
if #kept == 0 and redis.call('EXISTS', KEYS[1], KEYS[3]) == 0 then result[3] = 1 end
return result
`);

/** KEYS: head · ARGV: whom it must lead to. */
const UNLINK = defineScript(`
local head = redis.call('GET', KEYS[1])
if head and string.sub(head, 1, 1) == 'L' and string.sub(head, 14) == ARGV[1] then
  redis.call('DEL', KEYS[1])
end
return 1
`);

/** Forgets what is older than `before`, epoch milliseconds, a visitor at a time. */
export async function purge(context: RedisContext, site: string, before: number): Promise<Purged> {
  let [entries, visitors] = [0, 0];
  for (const index of context.keys.indexes(site)) {
    for await (const ids of readIndex(context, index)) {
      const gone = await Promise.all(
        ids.map((id) => purgeName(context, { site, id, index }, before)),
      );
      entries += gone.reduce((sum, each) => sum + each.entries, 0);
      visitors += gone.reduce((sum, each) => sum + each.visitors, 0);
    }
  }
  for (const nobody of context.keys.nobodies(site)) {
    const [gone] = await purgeSlot(context, nobody, before);
    entries += gone;
  }
  for (const [collection, owner] of await collections(context)) {
    if (owner !== site || LASTING_COLLECTIONS.includes(collection)) continue;
    await purgeRecords(context, { collection, site, before });
  }
  return { entries, visitors };
}

async function purgeName(
  context: RedisContext,
  { site, id, index }: { readonly site: string; readonly id: string; readonly index: string },
  before: number,
): Promise<Purged> {
  const { client, keys } = context;
  const [entries, isGone, isEmpty, ...names] = await purgeSlot(
    context,
    keys.name({ site, id }),
    before,
  );
  for (const name of names) {
    const { head } = keys.name({ site, id: name });
    await runScript(client, UNLINK, { keys: [head], args: [id] });
  }
  if (isEmpty === 1) await client.call("ZREM", index, id);
  return { entries, visitors: isGone };
}

async function purgeSlot(
  { client }: RedisContext,
  { head, log, names, journal }: NameKeys,
  before: number,
): Promise<readonly [lines: number, isGone: number, isEmpty: number, ...names: string[]]> {
  const reply = await runScript(client, PURGE, {
    keys: [head, log, names, journal],
    args: [padTime(before)],
  });
  return reply as readonly [number, number, number, ...string[]];
}

async function* readIndex({ client }: RedisContext, index: string): AsyncGenerator<string[]> {
  let from = "-";
  for (;;) {
    const ids = (await client.call("ZRANGEBYLEX", index, from, "+", "LIMIT", 0, PAGE)) as string[];
    yield ids;
    const last = ids.at(-1);
    if (last === undefined || ids.length < PAGE) return;
    from = `(${last}`;
  }
}
