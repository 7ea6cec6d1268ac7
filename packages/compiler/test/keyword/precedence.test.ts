import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { givenList, givenQuery } from "./arbitrary.ts";
import { matcherOf, phraseFor } from "./support.ts";
import type { GivenList } from "./support.ts";

describe("of phrases that fit a query", () => {
  it.each([
    ["the editor's priority", "купить окна пвх", ["купить окна пвх цена", "окна"], "окна", 5],
    [
      "the quoted one",
      "окна пвх на дачу",
      ["[окна пвх] дачу", '"дачу окна пвх"'],
      "дачу окна пвх",
      0,
    ],
    ["the ordered one", "купить окна пвх дешево", ["купить окна пвх", "[окна пвх]"], "окна пвх", 0],
    [
      "more words",
      "туры на марс в апреле недорого",
      ["туры", "туры на марс недорого", "туры на марс"],
      "туры на марс недорого",
      0,
    ],
    ["the fixed form", "новые окна пвх", ["окно пвх", "!окна пвх"], "окна пвх", 0],
    [
      "stop words that are there",
      "красивые окна для дачи",
      ["окна на дачу", "окна для дачи"],
      "окна для дачи",
      0,
    ],
    [
      "the query's order",
      "купить пластиковые окна",
      ["окна купить", "купить окна"],
      "купить окна",
      0,
    ],
    ["the smaller span", "купить дешевые окна пвх", ["купить пвх", "окна пвх"], "окна пвх", 0],
    [
      "rarer words",
      "купить окна в сочи москве",
      ["купить москва", "окна сочи", "купить двери"],
      "окна сочи",
      0,
    ],
    ["file order", "купить окна пвх", ["окна пвх", "окно пвх"], "окна пвх", 0],
  ])("%s wins", (_, query, phrases, winner, priority) => {
    const given = phrases.map((keyword) => ({
      keyword,
      priority: keyword === winner ? priority : 0,
    }));
    expect(phraseFor({ phrases: given }, query)).toBe(winner);
    if (_ !== "file order") {
      expect(phraseFor({ phrases: given.toReversed() }, query)).toBe(winner);
    }
  });

  it("one with a group wins over one without", () => {
    const phrases = ["окна пвх", { keyword: "окно пвх", group: "pvc" }];
    expect(matcherOf([{ phrases }]).match({ text: "купить окна пвх" })?.group).toBe("pvc");
  });

  it("a word known by its ending alone counts less than all of it", () => {
    const phrases = ['"электросамокаты"', "купить"];
    const matcher = matcherOf([{ phrases }]);
    expect(matcher.match({ text: "электросамокатами" })).toMatchObject({ match: "stem" });
    expect(
      matcherOf([{ phrases: ["электросамокаты купить", "купить"] }]).match({
        text: "купить электросамокатами",
      }),
    ).toMatchObject({
      phrase: "купить",
      match: "broad",
    });
  });
});

const NAMES = { broad: 1, phrase: 2, ordered: 2, exact: 3, quoted: 3, stem: 0 } as const;

describe("the order of phrases", () => {
  const lists = fc.array(givenList, { minLength: 1, maxLength: 2 });

  it("is total: some criterion parts any two, and their places only where nothing else does", () => {
    const given = givenList.filter(isPlainRows).chain((list) =>
      fc.record({
        list: fc.constant(list),
        shuffled: fc.shuffledSubarray([...list.phrases], { minLength: list.phrases.length }),
        text: givenQuery,
      }),
    );
    let decided = 0;
    fc.assert(
      fc.property(given, ({ list, shuffled, text }) => {
        const { match, losers } = matcherOf([list]).explain({ text }, { byWords: true });
        const beaten = losers.filter(({ lost }) => lost === "beaten");
        expect(beaten.every(({ decidedBy }) => decidedBy !== undefined)).toBe(true);
        if (beaten.some(({ decidedBy }) => decidedBy === "file")) return;
        const again = matcherOf([{ ...list, phrases: shuffled }]).explain(
          { text },
          { byWords: true },
        );
        expect(again.match && shuffled[again.match.row]).toBe(match && list.phrases[match.row]);
        decided += beaten.length;
      }),
      { numRuns: 300 },
    );
    expect(decided).toBeGreaterThan(10);
  });

  it("is never made less specific by a longer phrase that fits too", () => {
    fc.assert(
      fc.property(lists, givenQuery, fc.nat(), (given, text, seed) => {
        const plain = given.map(withoutPriorities);
        const before = matcherOf(plain).explain({ text }, { byWords: true }).match;
        const words = text.split(" ").filter((word) => word !== "" && word !== "zebra");
        fc.pre(before !== undefined && words.length > 0);
        const longer = words.slice(0, 1 + (seed % words.length)).join(" ");
        const more = [...plain, { phrases: [longer] }];
        const after = matcherOf(more).explain({ text }, { byWords: true }).match;
        if (!after || !before) throw new Error("the longer phrase took the answer away");
        const strictness = (name: string): number => NAMES[name as keyof typeof NAMES];
        expect(strictness(after.match)).toBeGreaterThanOrEqual(strictness(before.match));
      }),
      { numRuns: 300 },
    );
  });
});

function withoutPriorities({ phrases, ...list }: GivenList): GivenList {
  return {
    ...list,
    phrases: phrases.map((each) => (typeof each === "string" ? each : { ...each, priority: 0 })),
  };
}

/** Whether every row is one phrase, so that rows can be counted. */
function isPlainRows({ phrases }: GivenList): boolean {
  return phrases.every((each) => !(typeof each === "string" ? each : each.keyword).includes("|"));
}
