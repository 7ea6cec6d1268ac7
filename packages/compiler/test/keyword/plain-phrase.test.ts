import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalPhrase, tokenise } from "@facet/engine";
import { createPlainPhrase, readPlain } from "../../src/keyword/plain-phrase.ts";
import type { PlainPhrase } from "../../src/keyword/plain-phrase.ts";
import { readKeyword } from "../../src/keyword/index.ts";

const plain = createPlainPhrase();

const textOf = (units: Uint16Array, start: number, end: number): string =>
  String.fromCharCode(...units.subarray(start, end));

function wordsOf({ folded, count, starts, ends }: PlainPhrase): string[] {
  return Array.from({ length: count }, (_, word) =>
    textOf(folded.units, starts[word]!, ends[word]!),
  );
}

describe("a phrase without operators", () => {
  it("is taken apart into its words", () => {
    expect(readPlain("  Окна  ПВХ 128GB ёлка-палка 1.5", plain)).toBe(true);
    expect(wordsOf(plain)).toEqual(["окна", "пвх", "128", "gb", "елка", "палка", "1", "5"]);
    expect(textOf(plain.shown, 0, plain.folded.length)).toBe("Окна ПВХ 128GB ёлка-палка 1.5");
  });

  it.each([
    ["", "nothing"],
    [" . ", "no word"],
    ['"окна"', "quotes"],
    ["[окна пвх]", "brackets"],
    ["!окна", "a fixed form"],
    ["окна +на", "a required stop word"],
    ["окна -бесплатно", "a minus word"],
    ["окна\tпвх", "another space"],
    ["café", "a letter beyond the table"],
    ["it's", "an apostrophe"],
    [Array.from({ length: 25 }, (_, n) => `w${"x".repeat(n)}`).join(" "), "too many words"],
    ["я".repeat(2_000), "too many letters"],
  ])("%j is none: %s", (text) => {
    expect(readPlain(text, plain)).toBe(false);
  });

  it("is read as with operators", () => {
    const character = fc.oneof(
      { weight: 100, arbitrary: fc.constantFrom(..."абвЁйZx09 .-  ") },
      { weight: 1, arbitrary: fc.constantFrom(..."!+\"[ćé'") },
    );
    let plainOnes = 0;
    fc.assert(
      fc.property(fc.string({ unit: character, maxLength: 60 }), (text) => {
        if (!readPlain(text, plain)) return;
        plainOnes += 1;
        const [phrase] = readKeyword({ keyword: text }, "yandex").phrases;
        expect(textOf(plain.shown, 0, plain.folded.length)).toBe(phrase?.text);
        expect(wordsOf(plain)).toEqual(phrase?.pattern?.words.map(({ word }) => word));
        expect(wordsOf(plain)).toEqual(tokenise(text));
        expect(textOf(plain.folded.units, 0, plain.folded.length)).toBe(canonicalPhrase(text));
      }),
      { numRuns: 2_000 },
    );
    expect(plainOnes).toBeGreaterThan(500);
  });
});
