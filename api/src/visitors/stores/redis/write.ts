import { DEDUPE_WINDOW_MS, type LogEntry } from "../../store.ts";
import type { RedisClient } from "./client.ts";
import { toLineRest } from "./line.ts";
import type { NameKeys } from "./keys.ts";
import { defineScript, runScript } from "./script.ts";
import { padTime } from "./time.ts";

/** What is written to one slot as one step. */
export interface SlotWrite {
  readonly keys: NameKeys;
  /** Version of the head that the write goes by. */
  readonly version: string;
  /** The new head; absent: it stays. */
  readonly head?: string;
  readonly entries?: readonly LineSource[];
  /** Time of the server's clock after which nothing is written, epoch milliseconds. */
  readonly before?: number;
  /** Resolve only once replicas have it, where the target asks for that. */
  readonly durable?: boolean;
}

/** An entry and the digest of the name it came under. */
export interface LineSource {
  readonly tag: string;
  readonly entry: LogEntry;
}

/**
 * KEYS: head, log, ids · ARGV: version, new head or '', time after which it is refused or 0, window of
 * message ids, then for each entry its id, when it was received, and its line.
 * Returns 1 where it was done, 0 where the slot is not as it was read.
 */
const WRITE = defineScript(`
if redis.call('GETRANGE', KEYS[1], 0, 12) ~= ARGV[1] then return 0 end
local clock = redis.call('TIME')
local now = clock[1] * 1000 + math.floor(clock[2] / 1000)
if tonumber(ARGV[3]) > 0 and now > tonumber(ARGV[3]) then return 0 end
local window = tonumber(ARGV[4])
local latest = 0
for i = 5, #ARGV, 3 do
  local receivedAt = tonumber(ARGV[i + 1])
  local seenAt = redis.call('ZSCORE', KEYS[3], ARGV[i])
  if seenAt and receivedAt - tonumber(seenAt) < window then return 0 end
  if receivedAt > latest then latest = receivedAt end
end
if ARGV[2] ~= '' then redis.call('SET', KEYS[1], ARGV[2]) end
if #ARGV < 5 then return 1 end
local written = string.format('%010.0f%06.0f', clock[1], clock[2])
for i = 5, #ARGV, 3 do
  local place = string.format('%04d', (i - 5) / 3 % 10000)
  redis.call('RPUSH', KEYS[2], written .. place .. ARGV[i + 2])
  redis.call('ZADD', KEYS[3], ARGV[i + 1], ARGV[i])
end
redis.call('ZREMRANGEBYSCORE', KEYS[3], '-inf', latest - window)
redis.call('PEXPIRE', KEYS[3], window)
return 1
`);

/** Writes to one slot, all of it or nothing. @returns whether the slot was still as it was read. */
export async function writeSlot(client: RedisClient, write: SlotWrite): Promise<boolean> {
  const { keys, version, head = "", entries = [], before = 0, durable = false } = write;
  const lines = entries.flatMap(({ tag, entry }) => [
    entry.messageId,
    padTime(entry.receivedAt),
    toLineRest(tag, entry),
  ]);
  const done = await runScript(client, WRITE, {
    keys: [keys.head, keys.log, keys.ids],
    args: [version, head, Math.floor(before), DEDUPE_WINDOW_MS, ...lines],
    durable,
  });
  return done === 1;
}
