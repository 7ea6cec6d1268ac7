import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { stemEnglish } from "../../src/words/stem-english.ts";

describe("the stem of an English word", () => {
  it.each([
    [["window", "windows"]],
    [["box", "boxes"]],
    [["battery", "batteries"]],
    [["install", "installs", "installed", "installing"]],
    [["plan", "plans", "planned", "planning"]],
    [["price", "prices", "pricing", "priced"]],
    [["quote", "quotes", "quoted", "quoting"]],
    [["manage", "manages", "managed", "managing"]],
    [["cancel", "cancels", "cancelled", "canceling"]],
    [["study", "studies", "studied", "studying"]],
    [["buy", "buys", "buying"]],
    [["dress", "dresses"]],
    [["agreed", "agree", "agrees"]],
    [["hope", "hoping"]],
    [["hop", "hopping"]],
    [["sky", "skies"]],
    [["die", "dying", "dies"]],
    [["size", "sizing"]],
    [["create", "creating"]],
    [["enable", "enabling"]],
  ])("is one for %j", (words) => {
    expect(new Set(words.map(stemEnglish)).size).toBe(1);
  });

  it.each([
    ["universe", "university"],
    ["organ", "organization"],
    ["policy", "police"],
    ["news", "new"],
    ["manager", "manage"],
    ["important", "import"],
    ["bus", "bu"],
    ["feed", "fe"],
    ["sing", "s"],
    ["herring", "herr"],
    ["hop", "hope"],
    ["general", "generous"],
  ])("tells %s from %s", (a, b) => {
    expect(stemEnglish(a)).not.toBe(stemEnglish(b));
  });

  it("never fails, is never empty, and is not longer than the word but for an e", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."aeioudsyinglbt"), minLength: 1, maxLength: 48 }),
        (word) => {
          const stem = stemEnglish(word);
          expect(stem).toMatch(/^[a-z]+$/);
          expect(stem.length).toBeLessThanOrEqual(word.length);
        },
      ),
    );
  });
});
