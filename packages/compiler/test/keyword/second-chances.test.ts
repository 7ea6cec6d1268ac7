import { describe, expect, it } from "vitest";
import { matcherOf } from "./support.ts";
import type { GivenList } from "./support.ts";

const phrases = ["пластиковые окна", "samsung galaxy", "!рехау цена"];

function matchOf(given: Partial<GivenList>, text: string) {
  return matcherOf([{ phrases, ...given }]).match({ text });
}

describe("second chances", () => {
  it("are given only where a list asks for them", () => {
    for (const text of [
      "gkfcnbrjdst jryf",
      "plastikovye okna",
      "пластиковые окан",
      "стеклопакеты",
    ]) {
      expect(matchOf({}, text), text).toBeUndefined();
    }
    const other = { secondChances: ["typo"] } as const;
    expect(matchOf(other, "gkfcnbrjdst jryf")).toBeUndefined();
  });

  it.each([
    ["layout", "gkfcnbrjdst jryf ytljhjuj", "пластиковые окна"],
    ["layout", "ыфьыгтп пфдфчн", "samsung galaxy"],
    ["transliteration", "plastikovye okna", "пластиковые окна"],
    ["transliteration", "самсунг галакси купить", "samsung galaxy"],
    ["typo", "пластиковые оокна", "пластиковые окна"],
    ["typo", "samsumg galaxy", "samsung galaxy"],
  ] as const)("by %s find %j", (chance, text, phrase) => {
    expect(matchOf({ secondChances: [chance] }, text)).toMatchObject({
      phrase,
      match: chance,
      rung: chance,
    });
  });

  it("by synonyms find what the list's file says", () => {
    const synonyms = "окна;стеклопакеты\nпластиковые, пвх, из пластика\n";
    for (const text of ["пластиковые стеклопакеты", "окна пвх", "стеклопакеты из пластика"]) {
      expect(matchOf({ synonyms }, text), text).toMatchObject({
        phrase: "пластиковые окна",
        match: "synonym",
        rung: "synonym",
      });
    }
    expect(matchOf({ synonyms }, "стеклопакеты деревянные")).toBeUndefined();
  });

  it("are for the lists that ask, each with its own synonyms", () => {
    const matcher = matcherOf([
      { phrases: ["пластиковые окна"] },
      { phrases: ["окна"], synonyms: "окна;стеклопакеты", secondChances: ["layout"] },
    ]);
    expect(matcher.match({ text: "пластиковые стеклопакеты" })).toMatchObject({ list: "list1" });
    expect(matcher.match({ text: "gkfcnbrjdst jryf" })).toMatchObject({ list: "list1" });
  });

  it("come after everything else, and obey minus phrases", () => {
    const given = { secondChances: ["layout", "typo"], minus: "бесплатно" } as const;
    expect(matchOf(given, "пластиковые окна бесплатно")).toBeUndefined();
    expect(matchOf(given, "пластиковые jryf")).toMatchObject({ rung: "layout" });
    expect(matchOf(given, "пластиковые jryf бесплатно")).toBeUndefined();
    expect(matchOf(given, "новые пластиковые окна")).toMatchObject({ rung: "matcher" });
  });
});
