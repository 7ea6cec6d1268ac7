import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { cleanCell, isFormula } from "../../src/import/cell.ts";
import { createGroupRegistry } from "../../src/import/groups.ts";
import { toContentText } from "../../src/import/insertions.ts";
import { createKeyIndex } from "../../src/import/key-index.ts";
import { checkDirectLimits } from "../../src/import/limits.ts";
import { parseMarks, parseMatchType } from "../../src/import/match-type.ts";
import { splitMinus, withoutMinus } from "../../src/import/minus.ts";
import { createNumberList } from "../../src/import/number-list.ts";
import { toSlug } from "../../src/import/slug.ts";
import { isId } from "../../src/schema/scalar.ts";

describe("cells", () => {
  test.each([
    ["  окна \u00a0 пвх\u200b ", "окна пвх"],
    ['="18446744073709551615"', "18446744073709551615"],
    ["'+слово", "+слово"],
    ["'обычная", "'обычная"],
    ["две\nстроки", "две строки"],
    ["окна", "окна"],
  ])("%j is %j", (cell, meant) => {
    expect(cleanCell(cell)).toBe(meant);
  });

  test.each(["=1+1", "=A1", "=SUM(A1:B2)", "+SUM(1)", "@SUM(1)", "=cmd|' /C calc'!A0", "=-2*3"])(
    "%s is a formula",
    (cell) => {
      expect(isFormula(cell)).toBe(true);
    },
  );

  test.each([
    "=окна",
    "+для дома",
    "-бесплатно",
    "@home",
    '="0123"',
    "окна (белые)",
    "+(a|b) c",
    "-30%",
  ])("%s is a text", (cell) => {
    expect(isFormula(cell)).toBe(false);
  });
});

describe("ids of groups", () => {
  test.each([
    ["Окна недорого | МСК", "okna-nedorogo-msk"],
    ["  Щётки & ёлки №5 ", "schetki-and-elki-n5"],
    ["Café Zürich", "cafe-zurich"],
    ["Під'їзд", "pid-yizd"],
    ["cheap-windows", "cheap-windows"],
  ])("%j is %s", (name, slug) => {
    expect(toSlug(name)).toBe(slug);
  });

  test("are always ids, and the same for the same name", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme", maxLength: 200 }), (name) => {
        expect(isId(toSlug(name))).toBe(true);
        expect(toSlug(name)).toBe(toSlug(name));
      }),
    );
  });

  const registry = (byAccountId: [string, string][] = [], byLabel: [string, string][] = []) =>
    createGroupRegistry({ byAccountId: new Map(byAccountId), byLabel: new Map(byLabel) });

  test("tell two groups of one name apart by their ids in the account", () => {
    const groups = registry();
    expect(groups.resolve({ name: "Окна", accountId: "1" })).toBe("okna");
    expect(groups.resolve({ name: "Окна", accountId: "2" })).toBe("okna-2");
    expect(groups.resolve({ name: "Окна!", accountId: "" })).toBe("okna-3");
    expect(groups.resolve({ name: "Окна", accountId: "1" })).toBe("okna");
    expect([...groups.labels]).toEqual([
      ["okna", "Окна"],
      ["okna-2", "Окна"],
      ["okna-3", "Окна!"],
    ]);
  });

  test("stay what they are in the list, by id and by name", () => {
    const groups = registry(
      [
        ["2", "okna"],
        ["1", "okna-2"],
      ],
      [["двери", "doors"]],
    );
    expect(groups.resolve({ name: "Окна", accountId: "1" })).toBe("okna-2");
    expect(groups.resolve({ name: "Окна", accountId: "3" })).toBe("okna-3");
    expect(groups.resolve({ name: "Двери", accountId: "" })).toBe("doors");
    expect(groups.resolve({ name: "Окна", accountId: "2" })).toBe("okna");
  });

  test("take a row without the id for the group of its name", () => {
    const groups = registry();
    expect(groups.resolve({ name: "Окна", accountId: "" })).toBe("okna");
    expect(groups.resolve({ name: "Окна", accountId: "7" })).toBe("okna");
    expect(groups.resolve({ name: "окна", accountId: "" })).toBe("okna");
    expect(groups.resolve({ name: "", accountId: "" })).toBe("");
  });
});

