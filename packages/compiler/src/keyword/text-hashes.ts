import {
  addHash,
  canonicalPhrase,
  createWordCodes,
  hashText,
  setWord,
  startHash,
} from "@facet/engine";
import { createNumberBuffer } from "./number-buffer.ts";
import type { SimplePhrase } from "./simple-phrase.ts";

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
  /** Adds the text of a phrase that has been read. */
  addSimple(phrase: SimplePhrase): void;
  /** All that has been added so far. */
  toHashes(): TextHashes;
}

/** Makes a hasher that has no rows yet. */
export function createTextHasher(): TextHasher {
  const high = createNumberBuffer();
  const low = createNumberBuffer();
  const empty = new Set<number>();
  const hash = { high: 0, low: 0 };

  function addHashed(): void {
    high.push(hash.high);
    low.push(hash.low);
  }

  return {
    add(text) {
      const canonical = canonicalPhrase(text);
      const codes = createWordCodes(canonical.length);
      setWord(codes, canonical);
      if (codes.length === 0) empty.add(high.length);
      hashText(codes, 0, hash);
      addHashed();
    },
    addSimple({ folded, isWhole, count, words: { highs, lows } }) {
      if (isWhole) {
        startHash(0, hash);
        for (let word = 0; word < count; word++) {
          addHash(highs[word] as number, lows[word] as number, hash);
        }
      } else {
        hashText(folded, 0, hash);
      }
      addHashed();
    },
    toHashes: () => ({ high: high.toArray(), low: low.toArray(), empty }),
  };
}
