import { setTimeout as sleep } from "node:timers/promises";
import type { VisitorRef } from "../../store.ts";
import { RedisBusyError, type RedisContext, untilDone } from "./context.ts";
import { type Family, namesOf, readFamily, readJoined } from "./family.ts";
import { ERASED } from "./head.ts";
import { type NameKeys, nameKeys } from "./keys.ts";
import { forgetStaleMoves, movesUnderWay } from "./move.ts";
import { fromReference, readRecord, removeRecord } from "./records.ts";
import { defineScript, runScript } from "./script.ts";
import { splitUnderWay } from "./split-steps.ts";

/** How often it is looked whether a join that is meant has begun. */
const POLL_MS = 50;

/** KEYS: head, journal · ARGV: version, lines of the journal, what is left. */
const END = defineScript(`
if redis.call('GETRANGE', KEYS[1], 0, 12) ~= ARGV[1] then return 0 end
if redis.call('HLEN', KEYS[2]) ~= tonumber(ARGV[2]) then return 0 end
redis.call('SET', KEYS[1], ARGV[3])
return 1
`);

/**
 * Forgets one visitor under every name. The own id ends first, so that nothing more is written; the
 * list of the names goes last, so that whatever broke off is found and finished by any of them.
 */
export function erase(context: RedisContext, ref: VisitorRef): Promise<boolean> {
  return untilDone(async () => {
    const family = await readFamily(context, ref);
    if (family.head.kind === "erased") return finishErasing(context, family);
    if ((await splitUnderWay(context, family)) !== undefined) {
      throw new RedisBusyError(
        "a split of this visitor has broken off: split the same name again, then erase",
      );
    }
    const moves = await movesUnderWay(context, family);
    if (moves.length < family.journal.size) {
      await forgetStaleMoves(context, family);
      await sleep(POLL_MS);
      return undefined;
    }
    if (!(await isAnythingKnown(context, family))) return false;
    const { head, keys, journal } = family;
    const ended = await runScript(context.client, END, {
      keys: [keys.head, keys.journal],
      args: [head.version, journal.size, ERASED],
      durable: true,
    });
    if (ended === 0) return undefined;
    const names = [...namesOf(family), ...moves.flatMap((move) => move.names)];
    await forgetNames(context, {
      site: family.site,
      own: keys,
      names: names.map(({ name }) => name),
    });
    return true;
  });
}

/** Forgets what an erasure that broke off has left. @returns whether it left anything. */
async function finishErasing(context: RedisContext, family: Family): Promise<boolean> {
  const { site, id, head } = family;
  const own =
    head.kind === "erased" && head.ownTag !== undefined ? nameKeys(head.ownTag) : family.keys;
  const joined = await readJoined(context, own);
  const moves = await movesUnderWay(context, family);
  const names = [
    id,
    ...joined.keys(),
    ...moves.flatMap((move) => move.names.map(({ name }) => name)),
  ];
  const left = await Promise.all(
    [own, family.keys].map((slot) => isAnythingKnown(context, { head, joined, keys: slot })),
  );
  if (!left.includes(true)) return false;
  await forgetNames(context, { site, own, names });
  return true;
}

async function isAnythingKnown(
  { client }: RedisContext,
  { head, joined, keys }: Pick<Family, "head" | "joined" | "keys">,
): Promise<boolean> {
  if (joined.size > 0 || (head.kind === "own" && head.stored !== undefined)) return true;
  return Number(await client.call("EXISTS", keys.log, keys.ids, keys.records, keys.journal)) > 0;
}

async function forgetNames(
  context: RedisContext,
  {
    site,
    own,
    names,
  }: { readonly site: string; readonly own: NameKeys; readonly names: readonly string[] },
): Promise<void> {
  const all = new Set(names);
  for (const id of all) await forgetName(context, { site, id }, { ownTag: own.tag, names: all });
  await context.client.call("DEL", own.names, own.journal);
}

async function forgetName(
  context: RedisContext,
  ref: VisitorRef,
  { ownTag, names }: { readonly ownTag: string; readonly names: ReadonlySet<string> },
): Promise<void> {
  const { client, keys } = context;
  const slot = keys.name(ref);
  await client.call("SET", slot.head, slot.tag === ownTag ? ERASED : `${ERASED}${ownTag}`);
  const records = (await client.call("SMEMBERS", slot.records)) as readonly string[];
  for (const reference of records) {
    const record = await readRecord(context, fromReference(reference));
    // One that was put again may be about somebody else by now.
    if (record?.visitorId !== undefined && names.has(record.visitorId)) {
      await removeRecord(context, record);
    }
  }
  const messages = (await client.call("ZRANGE", slot.ids, 0, -1)) as readonly string[];
  await Promise.all(messages.map((id) => client.call("DEL", keys.message(ref.site, id))));
  await client.call("ZREM", keys.index(ref), ref.id);
  await client.call("DEL", slot.log, slot.ids, slot.records);
}
