/** Two independent unsigned 32-bit hashes of a word. */
export interface WordHash {
  high: number;
  low: number;
}

/** A word as UTF-16 code units in a buffer that is used again and again. */
export interface WordCodes {
  readonly units: Uint16Array;
  length: number;
}

/** A buffer for one word; longer ones are cut. */
export function createWordCodes(capacity: number): WordCodes {
  return { units: new Uint16Array(capacity), length: 0 };
}

/** Puts a word into a buffer. */
export function setWord(codes: WordCodes, word: string): void {
  codes.length = Math.min(word.length, codes.units.length);
  for (let i = 0; i < codes.length; i++) codes.units[i] = word.charCodeAt(i);
}

/**
 * Hashes a word twice, by multiplying and rotating over its code units and the final mix of
 * MurmurHash3. Writes into `into`, so that a look-up allocates nothing.
 *
 * @param seed The same word has another hash with another seed.
 */
export function hashWord({ units, length }: WordCodes, seed: number, into: WordHash): void {
  let high = seed ^ 0x9e3779b9;
  let low = Math.imul(seed, 0x85ebca6b) ^ 0x27d4eb2f;
  for (let i = 0; i < length; i++) {
    const unit = units[i] as number;
    high = Math.imul(((high << 5) | (high >>> 27)) ^ unit, 0xcc9e2d51);
    low = Math.imul(((low << 13) | (low >>> 19)) ^ unit, 0x1b873593);
  }
  into.high = mix(high ^ length);
  into.low = mix(low ^ length);
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** The hashes of a form or key given as text. */
export function hashKey(key: string, seed: number): WordHash {
  const codes = createWordCodes(key.length);
  const hash = { high: 0, low: 0 };
  setWord(codes, key);
  hashWord(codes, seed, hash);
  return hash;
}
