import { describe, expect, it } from "vitest";
import { plainPhrase } from "@facet/engine";
import * as fc from "fast-check";
import { MAX_READINGS, parsePhrase } from "../../src/keyword/parse-phrase.ts";
import { readKeyword, readMinusPhrases } from "../../src/keyword/index.ts";

const OPERATORS = fc.constantFrom(
  "окна",
  "a",
  "-b",
  "!c",
  "+d",
  " ",
  " ",
  '"',
  "[",
  "]",
  "(",
  ")",
  "|",
  "-",
  "!",
);
const anyPhrase = fc.array(OPERATORS, { maxLength: 25 }).map((parts) => parts.join(""));

function textsOf(text: string): string[] {
  return parsePhrase(text, { grouping: true }).readings.map(({ pieces }) =>
    pieces.map((piece) => piece.text).join(" "),
  );
}

function issuesOf(text: string): string[] {
  return parsePhrase(text, { grouping: true }).issues.map(({ code }) => code);
}

describe("reading a phrase", () => {
  it.each([
    ["(купить|заказать) окна", ["купить окна", "заказать окна"]],
    [
      "окна (пвх|пластик) (цена|)",
      ["окна пвх цена", "окна пвх", "окна пластик цена", "окна пластик"],
    ],
    ["(a (b|c)|d) e", ["a b e", "a c e", "d e"]],
    ["[a (b|c)]", ["a b", "a c"]],
    ["a -b -(c|d) e", ["a e"]],
  ])("writes out the alternatives of %j", (text, expected) => {
    expect(textsOf(text)).toEqual(expected);
  });

  it("knows the minus phrases behind it", () => {
    const { minus } = parsePhrase(
      'окна -бесплатно -!своими -"ремонт окон" -(цена|стоимость) -[a b]',
      {
        grouping: true,
      },
    );
    expect(
      minus.map(({ pieces, quoted }) => [pieces.map(({ text }) => text).join(" "), quoted]),
    ).toEqual([
      ["бесплатно", false],
      ["своими", false],
      ["ремонт окон", true],
      ["цена", false],
      ["стоимость", false],
      ["a b", false],
    ]);
  });

  it.each([
    ['"окна', "phrase-unclosed"],
    ["[окна", "phrase-unclosed"],
    ["окна)", "phrase-stray"],
    ["окна | двери", "phrase-stray"],
    ['окна "пвх" цена', "phrase-partly-quoted"],
    ["(".repeat(20), "phrase-nested"],
    ["(a|b)".repeat(9), "phrase-alternatives"],
    ["окна ".repeat(2_000), "phrase-too-long"],
  ])("says what is wrong with %j", (text, code) => {
    expect(issuesOf(text)).toContain(code);
    expect(textsOf(text).length).toBeLessThanOrEqual(MAX_READINGS);
  });

  it("finds nothing wrong with phrases that are right", () => {
    for (const text of ["окна", '"[a b] c" -d', "!a +b [c d] (e|f) -g -!h", "", "баден-баден"]) {
      expect(issuesOf(text), text).toEqual([]);
    }
  });

  it("never fails, and shows people the text that they know", () => {
    fc.assert(
      fc.property(anyPhrase, (text) => {
        const readings = textsOf(text);
        expect(readings.length).toBeGreaterThan(0);
        if (!/[()|]/.test(text) && !/-[!+-]*["[]/.test(text))
          expect(readings).toEqual([plainPhrase(text)]);
      }),
      { numRuns: 2_000 },
    );
  });

  it("takes a hostile phrase in its stride", () => {
    const started = performance.now();
    for (const text of [
      "(a|b)".repeat(800),
      "[".repeat(1e6),
      "-a ".repeat(1e6),
      '"'.repeat(1e6),
      "(|".repeat(1e5),
    ]) {
      readKeyword({ keyword: text }, "yandex");
      readMinusPhrases(text, "yandex");
    }
    expect(performance.now() - started).toBeLessThan(10_000);
  });
});

describe("keywords with a match type", () => {
  const kindOf = (keyword: string, match?: "exact" | "phrase" | "broad") =>
    readKeyword({ keyword, ...(match && { match }) }, "google").phrases[0]?.pattern?.kind;

  it("have it in their brackets and quotes, or in the table, which goes first", () => {
    expect(["[a b]", '"a b"', "a b"].map((keyword) => kindOf(keyword))).toEqual([
      "cover",
      "ordered",
      "broad",
    ]);
    expect(kindOf("[a b]", "broad")).toBe("broad");
    expect(kindOf("a b", "exact")).toBe("cover");
  });

  it("are shown without their signs", () => {
    const [phrase] = readKeyword({ keyword: '[+City bike] -"old bike" -free' }, "google").phrases;
    expect(phrase?.text).toBe("City bike");
    expect(phrase?.minus.map(({ text }) => text)).toEqual(['"old bike"', "free"]);
  });

  it("are negative with a minus in front", () => {
    expect(readKeyword({ keyword: '-"free bike"' }, "microsoft")).toMatchObject({
      phrases: [],
      negative: { text: '"free bike"' },
    });
  });

  it("of more words than are read of a query are told", () => {
    const long = Array.from({ length: 25 }, (_, index) => `w${index}x`).join(" ");
    const { phrases, issues } = readKeyword({ keyword: long }, "google");
    expect(phrases[0]?.pattern).toBeUndefined();
    expect(issues).toMatchObject([{ code: "phrase-too-many-words" }]);
  });
});
