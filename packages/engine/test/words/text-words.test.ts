import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  MAX_WORDS,
  canonicalPhrase,
  createWordCodes,
  fold,
  hashKey,
  hashText,
  isStopWord,
  setWord,
  tokenise,
} from "@facet/engine";
import type { WordHash } from "@facet/engine";
import { stopPositions } from "../../src/words/stop-words.ts";
import {
  MAX_POSITIONS,
  createTextWords,
  hashWhole,
  hashWords,
  isTight,
  setWords,
  wordAt,
} from "../../src/words/text-words.ts";
import type { TextWords } from "../../src/words/text-words.ts";
import { readWords } from "../../src/words/tokenise.ts";

function textsOf(words: TextWords): string[] {
  return Array.from({ length: words.count }, (_, position) => wordAt(words, position));
}

function wordsByProperties(text: string): string[] {
  const plain = fold(text)
    .replace(/[\u0300\u0301]/gu, "")
    .replace(/(?<=[\p{L}\p{M}])['’]+(?:s(?![\p{L}\p{M}]))?/giu, "");
  const words = fold(plain).match(/[\p{L}\p{M}]+|\p{Nd}+/gu) ?? [];
  return words.slice(0, MAX_WORDS).map((word) => word.slice(0, 48));
}

function textHashOf(text: string, seed: number): WordHash {
  const codes = createWordCodes(text.length);
  const hash = { high: 0, low: 0 };
  setWord(codes, text);
  hashText(codes, seed, hash);
  return hash;
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

  it("are those that Unicode properties tell, whatever was read before", () => {
    fc.assert(
      fc.property(text, (given) => {
        readWords(words, given);
        expect(textsOf(words)).toEqual(wordsByProperties(given));
        expect(tokenise(given)).toEqual(wordsByProperties(given));
      }),
      { numRuns: 3_000 },
    );
  });

  it("are all of a text that is nothing but words, and are hashed as it is", () => {
    const hash = { high: 0, low: 0 };
    fc.assert(
      fc.property(text, fc.integer({ min: 0, max: 5 }), (given, seed) => {
        readWords(words, given);
        fc.pre(words.isWhole && words.count > 0);
        expect(textsOf(words).join(" ")).toBe(canonicalPhrase(given));
        expect(isTight(words, given)).toBe(given === given.trim().replace(/ +/g, " "));
        hashWhole(words, seed, hash);
        expect(hash).toEqual(textHashOf(canonicalPhrase(given), seed));
      }),
    );
    for (const [given, isWhole] of [
      [" Ёлка  128 gb ", true],
      ["ёлка 128gb", false],
      ["ёлка-128", false],
      ["ёлка\t128", false],
      [`${"а".repeat(48)} б`, true],
      [`${"а".repeat(49)} б`, false],
      ["а ".repeat(24), false],
      ["а ".repeat(23), true],
      [`окна${" ".repeat(4_096)}`, false],
      ["men's", false],
    ] as const) {
      readWords(words, given);
      expect(words.isWhole, given).toBe(isWhole);
    }
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
