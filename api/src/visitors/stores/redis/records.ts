import type { RecordQuery, StoredRecord, VisitorRef } from "../../store.ts";
import { compareByTime, compareText } from "../record-order.ts";
import type { RedisArgument } from "./client.ts";
import { find, type RedisContext } from "./context.ts";
import { ERASED } from "./head.ts";
import { type CollectionKeys, COLLECTIONS_KEY } from "./keys.ts";
import { defineScript, runScript } from "./script.ts";
import { padTime } from "./time.ts";

/** Names one record. */
export type RecordName = Pick<StoredRecord, "collection" | "site" | "id">;

const PAGE = 200;
const NOT_DUE = "-";
/** Bytes before the JSON of a record: when it is from and when it is due. */
const HEADER_LENGTH = 32;

/**
 * Takes the record KEYS[3], ARGV[1] out of both orders; gives what was kept, or false.
 * KEYS: by time, by due, bodies · ARGV: id.
 */
const TAKE_OUT = `
local before = redis.call('HGET', KEYS[3], ARGV[1])
if before then
  redis.call('ZREM', KEYS[1], string.sub(before, 1, 16) .. ARGV[1])
  redis.call('ZREM', KEYS[2], string.sub(before, 17, 32) .. ARGV[1])
end
`;

/** ARGV: id, when it is from, when it is due or spaces, JSON. */
const PUT = defineScript(`${TAKE_OUT}
redis.call('HSET', KEYS[3], ARGV[1], ARGV[2] .. ARGV[3] .. ARGV[4])
redis.call('ZADD', KEYS[1], 0, ARGV[2] .. ARGV[1])
if string.sub(ARGV[3], 1, 1) ~= '${NOT_DUE}' then redis.call('ZADD', KEYS[2], 0, ARGV[3] .. ARGV[1]) end
return 1
`);

/** ARGV: id. Gives what was kept. */
const REMOVE = defineScript(`${TAKE_OUT}
redis.call('HDEL', KEYS[3], ARGV[1])
return before
`);

/** KEYS: an order, bodies · ARGV: from, to, limit. */
const LIST = defineScript(`
local found = redis.call('ZRANGEBYLEX', KEYS[1], ARGV[1], ARGV[2], 'LIMIT', 0, ARGV[3])
local bodies = {}
for i, member in ipairs(found) do
  bodies[i] = redis.call('HGET', KEYS[2], string.sub(member, 17))
end
return bodies
`);

/** KEYS: head, records · ARGV: name of a record. Gives 0 where the visitor was erased. */
const REFER = defineScript(`
if redis.call('GETRANGE', KEYS[1], 0, 0) == '${ERASED}' then return 0 end
redis.call('SADD', KEYS[2], ARGV[1])
return 1
`);

/** Keeps a record; one about somebody who was erased is not kept. */
export async function putRecord(context: RedisContext, record: StoredRecord): Promise<void> {
  const { client, keys } = context;
  const { collection, site, id, at, dueAt, visitorId } = record;
  const about = visitorId === undefined ? undefined : { site, id: visitorId };
  if (about !== undefined && !(await refer(context, about, record))) return;
  await client.call("SADD", COLLECTIONS_KEY, JSON.stringify([collection, site]));
  const due = dueAt === undefined ? NOT_DUE.padEnd(HEADER_LENGTH / 2) : padTime(dueAt);
  await runScript(client, PUT, {
    keys: orders(keys.collection(site, collection)),
    args: [id, padTime(at), due, JSON.stringify(record)],
    durable: true,
  });
  // They may have been erased since the reference was made.
  if (about === undefined) return;
  const { head } = await find(context, about);
  if (head.kind === "erased") await removeRecord(context, record);
}

/** Notes with a visitor that a record is about them. @returns whether they may be written about. */
async function refer(
  context: RedisContext,
  about: VisitorRef,
  record: RecordName,
): Promise<boolean> {
  const { head } = await find(context, about);
  if (head.kind === "erased") return false;
  // With the name and not with the visitor: it stays with it where the two are split.
  const name = context.keys.name(about);
  const args = [toReference(record)];
  return (await runScript(context.client, REFER, { keys: [name.head, name.records], args })) === 1;
}