describe("minus phrases", () => {
  test.each([
    ['-бесплатно -своими руками -"пвх карта"', ["бесплатно", "своими руками", '"пвх карта"']],
    ["бесплатно, своими руками,\n-скачать", ["бесплатно", "своими руками", "скачать"]],
    ["-!из -[москва париж] -веб-сайт", ["!из", "[москва париж]", "веб-сайт"]],
    ["", []],
    [" , ;", []],
  ])("%j", (cell, phrases) => {
    expect(splitMinus(cell)).toEqual(phrases);
  });

  test.each([
    ["окна +для дома -бесплатно -!из", "окна +для дома"],
    ["баден-баден отель", "баден-баден отель"],
    ["-бесплатно", "-бесплатно"],
    ["окна - двери", "окна - двери"],
  ])("%j without its minus words", (phrase, rest) => {
    expect(withoutMinus(phrase)).toBe(rest);
  });
});

describe("match types", () => {
  test.each([
    ["Broad", "broad", false, false],
    ["Negative Phrase", "phrase", true, false],
    ["Campaign Negative Exact", "exact", true, true],
    ["Точное соответствие", "exact", false, false],
    ["", "", false, false],
  ])("%j", (cell, match, isNegative, isCampaign) => {
    expect(parseMatchType(cell)).toEqual({ match, isNegative, isCampaign });
  });

  test.each([
    ["[city bike]", "", "city bike", "exact", false],
    ['"city bike"', "", "city bike", "phrase", false],
    ["-used", "", "used", "", true],
    ['-"used bike"', "", "used bike", "phrase", true],
    ["[city bike]", "Broad", "city bike", "broad", false],
    ["city bike", "Exact", "city bike", "exact", false],
  ])("%j with the type %j", (keyword, type, text, match, isNegative) => {
    expect(parseMarks(keyword, parseMatchType(type))).toMatchObject({ text, match, isNegative });
  });
});

test.each([
  ["#Пластиковые окна# недорого", "{keyword.phrase|sentence|default:Пластиковые окна} недорого"],
  ["Купить #окна пвх#!", "Купить {keyword.phrase|default:окна пвх}!"],
  ["Buy {KeyWord:City Bikes} now", "Buy {KeyWord:City Bikes} now"],
  ["{param} #1", "{{param} #1"],
  ["#a|b#", "a|b"],
  ["50% {", "50% {{"],
])("the text of an ad %j is the content %j", (ad, content) => {
  expect(toContentText(ad)).toBe(content);
});

test.each<[string, RegExp | undefined]>([
  ["купить пластиковые окна недорого", undefined],
  ["купить окна в квартиру на дачу и в дом для семьи", undefined],
  ["купить новые белые пластиковые окна недорого сегодня быстро -бу", /8 words/],
  [`окна ${"а".repeat(36)}`, /36 characters; Direct takes 35/],
  ["а".repeat(4_097), /4097 characters; Direct takes 4096/],
])("limits of Direct: %.40s", (phrase, message) => {
  const found = checkDirectLimits(phrase);
  if (message === undefined) expect(found).toBeUndefined();
  else expect(found).toMatch(message);
});

test("an index of keys answers as a map does", () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ unit: fc.constantFrom("a", "б", "\0"), maxLength: 6 }), {
        maxLength: 2_500,
      }),
      (keys) => {
        const index = createKeyIndex();
        const map = new Map<string, number>();
        for (const [value, key] of keys.entries()) {
          expect(index.add(key, value)).toBe(map.get(key));
          if (!map.has(key)) map.set(key, value);
        }
        for (const [key, value] of map) expect(index.get(key)).toBe(value);
        expect(index.get("none")).toBeUndefined();
      },
    ),
    { numRuns: 20 },
  );
});

test("an index of keys tells a hundred thousand similar phrases apart", () => {
  const index = createKeyIndex();
  for (let number = 0; number < 100_000; number += 1)
    expect(index.add(`окна ${number}`, number)).toBeUndefined();
  for (let number = 0; number < 100_000; number += 1)
    expect(index.get(`окна ${number}`)).toBe(number);
});

test("a list of numbers grows and keeps them", () => {
  const list = createNumberList("any");
  for (let number = 0; number < 1_000; number += 1) list.push(number * 1e9);
  expect(list.length).toBe(1_000);
  expect(list.at(999)).toBe(999e9);
  expect(list.at(1_000)).toBeUndefined();
});
