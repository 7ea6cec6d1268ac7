import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { rewriteLayout, rewriteTransliteration } from "@facet/engine";
import { transliterate } from "../../src/words/transliteration.ts";

const KNOWN = new Set(
  "окна пвх купить пластиковые двери хорошие окнаббю 128 windows samsung дверь натяжные потолки ceny".split(
    " ",
  ),
);
const isKnown = (word: string): boolean => KNOWN.has(word);

describe("a query typed on the wrong keyboard layout", () => {
  it.each([
    ["jryf", "окна"],
    ["JRYF gd[", "окна пвх"],
    ["[jhjibt ldthb", "хорошие двери"],
    ["купить jryf", "купить окна"],
    ["цштвщцы", "windows"],
    ["JRYF,<>", "окнаббю"],
  ])("%s is %s", (typed, meant) => {
    expect(rewriteLayout(typed, isKnown)).toBe(meant);
  });

  it("stays where its words are known or would not be known either", () => {
    for (const text of ["окна пвх", "windows", "ghbdtn", "jryf128x", "", "128"]) {
      expect(rewriteLayout(text, isKnown)).toBeUndefined();
    }
  });
});

describe("a query in the letters of the other language", () => {
  it.each([
    ["okna", "окна"],
    ["kupit plastikovye okna", "купить пластиковые окна"],
    ["dver", "дверь"],
    ["natyazhnye potolki", "натяжные потолки"],
    ["самсунг 128", "samsung 128"],
    ["Okna ceny", "окна ceny"],
  ])("%s is %s", (typed, meant) => {
    expect(rewriteTransliteration(typed, isKnown)).toBe(meant);
  });

  it("stays where nothing it may spell is known", () => {
    for (const text of ["окна", "samsung", "brand", "128", ""]) {
      expect(rewriteTransliteration(text, isKnown)).toBeUndefined();
    }
  });

  it("has at most 64 spellings a word, whatever the word", () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: fc.constantFrom(..."aiusxcyjeк"), maxLength: 40 }),
          fc.string({ unit: fc.constantFrom(..."авкцийею"), maxLength: 40 }),
          fc.string({ unit: "binary" }),
        ),
        (word) => {
          expect(transliterate(word).length).toBeLessThanOrEqual(64);
        },
      ),
    );
  });
});

it("rewriting never throws and never returns the text it was given", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 60 }), fc.boolean(), (text, known) => {
      expect(rewriteLayout(text, () => known)).not.toBe(text);
      expect(rewriteTransliteration(text, () => known)).not.toBe(text);
    }),
  );
});
