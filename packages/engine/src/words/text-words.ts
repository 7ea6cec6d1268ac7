import { addHash, hashUnits, startHash } from "./hash.ts";
import type { WordHash } from "./hash.ts";

/** Characters of a word beyond these are not read; ad systems allow 35. */
export const MAX_WORD_LENGTH = 48;

/** Words have a bit each, none of them the sign; a text rewritten with synonyms may have many. */
export const MAX_POSITIONS = 31;

/**
 * The folded words of a text as code units in buffers that are used again, so that reading a text
 * makes no strings; {@link wordAt} makes one where a word is wanted as text.
 */
export interface TextWords {
  readonly units: Uint16Array;
  /** How many words there are. */
  count: number;
  /** Whether the text has nothing but these words and spaces between them. */
  isWhole: boolean;
  /** Word → where it starts in `units`. */
  readonly starts: Uint16Array;
  readonly lengths: Uint8Array;
  /** The two hashes of each word, once {@link hashWords} has been called. */
  readonly highs: Int32Array;
  readonly lows: Int32Array;
  /** Seed of the hashes; -1 before there are any. */
  seed: number;
  /** How many words there is room for. */
  readonly capacity: number;
}

/** Room for the words of a text, {@link MAX_POSITIONS} at most. */
export function createTextWords(capacity: number): TextWords {
  return {
    units: new Uint16Array(capacity * MAX_WORD_LENGTH),
    count: 0,
    isWhole: false,
    starts: new Uint16Array(capacity),
    lengths: new Uint8Array(capacity),
    highs: new Int32Array(capacity),
    lows: new Int32Array(capacity),
    seed: -1,
    capacity,
  };
}

/** Puts words that are texts in place of those before; those for which there is no room are cut. */
export function setWords(into: TextWords, words: readonly string[]): void {
  const { units, starts, lengths } = into;
  into.count = Math.min(words.length, into.capacity);
  into.isWhole = false;
  into.seed = -1;
  for (let position = 0; position < into.count; position++) {
    const word = words[position] as string;
    const start = position * MAX_WORD_LENGTH;
    const length = Math.min(word.length, MAX_WORD_LENGTH);
    for (let i = 0; i < length; i++) units[start + i] = word.charCodeAt(i);
    starts[position] = start;
    lengths[position] = length;
  }
}

/** A word as a text. */
export function wordAt({ units, starts, lengths }: TextWords, position: number): string {
  const start = starts[position] as number;
  return String.fromCharCode(...units.subarray(start, start + (lengths[position] as number)));
}

const hash = { high: 0, low: 0 };

/** Hashes every word, unless that has been done with this seed. */
export function hashWords(words: TextWords, seed: number): void {
  if (words.seed === seed) return;
  words.seed = seed;
  for (let position = 0; position < words.count; position++) {
    const start = words.starts[position] as number;
    const end = start + (words.lengths[position] as number);
    hashUnits(words.units, { start, end, seed }, hash);
    words.highs[position] = hash.high;
    words.lows[position] = hash.low;
  }
}

/** Hashes a text that {@link TextWords.isWhole} as `hashText` does its folded form. */
export function hashWhole(words: TextWords, seed: number, into: WordHash): void {
  hashWords(words, seed);
  startHash(seed, into);
  for (let position = 0; position < words.count; position++) {
    addHash(words.highs[position] as number, words.lows[position] as number, into);
  }
}

/** Whether a text that {@link TextWords.isWhole} has one space between its words and none around. */
export function isTight({ starts, lengths, count }: TextWords, text: string): boolean {
  const last = count - 1;
  return text.length === (starts[last] as number) + (lengths[last] as number) + last;
}
