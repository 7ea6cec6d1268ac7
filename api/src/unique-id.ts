import { v7 as uuidv7 } from "uuid";

const ID_BYTES = 16;
/** Ids that one call for random bytes is good for: asking costs more than the bytes do. */
const IDS_AT_ONCE = 256;

const pool = new Uint8Array(ID_BYTES * IDS_AT_ONCE);
let at = pool.length;
let lastMs = 0;
let count = 0;

/**
 * Makes an id that nobody can guess: a UUIDv7 (RFC 9562). Ids of one process are in order of time; in
 * one millisecond by a counter that starts anywhere (§6.2, method 1).
 */
export function uniqueId(): string {
  const random = takeBytes();
  const now = Date.now();
  count = now > lastMs ? startOf(random) : (count + 1) >>> 0;
  lastMs = Math.max(now, count === 0 ? lastMs + 1 : lastMs);
  const id = uuidv7({ random, msecs: lastMs, seq: count });
  // Bytes that were given away are not kept.
  random.fill(0);
  return id;
}

function takeBytes(): Uint8Array {
  if (at === pool.length) {
    crypto.getRandomValues(pool);
    at = 0;
  }
  return pool.subarray(at, (at += ID_BYTES));
}

/** Half of the counter's range is left for the ids of one millisecond. */
function startOf(random: Uint8Array): number {
  return new DataView(random.buffer, random.byteOffset).getUint32(6) >>> 1;
}
