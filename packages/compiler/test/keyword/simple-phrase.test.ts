import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { canonicalPhrase, tokenise } from "@facet/engine";
import { ASKED, createSimplePhrase, readSimple } from "../../src/keyword/simple-phrase.ts";
import type { SimplePhrase } from "../../src/keyword/simple-phrase.ts";
import { createTextPool } from "../../src/keyword/text-pool.ts";
import { readKeyword } from "../../src/keyword/index.ts";

const simple = createSimplePhrase(createTextPool());
const read = (text: string, operators = true): boolean => readSimple(text, simple, { operators });

const textOf = (units: Uint16Array, start: number, end: number): string =>
  String.fromCharCode(...units.subarray(start, end));

/** What is shown of a phrase that has been read. */
const shown = ({ texts, folded }: SimplePhrase): string => {
  const row = texts.take(folded.length);
  return texts.close().textOf(row);
};

function wordsOf({ count, words: { units, starts, ends } }: SimplePhrase): string[] {
  return Array.from({ length: count }, (_, word) => textOf(units, starts[word]!, ends[word]!));
}

describe("a simple phrase", () => {
  it("is taken apart into its words", () => {
    expect(read("  Окна  ПВХ 128GB ёлка-палка 1.5", false)).toBe(true);
    expect(wordsOf(simple)).toEqual(["окна", "пвх", "128", "gb", "елка", "палка", "1", "5"]);
    expect(shown(simple)).toBe("Окна ПВХ 128GB ёлка-палка 1.5");
  });

  it("knows what its operators ask", () => {
    const { fixed, kept, bracket, adjacent } = ASKED;
    const text = '"!окна +на [дачу под-ключ] цена" -даром -!б/у';
    expect(read(text)).toBe(true);
    expect(shown(simple)).toBe("окна на дачу под-ключ цена");
    expect([...simple.asked.subarray(0, simple.count)]).toEqual([
      fixed,
      kept,
      bracket,
      bracket | adjacent,
      bracket | adjacent,
      0,
    ]);
    expect(simple.isQuoted).toBe(true);
    expect(text.slice(simple.end)).toBe("-даром -!б/у");
  });

  it("is whole where its words are what stands between spaces", () => {
    const isWhole = (text: string): boolean => read(text) && simple.isWhole;
    expect(["окна", "  !окна [ПВХ  цена] -даром"].map(isWhole)).toEqual([true, true]);
    expect(["а-б", "1.5", "128gb", "окна .", "я".repeat(49)].map(isWhole)).not.toContain(true);
  });

  it.each([
    ["", "nothing"],
    [" . ", "no word"],
    ["окна\tпвх", "another space"],
    ["café", "a letter beyond the table"],
    ["it's", "an apostrophe"],
    [Array.from({ length: 25 }, (_, n) => `w${"x".repeat(n)}`).join(" "), "too many words"],
    ["я".repeat(2_000), "too many letters"],
    ['"окна', "a quote that is never closed"],
    ["окна [пвх", "a bracket that is never closed"],
    ["окна]", "a bracket that is never opened"],
    ["[окна [пвх]]", "brackets in brackets"],
    ['окна "пвх"', "quotes around a part"],
    ['"окна" пвх', "quotes around a part"],
    ["(окна|двери)", "alternatives"],
    ["![окна пвх]", "an operator before brackets"],
    ["ок!на", "an operator inside a word"],
    ['"окна -даром"', "a minus word in quotes"],
    ["---autotargeting", "minus words alone"],
  ])("%j is none: %s", (text) => {
    expect(read(text)).toBe(false);
  });

  it.each(['"окна"', "[окна пвх]", "!окна", "окна +на", "окна -бесплатно"])(
    "%j is none where operators mean something else",
    (text) => {
      expect(read(text, false)).toBe(false);
    },
  );

  it("is read as any other phrase is", () => {
    const character = fc.oneof(
      { weight: 100, arbitrary: fc.constantFrom(..."абвЁйZx09 .-  ") },
      { weight: 10, arbitrary: fc.constantFrom(...'!+"[]') },
      { weight: 1, arbitrary: fc.constantFrom(..."(|)ćé'") },
    );
    const text = fc
      .tuple(fc.string({ unit: character, maxLength: 60 }), fc.constantFrom("", '"', "[]"))
      .map(([inner, around]) => `${around.charAt(0)}${inner}${around.charAt(around.length - 1)}`);
    const simpleOnes = { plain: 0, marked: 0 };
    fc.assert(
      fc.property(text, (keyword) => {
        if (!read(keyword)) return;
        const front = keyword.slice(0, simple.end);
        simpleOnes[/[!+"[]/u.test(front) ? "marked" : "plain"] += 1;
        const { phrases, issues } = readKeyword({ keyword: front }, "yandex");
        const [{ text: known, pattern } = { text: "", pattern: undefined }] = phrases;
        expect(issues).toEqual([]);
        expect(phrases).toHaveLength(1);
        expect(shown(simple)).toBe(known);
        expect(pattern?.kind === "cover").toBe(simple.isQuoted);
        expect(wordsOf(simple)).toEqual(tokenise(known));
        expect(wordsOf(simple)).toEqual(pattern?.words.map(({ word }) => word));
        expect(pattern?.words.map(({ exact, adjacent }) => ({ exact, adjacent }))).toEqual(
          wordsOf(simple).map((_, word) => ({
            exact: (simple.asked[word]! & ASKED.fixed) !== 0,
            adjacent: (simple.asked[word]! & ASKED.adjacent) !== 0,
          })),
        );
        expect(textOf(simple.folded.units, 0, simple.folded.length)).toBe(canonicalPhrase(known));
      }),
      { numRuns: 4_000 },
    );
    expect(simpleOnes.plain).toBeGreaterThan(200);
    expect(simpleOnes.marked).toBeGreaterThan(200);
  });
});
