import { describe, expect, it } from "vitest";
import type { KeywordList, KeywordRule, RulesetArtifact } from "@facet/engine";
import { decideWith, equals, rule, signals, texts, variant } from "../support.ts";

const list: KeywordList = {
  id: "search",
  platform: "yandex",
  phrases: [
    { text: "Купить окна", group: "buy", content: texts({ a: "phrase a" }) },
    { text: "окна на дачу", group: "dacha" },
    { text: "окна", content: texts({ b: "no group" }) },
    { text: "окна без всего", group: "unknown" },
  ],
  groups: {
    buy: { content: texts({ a: "group a", b: "group b" }) },
    dacha: { content: texts({ b: "dacha b" }) },
  },
};

const keywords: KeywordRule = {
  kind: "keywords",
  id: "search",
  list: "search",
  priority: 1_000,
  enabled: true,
  slots: ["a", "b"],
};

const low = rule("low", [variant("v", { a: "low a", b: "low b" })]);

function decidePhrase(text: string, over: Partial<RulesetArtifact> = {}) {
  return decideWith(
    { keywordLists: [list], rules: [keywords, low], ...over },
    { phrase: { text } },
  );
}

describe("the content of a keyword list", () => {
  it("takes the phrase's row before its group's row, slot by slot", () => {
    const { slots } = decidePhrase("купить окна");
    expect(slots["a"]).toMatchObject({
      content: "phrase a",
      rule: "search",
      variant: "Купить окна",
      reason: "TARGETING_MATCH",
    });
    expect(slots["b"]).toMatchObject({ content: "group b", rule: "search", variant: "buy" });
  });

  it("passes on what neither row has", () => {
    const { slots } = decidePhrase("Окна  на дачу");
    expect(slots["a"]).toMatchObject({ content: "low a", rule: "low" });
    expect(slots["b"]).toMatchObject({ content: "dacha b", variant: "dacha" });
  });

  it("works without a group, and with a group that has no content", () => {
    expect(decidePhrase("окна").slots["b"]).toMatchObject({ content: "no group", variant: "окна" });
    expect(decidePhrase("окна без всего").slots["a"]).toMatchObject({ rule: "low" });
  });

  it("is nobody's whose phrase is in no list, or in another one", () => {
    expect(decidePhrase("двери").slots["a"]).toMatchObject({ rule: "low" });
    const other = { ...list, id: "other" };
    expect(decidePhrase("окна", { keywordLists: [other] }).slots["b"]).toMatchObject({
      rule: "low",
    });
  });

  it("obeys the condition of the list", () => {
    const rules = [{ ...keywords, when: equals("plan", "pro") }, low];
    expect(decidePhrase("окна", { rules }).slots["b"]).toMatchObject({ rule: "low" });
  });

  it("gives rows with the same text their own content", () => {
    const twins: KeywordList = {
      ...list,
      phrases: [
        { text: "окна", ids: { phrase_id: "1" }, content: texts({ a: "first" }) },
        { text: "окна", ids: { phrase_id: "2" }, content: texts({ a: "second" }) },
      ],
    };
    const decided = decideWith(
      { keywordLists: [twins], rules: [keywords] },
      { phrase: { ids: { phrase_id: "2" } } },
    );
    expect(decided.slots["a"]?.content).toBe("second");
    expect(decided.keyword).toEqual({ phrase: "окна", list: "search", match: "id", rung: "id" });
  });
});

describe("the keyword signals", () => {
  const isBuy = {
    op: "signal",
    path: ["keyword", "group"],
    tests: [{ is: "eq", value: "buy" }],
    fold: true,
  } as const;
  const byGroup = rule("by-group", [
    variant("buy", { a: "buy" }, isBuy),
    variant("not", { a: "not" }, { op: "not", of: isBuy }),
  ]);
  const over = { keywordLists: [list], rules: [byGroup] };

  it("are there for rules", () => {
    expect(decideWith(over, { phrase: { text: "купить окна" } }).slots["a"]?.content).toBe("buy");
  });

  it("are false for a phrase in no list, and unknown without a phrase", () => {
    expect(decideWith(over, { phrase: { text: "двери" } }).slots["a"]?.content).toBe("not");
    expect(decideWith(over).slots["a"]?.reason).toBe("DEFAULT");
    expect(decideWith(over, { phrase: { text: " ", ids: { gbid: "9" } } }).slots["a"]?.reason).toBe(
      "DEFAULT",
    );
  });

  it("come from the query signal where no phrase was given", () => {
    const decided = decideWith(over, { signals: { query: "купить окна" } });
    expect(decided.keyword).toEqual({
      phrase: "Купить окна",
      list: "search",
      group: "buy",
      match: "identical",
      rung: "identical",
    });
  });

  it("give way to those that the caller has set", () => {
    const given = {
      signals: signals({ "keyword.group": "dacha" }),
      phrase: { text: "купить окна" },
    };
    const decided = decideWith({ keywordLists: [list], rules: [keywords, low] }, given);
    expect(decided.slots["b"]).toMatchObject({ content: "dacha b", variant: "dacha" });
    expect(decided.slots["a"]).toMatchObject({ rule: "low" });
    expect(decided.keyword).toBeUndefined();
  });

  it("may be set as one dotted name, and by phrase", () => {
    const decided = decideWith(
      { keywordLists: [list], rules: [keywords] },
      { signals: { "keyword.phrase": "окна" } },
    );
    expect(decided.slots["b"]).toMatchObject({ content: "no group" });
    expect(decided.keyword?.phrase).toBe("окна");
  });
});
