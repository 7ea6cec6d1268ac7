import { describe, expect, it } from "vitest";
import { createSynonyms, tokenise } from "@facet/engine";
import type { SynonymRule, WordForms } from "@facet/engine";

/** Recognises words by their first four letters. */
const forms: Pick<WordForms, "find"> = {
  find(word, found) {
    if (word.length < 4) return undefined;
    found.push(
      Array.from(word.slice(0, 4)).reduce((sum, letter) => sum * 100 + letter.charCodeAt(0), 0),
    );
    return "form";
  },
};

const rule = (from: string, to: string): SynonymRule => ({
  from: tokenise(from),
  to: tokenise(to),
});

function rewrite(query: string, ...rules: readonly SynonymRule[]): string[] {
  return createSynonyms(rules, forms)
    .rewrite(tokenise(query))
    .map((words) => words.join(" "));
}

describe("synonyms", () => {
  it("put other words in the place of a word in any form", () => {
    expect(rewrite("купить стеклопакеты", rule("стеклопакет", "окна"))).toEqual(["купить окна"]);
  });

  it("may be of several words on either side, in their order", () => {
    const pvc = rule("окна пвх", "пластиковые окна");
    expect(rewrite("цены окна пвх москва", pvc)).toEqual(["цены пластиковые окна москва"]);
    expect(rewrite("пвх окна", pvc)).toEqual([]);
    expect(rewrite("окна", pvc)).toEqual([]);
  });

  it("are applied all at once, then one by one", () => {
    const rules = [rule("авто", "машина"), rule("займ", "кредит")];
    expect(rewrite("займ под авто", ...rules)).toEqual([
      "кредит под машина",
      "кредит под авто",
      "займ под машина",
    ]);
  });

  it("do not overlap: the first that fits a place counts", () => {
    const rules = [rule("окна пвх", "а"), rule("пвх", "б")];
    expect(rewrite("окна пвх", ...rules)[0]).toBe("а");
  });

  it("know short words as they are written", () => {
    expect(rewrite("ПВХ", rule("пвх", "пластик"))).toEqual(["пластик"]);
  });

  it("give at most 32 rewritings", () => {
    const query = Array.from({ length: 24 }, () => "авто").join(" ");
    const rules = Array.from({ length: 50 }, (_, index) =>
      rule("авто", `слово${"о".repeat(index)}`),
    );
    expect(rewrite(query, ...rules)).toHaveLength(32);
  });

  it("leave a query alone that has none", () => {
    expect(rewrite("двери", rule("окна", "двери"))).toEqual([]);
    expect(rewrite("", rule("окна", "двери"))).toEqual([]);
  });
});
