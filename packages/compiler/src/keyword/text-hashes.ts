import { canonicalPhrase, createWordCodes, hashText, setWord } from "@facet/engine";
import type { WordCodes } from "@facet/engine";
import { createNumberBuffer } from "./number-buffer.ts";

/** Hashes of the canonical texts of rows, under the seed 0. */
export interface TextHashes {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** Rows whose canonical text is empty. */
  readonly empty: ReadonlySet<number>;
}

/** Hashes the texts of rows as they come. */
export interface TextHasher {
  add(text: string): void;
  /** Adds a text that is canonical already. */
  addCanonical(codes: WordCodes): void;
  /** All that has been added so far. */
  toHashes(): TextHashes;
}

/** Makes a hasher that has no rows yet. */
export function createTextHasher(): TextHasher {
  const high = createNumberBuffer();
  const low = createNumberBuffer();
  const empty = new Set<number>();
  const hash = { high: 0, low: 0 };

  function addCanonical(codes: WordCodes): void {
    hashText(codes, 0, hash);
    if (codes.length === 0) empty.add(high.length);
    high.push(hash.high);
    low.push(hash.low);
  }

  return {
    add(text) {
      const canonical = canonicalPhrase(text);
      const codes = createWordCodes(canonical.length);
      setWord(codes, canonical);
      addCanonical(codes);
    },
    addCanonical,
    toHashes: () => ({ high: high.toArray(), low: low.toArray(), empty }),
  };
}