/** Reads one record; `undefined`: there is none. */
export async function readRecord(
  { client, keys }: RedisContext,
  { collection, site, id }: RecordName,
): Promise<StoredRecord | undefined> {
  const text = await client.call("HGET", keys.collection(site, collection).bodies, id);
  return typeof text === "string" ? parseBody(text) : undefined;
}

/** Removes a record. @returns whether there was one. */
export async function removeRecord(
  { client, keys }: RedisContext,
  { collection, site, id }: RecordName,
): Promise<boolean> {
  const removed = await runScript(client, REMOVE, {
    keys: orders(keys.collection(site, collection)),
    args: [id],
  });
  return typeof removed === "string";
}

/** Removes the records of a collection that are older than `before`. */
export async function purgeRecords(
  context: RedisContext,
  {
    collection,
    site,
    before,
  }: { readonly collection: string; readonly site: string; readonly before: number },
): Promise<void> {
  const { byTime, bodies } = context.keys.collection(site, collection);
  const args: RedisArgument[] = ["-", `(${padTime(before)}`, PAGE];
  for (;;) {
    const found = await runScript(context.client, LIST, { keys: [byTime, bodies], args });
    const records = (found as readonly string[]).map(parseBody);
    for (const record of records) await removeRecord(context, record);
    if (records.length < PAGE) return;
  }
}

/** Lists records, oldest first, or the most overdue first. */
export async function listRecords(
  context: RedisContext,
  query: RecordQuery,
): Promise<readonly StoredRecord[]> {
  const { collection, site, dueBefore, after, limit } = query;
  const byDue = dueBefore !== undefined;
  const from = after === undefined ? "-" : `(${padTime(after.at)}${after.id}`;
  const to = byDue ? `(${padTime(dueBefore + 1)}` : "+";
  const sites = site === undefined ? await sitesOf(context, collection) : [site];
  const lists = await Promise.all(
    sites.map(async (one) => {
      const { byTime, byDue: due, bodies } = context.keys.collection(one, collection);
      const args: RedisArgument[] = [from, to, limit];
      const found = await runScript(context.client, LIST, {
        keys: [byDue ? due : byTime, bodies],
        args,
      });
      return (found as readonly string[]).map(parseBody);
    }),
  );
  if (lists.length === 1) return lists[0] ?? [];
  return lists
    .flat()
    .toSorted(byDue ? compareByDue : compareByTime)
    .slice(0, limit);
}

/** Pairs of collection and site that hold records, or held some. */
export async function collections({
  client,
}: RedisContext): Promise<readonly (readonly [string, string])[]> {
  const all = (await client.call("SMEMBERS", COLLECTIONS_KEY)) as readonly string[];
  return all.map((text) => JSON.parse(text));
}

/** How a visitor's set of records names one. */
export function toReference({ collection, site, id }: RecordName): string {
  return JSON.stringify([collection, site, id]);
}

/** What {@link toReference} wrote. */
export function fromReference(text: string): RecordName {
  const [collection, site, id]: [string, string, string] = JSON.parse(text);
  return { collection, site, id };
}

async function sitesOf(context: RedisContext, collection: string): Promise<string[]> {
  const all = await collections(context);
  return all.filter(([name]) => name === collection).map(([, site]) => site);
}

function orders({ byTime, byDue, bodies }: CollectionKeys): string[] {
  return [byTime, byDue, bodies];
}

function parseBody(text: string): StoredRecord {
  const record: StoredRecord = JSON.parse(text.slice(HEADER_LENGTH));
  return record;
}

function compareByDue(a: StoredRecord, b: StoredRecord): number {
  return (a.dueAt ?? 0) - (b.dueAt ?? 0) || compareText(a.id, b.id);
}
