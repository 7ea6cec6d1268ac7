import { setTimeout as sleep } from "node:timers/promises";
import { DEDUPE_WINDOW_MS, type LogEntry } from "../../store.ts";
import { RedisBusyError, type RedisContext } from "./context.ts";
import { parseHead, VERSION_LENGTH } from "./head.ts";
import { nameKeys } from "./keys.ts";
import { defineScript, runScript } from "./script.ts";
import { padTime } from "./time.ts";

/*
 * A message id counts once per site, and in a cluster two visitors are on two servers: which of them
 * has a message is claimed under the id before it is written. Whether it has been written only the
 * visitor's own slot tells. A claim is a lease: a write that comes after its end is refused, so a
 * claim that has run out without a write may be taken over.
 */

/** What became of a claim: the message may be written until a time of the server's clock, or is there. */
export type Claim = { readonly writeBefore: number } | "duplicate";

/** Longer than a caller waits for an acknowledgement. */
const LEASE_MS = 6_000;
/** By how much the clocks of two servers of a cluster may differ. */
const SKEW_MS = 4_000;
const POLL_MS = 50;
const WAIT_MS = 2_000;

/** KEYS: claim · ARGV: owner, received at (16 digits), lease, window. */
const CLAIM = defineScript(`
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
local found = redis.call('GET', KEYS[1])
local receivedAt = ARGV[2]
if found then
  local inWindow = tonumber(receivedAt) - tonumber(string.sub(found, 1, 16)) < tonumber(ARGV[4])
  if inWindow and string.sub(found, 33) ~= ARGV[1] then return {found, now} end
  if inWindow then receivedAt = string.sub(found, 1, 16) end
end
local before = now + tonumber(ARGV[3])
redis.call('SET', KEYS[1], receivedAt .. string.format('%016.0f', before) .. ARGV[1], 'PX', ARGV[4])
return {'', before}
`);

/** KEYS: claim · ARGV: the claim as it was read, new owner, received at, lease, window. */
const TAKE_OVER = defineScript(`
if redis.call('GET', KEYS[1]) ~= ARGV[1] then return 0 end
local clock = redis.call('TIME')
local before = clock[1] * 1000 + math.floor(clock[2] / 1000) + tonumber(ARGV[4])
redis.call('SET', KEYS[1], ARGV[3] .. string.format('%016.0f', before) .. ARGV[2], 'PX', ARGV[5])
return before
`);

/**
 * Claims a message for the slot that it is to be written to.
 *
 * @param owner Digest of the name whose slot that is.
 * @throws RedisBusyError where it is claimed for another slot, and neither there nor given up yet.
 */
export async function claimMessage(
  context: RedisContext,
  entry: LogEntry,
  owner: string,
): Promise<Claim> {
  const { client, keys } = context;
  const key = keys.message(entry.site, entry.messageId);
  const receivedAt = padTime(entry.receivedAt);
  const giveUpAt = performance.now() + WAIT_MS;
  do {
    const reply = await runScript(client, CLAIM, {
      keys: [key],
      args: [owner, receivedAt, LEASE_MS, DEDUPE_WINDOW_MS],
    });
    const [found, time] = reply as readonly [string, number];
    if (found === "") return { writeBefore: time };
    const slot = await lookAt(context, entry, found.slice(32));
    if (slot === "written") return "duplicate";
    if (slot === "closed" || time > Number(found.slice(16, 32)) + SKEW_MS) {
      const args = [found, owner, receivedAt, LEASE_MS, DEDUPE_WINDOW_MS];
      const writeBefore = Number(await runScript(client, TAKE_OVER, { keys: [key], args }));
      if (writeBefore > 0) return { writeBefore };
    }
    await sleep(POLL_MS);
  } while (performance.now() < giveUpAt);
  throw new RedisBusyError("another visitor's write of the same message id is under way");
}

/** What a slot says of a message. `closed`: the name was joined or erased, nothing is written there. */
async function lookAt(
  { client }: RedisContext,
  entry: LogEntry,
  tag: string,
): Promise<"written" | "closed" | "open"> {
  const { head, ids } = nameKeys(tag);
  const { kind } = parseHead(await client.call("GETRANGE", head, 0, VERSION_LENGTH - 1));
  const seenAt = await client.call("ZSCORE", ids, entry.messageId);
  if (isSeenAt(seenAt, entry.receivedAt)) return "written";
  return kind === "link" || kind === "erased" ? "closed" : "open";
}

/** Whether a message that was received before makes one that is received now a duplicate. */
export function isSeenAt(seenAt: unknown, receivedAt: number): boolean {
  return typeof seenAt === "string" && receivedAt - Number(seenAt) < DEDUPE_WINDOW_MS;
}
