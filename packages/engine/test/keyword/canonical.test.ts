import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { canonicalPhrase } from "../../src/keyword/canonical.ts";
import { toPhraseIds } from "../../src/keyword/ids.ts";

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
    ['окна -"своими руками" пвх', "окна пвх"],
    ["окна -(цена|стоимость) -[на дачу]", "окна"],
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
