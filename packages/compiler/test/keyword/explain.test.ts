import { describe, expect, it } from "vitest";
import { matcherOf } from "./support.ts";
import type { GivenList, GivenPhrase } from "./support.ts";

const matcher = matcherOf([
  {
    id: "search",
    phrases: [
      { keyword: "пластиковые окна", group: "windows" },
      { keyword: "окна пвх -цена", group: "pvc" },
      '"окна"',
      "[окна пвх]",
      "окна пвх рехау",
      "двери",
    ],
    minus: "бесплатно\n!ремонт",
    groupMinus: { pvc: "дачный" },
  },
]);

function losersOf(text: string, options = {}) {
  return matcher
    .explain({ text }, options)
    .losers.map(({ phrase, lost, detail }) => [phrase, lost, detail]);
}

describe("an explanation", () => {
  it("says why each phrase that was in the running lost", () => {
    expect(losersOf("пластиковые пвх окна цена")).toEqual([
      ["окна пвх", "blocked", "цена"],
      ["окна", "extra", "пластиковые пвх цена"],
      ["окна пвх", "order", "its words stand in another order, or apart"],
    ]);
    expect(matcher.explain({ text: "пластиковые пвх окна" }).losers[0]).toMatchObject({
      phrase: "окна пвх",
      lost: "beaten",
      decidedBy: "order",
      detail: "the winner has its words in the query's order",
    });
  });

  it("names the minus phrase, whichever scope it is of", () => {
    for (const [text, minus] of [
      ["двери бесплатно", "бесплатно"],
      ["ремонт двери", "!ремонт"],
    ]) {
      expect(matcher.explain({ text: text ?? "" })).toEqual({
        text,
        losers: [{ phrase: "двери", list: "search", row: 5, lost: "blocked", detail: minus }],
      });
    }
    expect(losersOf("дачные окна большие пвх")).toContainEqual(["окна пвх", "blocked", "дачный"]);
  });

  it("names the phrases that lack one word, where it is asked to", () => {
    expect(losersOf("рехау окна")).toEqual([["окна", "extra", "рехау"]]);
    expect(losersOf("рехау окна", { missing: true })).toContainEqual([
      "окна пвх рехау",
      "missing",
      "пвх",
    ]);
  });

  it("says that an id or the very text went before", () => {
    const bound = matcherOf([{ phrases: [{ keyword: "двери", ids: { gbid: "1" } }, "окна"] }]);
    const { match, losers } = bound.explain({ text: "окна", ids: { gbid: "1" } });
    expect(match).toMatchObject({ phrase: "двери", rung: "id" });
    expect(losers).toMatchObject([{ phrase: "окна", lost: "beaten", decidedBy: "id" }]);
    expect(matcher.explain({ text: "окна пвх рехау" }).losers[0]).toMatchObject({
      phrase: "окна пвх",
      decidedBy: "identical",
      detail: "the winner has the very text",
    });
  });

  it("says what went before among phrases of one text", () => {
    const decided = (...keywords: readonly (string | GivenPhrase)[]) =>
      matcherOf([{ phrases: keywords }])
        .explain({ text: "окна пвх" })
        .losers.map(({ row, decidedBy }) => [row, decidedBy]);
    expect(decided("окна пвх", '"окна пвх"')).toEqual([[0, "kind"]]);
    expect(decided("окна пвх", "окна !пвх")).toEqual([[1, "file"]]);
    expect(decided("окна пвх", { keyword: "Окна ПВХ", group: "pvc" })).toEqual([[0, "group"]]);
    expect(decided("окна пвх", { keyword: "окна пвх", priority: 5 })).toEqual([[0, "priority"]]);
    expect(decided('"окна пвх"', "окна")).toEqual([[1, "identical"]]);
  });

  it("writes phrases with their operators, as their ad system does", () => {
    const written = (given: GivenList, text: string) =>
      matcherOf([given])
        .explain({ text })
        .losers.map((loser) => loser.written ?? loser.phrase);
    const yandex = [
      "окна пвх",
      '"окна !пвх"',
      "[окна пвх] шкаф-купе",
      "!шкаф-купе [а окна 128gb]",
      "окна +в на пвх",
      "в а",
      "окна пвх шкаф купе",
    ];
    expect(written({ phrases: yandex }, "пвх в окна а шкаф купе 128gb").toSorted()).toEqual([
      "!шкаф-купе [а окна 128gb]",
      '"окна !пвх"',
      "[окна пвх] шкаф-купе",
      "в а",
      "окна +в на пвх",
      "окна пвх",
    ]);
    const google: GivenList = {
      platform: "google",
      phrases: ["[pvc windows]", '"pvc windows"', { keyword: "windows pvc", match: "exact" }],
    };
    expect(written(google, "windows made of pvc")).toEqual([
      "[windows pvc]",
      "[pvc windows]",
      '"pvc windows"',
    ]);
  });

  it("gives the same answer as matching does", () => {
    for (const text of ["пластиковые окна", "окна", "купить пластиковое окно", "стол"]) {
      expect(matcher.explain({ text }).match).toEqual(matcher.match({ text }));
    }
    expect(matcher.explain({})).toEqual({ losers: [] });
  });

  it("names ten phrases at most", () => {
    const many = matcherOf([
      { phrases: Array.from({ length: 30 }, (_, index) => `окна ${"ш".repeat(index + 1)}`) },
    ]);
    expect(many.explain({ text: "окна" }, { missing: true }).losers).toHaveLength(10);
  });
});
