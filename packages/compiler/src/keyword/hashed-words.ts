import { hashUnits } from "@facet/engine";

/** Words among code units, with the two hashes of each under the seed 0. */
export interface HashedWords {
  readonly units: Uint16Array;
  readonly starts: Uint16Array;
  readonly ends: Uint16Array;
  readonly highs: Int32Array;
  readonly lows: Int32Array;
}

/** Room for so many words in code units that are kept elsewhere. */
export function createHashedWords(units: Uint16Array, capacity: number): HashedWords {
  return {
    units,
    starts: new Uint16Array(capacity),
    ends: new Uint16Array(capacity),
    highs: new Int32Array(capacity),
    lows: new Int32Array(capacity),
  };
}

const hash = { high: 0, low: 0 };

/** Hashes the first so many words, once they stand where they should. */
export function hashFirst({ units, starts, ends, highs, lows }: HashedWords, count: number): void {
  for (let word = 0; word < count; word++) {
    const start = starts[word] as number;
    hashUnits(units, { start, end: ends[word] as number, seed: 0 }, hash);
    highs[word] = hash.high;
    lows[word] = hash.low;
  }
}

/** A word on its own. */
export function toHashedWord(word: string): HashedWords {
  const single = createHashedWords(new Uint16Array(word.length), 1);
  for (let i = 0; i < word.length; i++) single.units[i] = word.charCodeAt(i);
  single.ends[0] = word.length;
  hashFirst(single, 1);
  return single;
}
