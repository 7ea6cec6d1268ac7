import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { matcherOf } from "./support.ts";

const lists = matcherOf([
  {
    id: "search",
    phrases: [
      { keyword: "купить окна", group: "buy", ids: { phrase_id: "1", gbid: "50" } },
      { keyword: "окна +на дачу", group: "dacha", ids: { phrase_id: "2", gbid: "50" } },
      '"окна пвх"',
      { keyword: "окна пвх", group: "second" },
      { keyword: "---autotargeting", group: "auto", ids: { phrase_id: "3" } },
    ],
  },
  {
    id: "brand",
    phrases: [
      { keyword: "купить окна", group: "brand", priority: 5 },
      { keyword: "окна пвх", group: "late" },
      { keyword: "окна рехау", ids: { phrase_id: "1" } },
    ],
  },
]);

describe("the ladder", () => {
  it("knows an identical text whatever its operators, case and spaces", () => {
    expect(lists.match({ text: " Окна  +НА !дачу -бесплатно" })).toEqual({
      phrase: "окна на дачу",
      list: "search",
      group: "dacha",
      match: "identical",
      rung: "identical",
      row: 1,
    });
  });

  it("matches by words what is not identical", () => {
    expect(lists.match({ text: "красивые окна на дачу" })).toEqual({
      phrase: "окна на дачу",
      list: "search",
      group: "dacha",
      match: "broad",
      rung: "matcher",
      row: 1,
    });
  });

  it("knows nothing of other texts", () => {
    for (const text of ["двери", "", "-окна", "!!!"]) {
      expect(lists.match({ text }), text).toBeUndefined();
    }
    expect(lists.match({})).toBeUndefined();
  });

  it("asks ids before text", () => {
    const match = lists.match({ text: "купить окна", ids: { phrase_id: "2" } });
    expect(match).toMatchObject({ phrase: "окна на дачу", match: "id", rung: "id" });
  });

  it("asks the id that says more first", () => {
    const ids = { gbid: "50", phrase_id: "2" };
    expect(lists.match({ ids })).toMatchObject({ phrase: "окна на дачу" });
  });

  it("tells phrases that share an id apart by their text", () => {
    expect(lists.match({ ids: { gbid: "50" }, text: "Окна на дачу" })).toMatchObject({
      phrase: "окна на дачу",
      rung: "id",
    });
    expect(lists.match({ ids: { gbid: "50" }, text: "другое" })).toMatchObject({
      phrase: "купить окна",
    });
  });

  it("falls back to the text where no list has the id", () => {
    const match = lists.match({ text: "купить окна", ids: { phrase_id: "999" } });
    expect(match).toMatchObject({ rung: "identical" });
  });

  it("knows a phrase without words by its id alone", () => {
    expect(lists.match({ ids: { phrase_id: "3" } })).toMatchObject({ group: "auto", row: 4 });
    expect(lists.match({ text: "---autotargeting" })).toBeUndefined();
  });

  it("prefers the editor's priority, then the stricter phrase, then the order of the files", () => {
    expect(lists.match({ text: "купить окна" })).toMatchObject({ list: "brand", group: "brand" });
    expect(lists.match({ text: "окна пвх" })).toMatchObject({ list: "search", row: 2 });
    expect(lists.match({ ids: { phrase_id: "1" } })).toMatchObject({ list: "search" });
  });

  it("prefers the list of the visit's ad system where nothing else decides", () => {
    const twins = matcherOf([
      { platform: "yandex", phrases: ["city bike"] },
      { platform: "google", phrases: ["city bike"] },
      { platform: "google", phrases: ["city bike"] },
    ]);
    expect(twins.match({ text: "city bike" })?.list).toBe("list0");
    expect(twins.match({ text: "city bike", platform: "google" })?.list).toBe("list1");
    expect(twins.match({ text: "city bike", platform: "vk" })?.list).toBe("list0");
    expect(twins.match({ text: "old city bike", platform: "google" })?.list).toBe("list1");
  });

  it("knows every alternative of a phrase by its text", () => {
    const matcher = matcherOf([{ phrases: ["(купить|заказать) окна", "двери"] }]);
    expect(matcher.match({ text: "заказать окна" })).toMatchObject({
      phrase: "заказать окна",
      rung: "identical",
      row: 1,
    });
    expect(matcher.match({ text: "двери" })).toMatchObject({ row: 2 });
  });

  it("gives one answer for a text in a million spellings", () => {
    const spelling = fc
      .mixedCase(fc.constant("зелёный чай ёлка-палка c++ 1.5"))
      .chain((text) => fc.tuple(fc.constant(text), fc.constantFrom(" ", "  ", "\t"), fc.boolean()))
      .map(([text, space, isYe]) =>
        (isYe ? text.replace(/ё/giu, "е") : text).replaceAll(" ", space),
      );
    const matcher = matcherOf([{ phrases: ["зелёный чай ёлка-палка c++ 1.5"] }]);
    fc.assert(
      fc.property(spelling, (text) => {
        expect(matcher.match({ text })?.rung).toBe("identical");
      }),
    );
  });

  it("knows any listed phrase by its own text", () => {
    const letters = fc.string({
      unit: fc.constantFrom("а", "б", "в", ".", "-", "é"),
      minLength: 1,
      maxLength: 5,
    });
    const phrase = fc
      .array(letters, { minLength: 1, maxLength: 4 })
      .map((parts) => parts.join(" "))
      .filter((text) => !/(?:^|\s)-/.test(text));
    fc.assert(
      fc.property(fc.uniqueArray(phrase, { minLength: 1, maxLength: 30 }), (texts) => {
        const matcher = matcherOf([{ phrases: texts }]);
        for (const [row, text] of texts.entries()) {
          expect(matcher.match({ text: text.toUpperCase() })).toMatchObject({ phrase: text, row });
        }
      }),
    );
  });
});
