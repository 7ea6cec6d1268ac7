import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { visitNear } from "../../src/words/near.ts";

function near(word: string): ReadonlySet<string> {
  const spellings = new Set<string>();
  visitNear(word, ({ units, length }) =>
    spellings.add(String.fromCharCode(...units.subarray(0, length))),
  );
  return spellings;
}

describe("the spellings one typo away", () => {
  it.each([
    ["a letter too many", "окнна"],
    ["a letter too few", "ремнт", "ремонт"],
    ["a wrong letter", "ремант", "ремонт"],
    ["two letters swapped", "ремнот", "ремонт"],
    ["a wrong first letter", "бемонт", "ремонт"],
    ["a letter missing at the end", "ремон", "ремонт"],
    ["an English one", "windwos", "windows"],
  ])("know %s", (_, typed, meant = "окна") => {
    expect(near(typed)).toContain(meant);
  });

  it("are none for words under five letters, numbers and other scripts", () => {
    for (const word of ["окна", "12345", "日本日本日本", ""]) expect(near(word).size).toBe(0);
  });

  it("are some 65 a letter at most", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: fc.constantFrom(..."абяzё"), minLength: 5, maxLength: 60 }),
        (word) => {
          let visited = 0;
          visitNear(word, () => visited++);
          expect(visited).toBeLessThanOrEqual(66 * Math.min(word.length, 48) + 33);
        },
      ),
    );
  });
});
