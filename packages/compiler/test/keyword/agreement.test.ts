import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { givenList, givenQuery } from "./arbitrary.ts";
import { bruteForce } from "./brute-force.ts";
import { matcherOf } from "./support.ts";

const lists = fc.array(givenList, { minLength: 1, maxLength: 3 });
const platform = fc.constantFrom(undefined, "yandex", "google");

describe("the index", () => {
  it("finds the phrase that trying every one finds", () => {
    let found = 0;
    fc.assert(
      fc.property(
        lists,
        fc.array(givenQuery, { minLength: 5, maxLength: 5 }),
        platform,
        (given, queries, visit) => {
          const matcher = matcherOf(given);
          for (const text of queries) {
            const phrase = { text, ...(visit === undefined ? {} : { platform: visit }) };
            const { match } = matcher.explain(phrase, { byWords: true });
            const expected = bruteForce(given, text, visit);
            expect(match && { list: match.list, row: match.row, phrase: match.phrase }).toEqual(
              expected,
            );
            found += Number(expected !== undefined);
          }
        },
      ),
      { numRuns: 400 },
    );
    expect(found).toBeGreaterThan(200);
  });

  it("is in no way moved by queries before", () => {
    fc.assert(
      fc.property(lists, givenQuery, givenQuery, (given, before, text) => {
        const used = matcherOf(given);
        used.match({ text: before });
        used.explain({ text: before }, { missing: true });
        expect(used.match({ text })).toEqual(matcherOf(given).match({ text }));
      }),
      { numRuns: 150 },
    );
  });

  it("takes any query, cut, shuffled or foreign", () => {
    const matcher = matcherOf([
      {
        phrases: ["cat [dog red]", '"the cat" -bird', "(cat|dog) !red"],
        minus: "tin",
        secondChances: ["layout", "transliteration", "typo"],
      },
    ]);
    const text = fc.oneof(
      fc.string({ unit: "binary", maxLength: 60 }),
      givenQuery.chain((query) =>
        fc.shuffledSubarray([...query]).map((letters) => letters.join("")),
      ),
      fc.array(givenQuery, { maxLength: 40 }).map((parts) => parts.join(" ")),
    );
    fc.assert(
      fc.property(text, (query) => {
        const match = matcher.match({ text: query });
        expect(match === undefined || match.list === "list0").toBe(true);
        expect(matcher.explain({ text: query }, { missing: true }).match).toEqual(match);
      }),
      { numRuns: 1_500 },
    );
  });
});
