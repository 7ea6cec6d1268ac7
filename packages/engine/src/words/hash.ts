/** Two independent 32-bit hashes of a word, as signed numbers. */
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
 * Hashes a word twice, by multiplying and rotating over its code units, two at a time, and the final
 * mix of MurmurHash3. Writes into `into`, so that a look-up allocates nothing.
 *
 * @param seed The same word has another hash with another seed.
 */
export function hashWord({ units, length }: WordCodes, seed: number, into: WordHash): void {
  hashUnits(units, { start: 0, end: length, seed }, into);
}

/** What of some code units is hashed. */
export interface HashedPart {
  readonly start: number;
  /** Behind the last one. */
  readonly end: number;
  readonly seed: number;
}

/** Hashes a part of some code units as {@link hashWord} does a word. */
export function hashUnits(
  units: Uint16Array,
  { start, end, seed }: HashedPart,
  into: WordHash,
): void {
  let high = startOfHigh(seed);
  let low = startOfLow(seed);
  let at = start;
  for (; at + 1 < end; at += 2) {
    const pair = (units[at] as number) | ((units[at + 1] as number) << 16);
    high = stepHigh(high, pair);
    low = stepLow(low, pair);
  }
  if (at < end) {
    high = stepHigh(high, units[at] as number);
    low = stepLow(low, units[at] as number);
  }
  into.high = mix(high ^ (end - start));
  into.low = mix(low ^ (end - start));
}

const SPACE = 0x20;

/**
 * Hashes a text of words with spaces between them: word by word, so that one who has hashed the words
 * need not read the text again, see {@link startHash} and {@link addHash}.
 */
export function hashText({ units, length }: WordCodes, seed: number, into: WordHash): void {
  startHash(seed, into);
  for (let start = 0; start < length; start++) {
    let end = start;
    while (end < length && units[end] !== SPACE) end++;
    hashUnits(units, { start, end, seed }, wordHash);
    addHash(wordHash.high, wordHash.low, into);
    start = end;
  }
}

const wordHash = { high: 0, low: 0 };

/** Begins the hash of a text. */
export function startHash(seed: number, into: WordHash): void {
  into.high = startOfHigh(seed);
  into.low = startOfLow(seed);
}

/** Adds the hashes of the next word of a text. */
export function addHash(high: number, low: number, into: WordHash): void {
  into.high = stepHigh(into.high, high);
  into.low = stepLow(into.low, low);
}

function startOfHigh(seed: number): number {
  return seed ^ 0x9e3779b9;
}

function startOfLow(seed: number): number {
  return Math.imul(seed, 0x85ebca6b) ^ 0x27d4eb2f;
}

/** Takes 32 bits into a hash by rotating and multiplying; no other bits give the same hash. */
export function stepHigh(high: number, pair: number): number {
  return Math.imul(((high << 5) | (high >>> 27)) ^ pair, 0xcc9e2d51);
}

function stepLow(low: number, pair: number): number {
  return Math.imul(((low << 13) | (low >>> 19)) ^ pair, 0x1b873593);
}

/** The final mix of MurmurHash3: every bit of the hash changes every other one; no two give the same. */
export function mix(hash: number): number {
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
