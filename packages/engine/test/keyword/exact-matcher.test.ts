import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { matchPhrase } from "@facet/engine";
import type { KeywordList, Phrase } from "@facet/engine";
import { canonicalPhrase } from "../../src/keyword/canonical.ts";
import { toPhraseIds } from "../../src/keyword/ids.ts";
import { ruleset } from "../support.ts";

function list(id: string, phrases: readonly Phrase[]): KeywordList {
  return { id, platform: "yandex", phrases, groups: {} };
}

describe("the canonical form of a phrase", () => {
  it.each([
    ["купить пластиковые окна недорого", "купить пластиковые окна недорого"],
    ["  Купить   ОКНА ", "купить окна"],
    ["окна +для дома -бесплатно", "окна для дома"],
    ["окна -бесплатно -!своими -+и", "окна"],
    ['"окна пвх"', "окна пвх"],
    ["«окна пвх»", "окна пвх"],
    ["!купить !окна", "купить окна"],
    ["[билеты из москвы] в париж", "билеты из москвы в париж"],
    ["(купить|заказать) окна", "купить заказать окна"],
    ["зелёный чай", "зеленый чай"],
    ["баден-баден тур", "баден-баден тур"],
    ["окна - цена", "окна цена"],
    ["c++ курсы", "c++ курсы"],
    ["---autotargeting", ""],
    ["", ""],
  ])("of %j is %j", (text, canonical) => {
    expect(canonicalPhrase(text)).toBe(canonical);
  });

  it("is its own canonical form", () => {
    const unit = fc.constantFrom("а", "ё", "Б", " ", "-", "+", "!", '"', "[", "(", "|", "x");
    fc.assert(
      fc.property(fc.string({ unit, maxLength: 20 }), (text) => {
        const once = canonicalPhrase(text);
        expect(canonicalPhrase(once)).toBe(once);
      }),
      { numRuns: 3_000 },
    );
  });
});

describe("ids of a phrase", () => {
  it("come in the order of how much they say", () => {
    const keys = toPhraseIds({ param1: "p", gbid: "3", custom: "c", ad_id: "2", phrase_id: "1" });
    expect(keys.map(({ key }) => key.split("\0")[0])).toEqual([
      "phrase_id",
      "ad_id",
      "gbid",
      "param1",
      "custom",
    ]);
  });

  it("have one key under both names of one thing", () => {
    expect(toPhraseIds({ banner_id: "7" })).toEqual(toPhraseIds({ ad_id: "7" }));
    expect(toPhraseIds({ adgroupid: "7" })).toEqual(toPhraseIds({ gbid: "7" }));
  });

  it("read Google's target as the keyword in it", () => {
    const [plain] = toPhraseIds({ targetid: "18446744073709551615" });
    expect(toPhraseIds({ targetid: "kwd-18446744073709551615" })).toEqual([plain]);
    expect(toPhraseIds({ targetid: "aud-9:kwd-18446744073709551615" })).toEqual([plain]);
  });

  it("do not count when they are empty", () => {
    expect(toPhraseIds({ phrase_id: " ", gbid: "" })).toEqual([]);
  });
});

describe("matching a phrase", () => {
  const rules = ruleset({
    keywordLists: [
      list("search", [
        { text: "купить окна", group: "buy", ids: { phrase_id: "1", gbid: "50" } },
        { text: "окна на дачу", group: "dacha", ids: { phrase_id: "2", gbid: "50" } },
        { text: "окна пвх" },
        { text: "окна пвх", group: "second" },
      ]),
      list("brand", [
        { text: "купить окна", group: "brand", priority: 5 },
        { text: "окна пвх", group: "late" },
        { text: "окна рехау", ids: { phrase_id: "1" } },
      ]),
    ],
  });

  it("knows an identical text whatever its operators, case and spaces", () => {
    expect(matchPhrase(rules, { text: " Окна  +НА !дачу -бесплатно" })).toEqual({
      phrase: "окна на дачу",
      list: "search",
      group: "dacha",
      match: "identical",
      rung: "identical",
      row: 1,
    });
  });

  it("knows no phrase that only resembles a listed one", () => {
    for (const text of ["окна дачу", "окна на дачу недорого", "окно на дачу", "", "-окна"]) {
      expect(matchPhrase(rules, { text }), text).toBeUndefined();
    }
    expect(matchPhrase(rules, {})).toBeUndefined();
  });

  it("asks ids before text", () => {
    const match = matchPhrase(rules, { text: "купить окна", ids: { phrase_id: "2" } });
    expect(match).toMatchObject({ phrase: "окна на дачу", match: "id", rung: "id" });
  });

  it("asks the id that says more first", () => {
    const ids = { gbid: "50", phrase_id: "2" };
    expect(matchPhrase(rules, { ids })).toMatchObject({ phrase: "окна на дачу" });
  });

  it("tells phrases that share an id apart by their text", () => {
    expect(matchPhrase(rules, { ids: { gbid: "50" }, text: "Окна на дачу" })).toMatchObject({
      phrase: "окна на дачу",
      rung: "id",
    });
    expect(matchPhrase(rules, { ids: { gbid: "50" }, text: "другое" })).toMatchObject({
      phrase: "купить окна",
    });
  });

  it("falls back to the text where no list has the id", () => {
    const match = matchPhrase(rules, { text: "окна пвх", ids: { phrase_id: "999" } });
    expect(match).toMatchObject({ rung: "identical" });
  });

  it("prefers the editor's priority, then the order of the files", () => {
    expect(matchPhrase(rules, { text: "купить окна" })).toMatchObject({
      list: "brand",
      group: "brand",
    });
    expect(matchPhrase(rules, { text: "окна пвх" })).toMatchObject({ list: "search", row: 2 });
    expect(matchPhrase(rules, { ids: { phrase_id: "1" } })).toMatchObject({ list: "search" });
  });

  it("knows any listed phrase by its own text", () => {
    const words = fc.string({ unit: fc.constantFrom("а", "б", "в"), minLength: 1, maxLength: 5 });
    const phrase = fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join(" "));
    fc.assert(
      fc.property(fc.uniqueArray(phrase, { minLength: 1, maxLength: 30 }), (texts) => {
        const made = ruleset({
          keywordLists: [
            list(
              "l",
              texts.map((text) => ({ text })),
            ),
          ],
        });
        for (const [row, text] of texts.entries()) {
          expect(matchPhrase(made, { text: text.toUpperCase() })).toMatchObject({
            phrase: text,
            row,
          });
        }
      }),
    );
  });
});
