import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileWordForms } from "@facet/compiler";
import type { Dictionary } from "@facet/compiler";
import { loadWordForms } from "@facet/engine";

const PARADIGMS = new Map([
  ["окно", ["окно", "окна", "окон"]],
  ["сталь", ["сталь", "стали"]],
  ["стать", ["стать", "стали", "стану"]],
]);

/** Knows three words; one form is of two of them. */
const dictionary: Dictionary = {
  lookup: (form) =>
    [...PARADIGMS]
      .filter(([, forms]) => forms.includes(form))
      .map(([id, forms]) => ({ id, forms: () => forms })),
};

function compile(words: readonly string[], source?: Dictionary) {
  const { table, terms } = compileWordForms(words, { dictionary: source });
  const forms = loadWordForms(table);
  const find = (word: string) => {
    const found: number[] = [];
    const how = forms.find(word, found);
    const wanted = words.filter((each) => found.includes(terms.get(each) ?? -1));
    return { how, words: [...new Set(wanted)] };
  };
  const near = (word: string): boolean => forms.findNear(word, []);
  return { find, near, terms, count: forms.terms };
}

describe("compiled word forms", () => {
  it("know the forms of the vocabulary's words and no others", () => {
    const { find } = compile(["окна"], dictionary);
    expect(find("окон")).toEqual({ how: "form", words: ["окна"] });
    expect(find("окна")).toEqual({ how: "form", words: ["окна"] });
    expect(find("стали")).toEqual({ how: undefined, words: [] });
  });

  it("are one term for words of the same lexemes", () => {
    const { terms, count } = compile(["окна", "окон", "сталь"], dictionary);
    expect(terms.get("окна")).toBe(terms.get("окон"));
    expect(count).toBe(2);
  });

  it("find all terms of a homograph, and keep what it stands between apart", () => {
    const { find } = compile(["сталь", "стать"], dictionary);
    expect(find("стали").words).toEqual(["сталь", "стать"]);
    expect(find("стану").words).toEqual(["стать"]);
  });

  it("do not guess at words that the dictionary knows", () => {
    const { find } = compile(["окна"], dictionary);
    expect(find("окну").how).toBeUndefined();
  });

  it("guess at the others, and say so", () => {
    const { find } = compile(["сайдинг"], dictionary);
    expect(find("сайдингом")).toEqual({ how: "stem", words: ["сайдинг"] });
    expect(find("сайд").how).toBeUndefined();
  });

  it("know words that are related without looking alike", () => {
    const { find } = compile(["ребенок", "снять", "year", "mouse", "buying"]);
    expect(find("детей").words).toEqual(["ребенок"]);
    expect(find("сниму").words).toEqual(["снять"]);
    expect(find("mice").words).toEqual(["mouse"]);
    expect(find("bought").words).toEqual(["buying"]);
  });

  it("know numbers and words of other scripts as they are written", () => {
    const { find } = compile(["128", "北京"]);
    expect(find("128").how).toBe("form");
    expect(find("北京").how).toBe("form");
    expect(find("12").how).toBeUndefined();
  });

  it("find words that are one typo away, in a listed form or a guessed one", () => {
    const { near } = compile(["пластиковые", "окна", "windows"]);
    expect(near("пластековые")).toBe(true);
    expect(near("пластековых")).toBe(true);
    expect(near("windos")).toBe(true);
    expect(near("окма")).toBe(false);
    expect(near("пластилин")).toBe(false);
  });

  it("may be of no words at all", () => {
    const { find, near, count } = compile([]);
    expect(count).toBe(0);
    expect(find("окна").how).toBeUndefined();
    expect(near("пластиковые")).toBe(false);
  });

  it("find every word of their vocabulary as a form, whatever else is in it", () => {
    const letters = fc.constantFrom(..."абвеионтьsingy1éя");
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: letters, minLength: 1, maxLength: 12 }), { maxLength: 30 }),
        fc.string({ unit: letters, maxLength: 60 }),
        (words, other) => {
          const { find, near } = compile(words);
          for (const word of words) {
            const found = find(word);
            expect(found.how).toBe("form");
            expect(found.words).toContain(word);
          }
          find(other);
          near(other);
        },
      ),
      { numRuns: 60 },
    );
  });
});
