import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fold } from "../../src/text/fold.ts";
import { foldValue } from "../../src/text/fold-memo.ts";

describe("fold", () => {
  it.each([
    ["Москва", "москва"],
    ["ОРЁЛ", "орел"],
    ["Орёл", "орел"],
    ["  купить \t окна\n", "купить окна"],
    ["New  York", "new york"],
    ["already folded", "already folded"],
    ["", ""],
    [" ", ""],
    ["a\u00a0b", "a b"],
    ["Zürich", "zürich"],
    ["Zu\u0308rich", "zürich"],
  ])("%j becomes %j", (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it("changes nothing the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary" }), (text) => {
        expect(fold(fold(text))).toBe(fold(text));
      }),
    );
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom("е", "ё", "Ё", "\u0308", "\u0301", " ", "A") }),
        (text) => {
          expect(fold(fold(text))).toBe(fold(text));
        },
      ),
    );
  });

  it("treats ASCII like any other text", () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom("a", "B", " ", "\t", "z", "9") }), (text) => {
        expect(fold(text)).toBe(text.toLowerCase().trim().replace(/\s+/g, " "));
      }),
    );
  });

  it("folds the texts of a list and leaves other values", () => {
    expect(foldValue(["Орёл", 5, null])).toEqual(["орел", 5, null]);
    expect(foldValue(5)).toBe(5);
    expect(foldValue(undefined)).toBeUndefined();
    for (let i = 0; i < 2_000; i++) expect(foldValue(`ОКНО ${i}`)).toBe(`окно ${i}`);
  });
});
