import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readSynonyms } from "@facet/compiler";

describe("a synonyms file", () => {
  it("lets the words of a line stand for each other", () => {
    const { rules, issues } = readSynonyms(
      "ПВХ;пластиковые\r\n# цвета\r\n\r\nавто, машина\tтачка\n",
    );
    expect(issues).toEqual([]);
    expect(rules.slice(0, 2)).toEqual([
      { from: ["пвх"], to: ["пластиковые"] },
      { from: ["пластиковые"], to: ["пвх"] },
    ]);
    expect(rules).toHaveLength(2 + 6);
  });

  it("has phrases too, and reads one that stands twice once", () => {
    const { rules } = readSynonyms('"окна пвх";Окна  ПВХ;стеклопакеты');
    expect(rules).toEqual([
      { from: ["окна", "пвх"], to: ["стеклопакеты"] },
      { from: ["стеклопакеты"], to: ["окна", "пвх"] },
    ]);
  });

  it("says which lines mean nothing", () => {
    const many = Array.from({ length: 30 }, (_, index) => `с${index}`).join(";");
    const { rules, issues } = readSynonyms(`окна\n;;\n${many}\n`);
    expect(rules).toEqual([]);
    expect(issues.map(({ line }) => line)).toEqual([1, 2, 3]);
  });

  it("never fails", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 200 }), (text) => {
        const { rules } = readSynonyms(text);
        for (const { from, to } of rules) expect(from.length * to.length).toBeGreaterThan(0);
      }),
    );
  });
});
