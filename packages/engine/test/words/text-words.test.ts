import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_WORDS, hashKey, isStopWord, tokenise } from "@facet/engine";
import { stopPositions } from "../../src/words/stop-words.ts";
import {
  MAX_POSITIONS,
  createTextWords,
  hashWords,
  setWords,
  wordAt,
} from "../../src/words/text-words.ts";
import type { TextWords } from "../../src/words/text-words.ts";
import { readWords } from "../../src/words/tokenise.ts";

function textsOf(words: TextWords): string[] {
  return Array.from({ length: words.count }, (_, position) => wordAt(words, position));
}

const simple = fc.constantFrom("а", "Ё", "ё", "Й", "Ѐ", "z", "Z", "0", "9", " ", "-", ".", "+");
const any = fc.oneof(
  { weight: 8, arbitrary: simple },
  fc.string({ unit: "binary", maxLength: 1 }),
  fc.constantFrom("'", "’", "\u0301", "İ", "é"),
);
const text = fc.oneof(
  fc.string({ unit: simple, maxLength: 120 }),
  fc.string({ unit: any, maxLength: 40 }),
);

describe("the words of a text in buffers", () => {
  const words = createTextWords(MAX_POSITIONS);

  it("are those that the tokeniser gives, whatever was read before", () => {
    fc.assert(
      fc.property(text, (given) => {
        readWords(words, given);
        const expected = tokenise(given).map((word) => word.slice(0, 48));
        expect(textsOf(words)).toEqual(expected);
      }),
      { numRuns: 3_000 },
    );
  });

  it("are cut as the tokeniser cuts them", () => {
    for (const given of ["я".repeat(5_000), "aя1 ".repeat(40), `${" ".repeat(4_095)}окна`]) {
      readWords(words, given);
      expect(textsOf(words)).toEqual(tokenise(given));
    }
    expect(words.count).toBeLessThanOrEqual(MAX_WORDS);
  });

  it("can be put there as texts, as many as there is room for", () => {
    const given = Array.from({ length: 40 }, (_, index) => `слово${"а".repeat(index)}`);
    setWords(words, given);
    expect(textsOf(words)).toEqual(given.slice(0, MAX_POSITIONS));
  });

  it("have the hashes of their texts, with any seed", () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 5 }), (given, seed) => {
        readWords(words, given);
        hashWords(words, seed + 1);
        hashWords(words, seed);
        for (const [position, word] of textsOf(words).entries()) {
          const { high, low } = hashKey(word, seed);
          expect([words.highs[position], words.lows[position]]).toEqual([high, low]);
        }
      }),
    );
  });

  it("are stop words where their texts are", () => {
    const word = fc.constantFrom("и", "в", "the", "how", "я", "окна", "windows", "который", "без");
    fc.assert(
      fc.property(fc.array(word, { maxLength: 8 }), (given) => {
        readWords(words, given.join(" "));
        for (const system of ["yandex", "google", "microsoft", "plain"] as const) {
          const positions = given.flatMap((each, at) => (isStopWord(each, system) ? [at] : []));
          expect(stopPositions(words, system)).toBe(
            positions.reduce((bits, at) => bits | (1 << at), 0),
          );
        }
      }),
    );
  });
});
