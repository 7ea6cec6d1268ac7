const C1 = 0xcc9e2d51;
const C2 = 0x1b873593;

/**
 * MurmurHash3 x86_32 (Austin Appleby, public domain): 32 bits, fast, well mixed, not cryptographic.
 *
 * @param seed 32 bits.
 * @param length How many of the bytes count; those behind them, up to a whole word, are zero.
 * @returns an unsigned 32-bit integer.
 */
export function murmur3(bytes: Uint8Array, seed = 0, length = bytes.length): number {
  const tail = length & ~3;
  let hash = seed | 0;
  for (let at = 0; at < tail; at += 4) {
    hash ^= scramble(wordAt(bytes, at));
    hash = (Math.imul((hash << 13) | (hash >>> 19), 5) + 0xe6546b64) | 0;
  }
  if (tail < length) hash ^= scramble(wordAt(bytes, tail));
  return finish(hash ^ length);
}

/** Four bytes, little-endian; past the end they are zero. */
function wordAt(bytes: Uint8Array, at: number): number {
  return (
    (bytes[at] ?? 0) |
    ((bytes[at + 1] ?? 0) << 8) |
    ((bytes[at + 2] ?? 0) << 16) |
    ((bytes[at + 3] ?? 0) << 24)
  );
}

function scramble(word: number): number {
  const mixed = Math.imul(word, C1);
  return Math.imul((mixed << 15) | (mixed >>> 17), C2);
}

function finish(hash: number): number {
  let mixed = hash;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}
