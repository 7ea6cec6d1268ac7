import { expect, it } from "vitest";
import * as fc from "fast-check";
import { bruteForce } from "./brute-force.ts";
import { matcherOf } from "./support.ts";

const WORDS = ["ant", "bee", "cat", "dog", "eel", "fox"];

/** All ways to put up to four of the words one behind the other. */
function arrangements(length: number): string[][] {
  if (length === 0) return [[]];
  return arrangements(length - 1).flatMap((begun) =>
    WORDS.filter((word) => !begun.includes(word)).map((word) => begun.concat(word)),
  );
}

it("finds the right one of hundreds of phrases of the same few words", () => {
  const phrases = [1, 2, 3, 4].flatMap((length) =>
    arrangements(length).map((words) => words.join(" ")),
  );
  const list = { phrases };
  const matcher = matcherOf([list]);
  const query = fc.array(fc.constantFrom(...WORDS, "gnu"), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(query, (words) => {
      const text = words.join(" ");
      const { match } = matcher.explain({ text }, { byWords: true });
      expect(match?.phrase).toBe(bruteForce([list], text)?.phrase);
    }),
    { numRuns: 60 },
  );
});
