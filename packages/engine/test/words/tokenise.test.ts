import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { tokenise } from "@facet/engine";

describe("tokenise", () => {
  it.each([
    ["Купить Пластиковые ОКНА", ["купить", "пластиковые", "окна"]],
    ["ёлка Ёлочная", ["елка", "елочная"]],
    ["Баден-Баден", ["баден", "баден"]],
    ["iPhone15 128GB", ["iphone", "15", "128", "gb"]],
    ["1,5 л / 2.5л", ["1", "5", "л", "2", "5", "л"]],
    ["окна+пвх,(цены)!", ["окна", "пвх", "цены"]],
    ["men's men’s it's don't О'Генри", ["men", "men", "it", "dont", "огенри"]],
    ["'окна' rock'n'roll boss'", ["окна", "rocknroll", "boss"]],
    ["a''b rock''s é''b", ["ab", "rock", "éb"]],
    ["CAFÉ naïve", ["café", "naïve"]],
    ["и\u0306од", ["йод"]],
    ["до\u0301ма", ["дома"]],
    ["a\u00a0b\u200bc", ["a", "b", "c"]],
    ["日本 北京12", ["日本", "北京", "12"]],
    ["𝒳𝒴 😀 окна", ["𝒳𝒴", "окна"]],
    ["", []],
    [" +-!?«» ", []],
  ])("reads %s", (text, words) => {
    expect(tokenise(text)).toEqual(words);
  });

  it("reads «128gb» and «128 gb» alike", () => {
    expect(tokenise("телефон 128gb")).toEqual(tokenise("телефон 128 GB"));
  });

  it("reads 24 words, or as many as it is told", () => {
    const text = Array.from({ length: 40 }, (_, index) => `w${"x".repeat(index)}`).join(" ");
    expect(tokenise(text)).toHaveLength(24);
    expect(tokenise(text, 3)).toEqual(["w", "wx", "wxx"]);
    expect(tokenise(`é ${text}`, 3)).toEqual(["é", "w", "wx"]);
  });

  it("cuts words at 48 characters and texts at 4096", () => {
    expect(tokenise("я".repeat(1_000_000))).toEqual(["я".repeat(48)]);
    expect(tokenise(`${" ".repeat(4_090)}окна окна`)).toEqual(["окна", "о"]);
  });

  const text = fc.oneof(
    fc.string({ unit: "binary", maxLength: 80 }),
    fc.string({ unit: fc.constantFrom(..."аёЙя-'’ 1zZé\u0301\u0306İß+"), maxLength: 60 }),
  );

  it("never throws, and reads its own words again as they are", () => {
    fc.assert(
      fc.property(text, (any) => {
        const words = tokenise(any);
        expect(tokenise(words.join(" "))).toEqual(words);
      }),
    );
  });

  it("does not mind case, and reads a part that has no words as nothing", () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom("Окна", "ПВХ", "7x", "Ёж", "don't")), (parts) => {
        const words = tokenise(parts.join(" "));
        expect(tokenise(parts.join(" ").toUpperCase())).toEqual(words);
        expect(tokenise(`«${parts.join(" — ")}»…`)).toEqual(words);
      }),
    );
  });
});
