import { v7 as uuidv7 } from "uuid";

const ID_BYTES = 16;
/** Ids that one call for random bytes is good for: asking costs more than the bytes do. */
const IDS_AT_ONCE = 256;

const pool = new Uint8Array(ID_BYTES * IDS_AT_ONCE);
let at = pool.length;

/** Makes an id that nobody can guess: a UUIDv7 (RFC 9562), so that ids are about in order of time. */
export function uniqueId(): string {
  if (at === pool.length) {
    crypto.getRandomValues(pool);
    at = 0;
  }
  const random = pool.subarray(at, (at += ID_BYTES));
  const id = uuidv7({ random });
  // Bytes that were given away are not kept.
  random.fill(0);
  return id;
}
