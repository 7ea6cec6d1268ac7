import { createWordCodes, hashWord, setWord, writeFormTable } from "@facet/engine";
import type { FormEntries, WordCodes, WordHash } from "@facet/engine";

/** Numbers by text keys; the keys themselves are only needed by their hashes. */
export interface KeyedNumbers extends Pick<FormEntries, "starts" | "terms"> {
  /** The hashes of all keys under a seed. */
  hash(seed: number): Pick<FormEntries, "high" | "low">;
}

/**
 * Writes a table that the engine looks numbers up in by the hash of a text.
 *
 * @param below Numbers are below it.
 */
export function writeKeyTable(
  { starts, terms, hash }: KeyedNumbers,
  below: number,
): Uint32Array<ArrayBuffer> {
  for (let seed = 0; ; seed++) {
    const table = writeFormTable({ ...hash(seed), starts, terms }, { terms: below, seed });
    if (table) return table;
  }
}

/** Puts numbers by keys into columns. */
export function toKeyedNumbers(
  entries: ReadonlyMap<string, number | Iterable<number>>,
): KeyedNumbers {
  const keys = [...entries.keys()];
  const starts = new Uint32Array(keys.length + 1);
  const terms: number[] = [];
  let entry = 0;
  for (const numbers of entries.values()) {
    if (typeof numbers === "number") terms.push(numbers);
    else for (const number of numbers) terms.push(number);
    entry += 1;
    starts[entry] = terms.length;
  }
  return {
    starts,
    terms: Uint32Array.from(terms),
    hash: (seed) => hashKeys(keys.length, (each) => keys[each] ?? "", { seed, hash: hashWord }),
  };
}

/** How keys are hashed: words as `hashWord` does, texts as `hashText`. */
export interface KeyHashing {
  readonly seed: number;
  hash(codes: WordCodes, seed: number, into: WordHash): void;
}

/** Hashes so many keys. */
export function hashKeys(
  size: number,
  keyOf: (entry: number) => string,
  { seed, hash: hashCodes }: KeyHashing,
): Pick<FormEntries, "high" | "low"> {
  const high = new Uint32Array(size);
  const low = new Uint32Array(size);
  const hash = { high: 0, low: 0 };
  let codes = createWordCodes(256);
  for (let entry = 0; entry < size; entry++) {
    const key = keyOf(entry);
    if (key.length > codes.units.length) codes = createWordCodes(2 * key.length);
    setWord(codes, key);
    hashCodes(codes, seed, hash);
    high[entry] = hash.high;
    low[entry] = hash.low;
  }
  return { high, low };
}
