import { describe, expect, it } from "vitest";
import { RUSSIAN_DICTIONARY, loadRussianDictionary, missingDictionary } from "@facet/compiler";

const dictionary = await loadRussianDictionary();
const withDictionary = describe.skipIf(!dictionary && !process.env["CI"]);

withDictionary("the Russian dictionary", () => {
  const formsOf = (word: string): Set<string> => {
    const found = new Set<string>();
    for (const { forms } of dictionary?.lookup(word) ?? []) {
      for (const form of forms()) found.add(form);
    }
    return found;
  };

  it("gives all forms of a word, from any of them, folded", () => {
    const forms = formsOf("окон");
    for (const form of ["окно", "окна", "окном", "окнами"]) expect(forms).toContain(form);
    expect(formsOf("елка")).toContain("елок");
    expect(formsOf("самолет")).toContain("самолетом");
  });

  it("knows places, not the names of people", () => {
    expect(formsOf("москве")).toContain("москву");
    expect([...formsOf("столов")]).not.toContain("столовой");
  });

  it("guesses at nothing", () => {
    for (const word of ["электросамокат", "window", "128", "", "ъъъ", "__proto__"]) {
      expect(formsOf(word).size, word).toBe(0);
    }
  });

  it("is loaded once", async () => {
    expect(await loadRussianDictionary()).toBe(dictionary);
  });
});

describe("the warning of a missing dictionary", () => {
  it("names the package where there are Russian words", () => {
    const finding = missingDictionary(["windows", "окна"]);
    expect(finding?.severity).toBe("warning");
    expect(finding?.message).toContain(RUSSIAN_DICTIONARY);
    expect(finding?.suggestion).toBe(`npm install ${RUSSIAN_DICTIONARY}`);
  });

  it("is not given where there are none", () => {
    expect(missingDictionary(["windows", "128"])).toBeUndefined();
  });
});
