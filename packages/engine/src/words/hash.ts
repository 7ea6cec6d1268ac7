/** Two independent 32-bit hashes of a word, as signed numbers. */
export interface WordHash {
  high: number;
  low: number;
}

/** Code units that may be read two at a time, which is how they are hashed. */
export interface Units {
  readonly units: Uint16Array;
  /** The same memory. */
  readonly pairs: Int32Array;
}

/** A word as UTF-16 code units in a buffer that is used again and again. */
export interface WordCodes extends Units {
  length: number;
}

/** A buffer for code units. */
export function createUnits(capacity: number): Units {
  const pairs = new Int32Array((capacity + 1) >> 1);
  return { units: new Uint16Array(pairs.buffer, 0, capacity), pairs };
}

/** A buffer for one word; longer ones are cut. */
export function createWordCodes(capacity: number): WordCodes {
  return { ...createUnits(capacity), length: 0 };
}

/** Puts a word into a buffer. */
export function setWord(codes: WordCodes, word: string): void {
  codes.length = Math.min(word.length, codes.units.length);
  for (let i = 0; i < codes.length; i++) codes.units[i] = word.charCodeAt(i);
}

/**
 * Hashes a word twice, by multiplying and rotating over its code units, two at a time, and the final
 * mix of MurmurHash3. Writes into `into`, so that a look-up allocates nothing.
 *
 * @param seed The same word has another hash with another seed.
 */
export function hashWord(codes: WordCodes, seed: number, into: WordHash): void {
  hashUnits(codes, 0, codes.length, seed, into);
}

/** Hashes a part of some code units as {@link hashWord} does a word. */
export function hashUnits(
  { units, pairs }: Units,
  start: number,
  length: number,
  seed: number,
  into: WordHash,
): void {
  let high = startOfHigh(seed);
  let low = startOfLow(seed);
  const end = (start + length) >> 1;
  for (let i = start >> 1; i < end; i++) {
    const pair = pairs[i] as number;
    high = stepHigh(high, pair);
    low = stepLow(low, pair);
  }
  if (length & 1) {
    const unit = units[start + length - 1] as number;
    high = stepHigh(high, unit);
    low = stepLow(low, unit);
  }
  into.high = mix(high ^ length);
  into.low = mix(low ^ length);
}

function startOfHigh(seed: number): number {
  return seed ^ 0x9e3779b9;
}

function startOfLow(seed: number): number {
  return Math.imul(seed, 0x85ebca6b) ^ 0x27d4eb2f;
}

function stepHigh(high: number, pair: number): number {
  return Math.imul(((high << 5) | (high >>> 27)) ^ pair, 0xcc9e2d51);
}

function stepLow(low: number, pair: number): number {
  return Math.imul(((low << 13) | (low >>> 19)) ^ pair, 0x1b873593);
}

function mix(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return mixed ^ (mixed >>> 16);
}

/** The hashes of a form or key given as text. */
export function hashKey(key: string, seed: number): WordHash {
  const codes = createWordCodes(key.length);
  const hash = { high: 0, low: 0 };
  setWord(codes, key);
  hashWord(codes, seed, hash);
  return hash;
}
