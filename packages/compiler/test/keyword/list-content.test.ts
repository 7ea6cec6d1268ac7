import { describe, expect, it } from "vitest";
import { decide, explainDecision, loadRuleset } from "@facet/engine";
import type { Context, Decision } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { compileRules } from "../../src/compile-rules.ts";

const FILES: Readonly<Record<string, string>> = {
  "site.yaml": `version: 1
site: site
locales: [en]
slots:
  a: { type: text, default: default a }
  b: { type: text, default: default b }
pages:
  home: { path: /, slots: [a, b] }
`,
  "content/low.yaml": `rule: low
priority: 100
variants:
  - { id: v, content: { a: low a, b: low b } }
`,
  "keywords/search.yaml": `keywordList: search
file: search.csv
platform: yandex
`,
  "keywords/search.csv": `keyword;group;phrase_id;a;b
Купить окна;buy;;phrase a;
окна на дачу;dacha;;;
окна;;;;no group
окна из дуба;unknown;;;
двойник;;1;first;
двойник;;2;second;
(синие|красные) двери;;;door;
;buy;;group a;group b
;dacha;;;dacha b
`,
};

const BY_GROUP = `rule: by-group
priority: 2000
variants:
  - { id: buy, when: { keyword.group: buy }, content: { a: buy } }
  - { id: not, when: { not: { keyword.group: buy } }, content: { a: not } }
`;

function decideWith(over: Readonly<Record<string, string>>, given: Partial<Context>): Decision {
  const files = new Map(Object.entries({ ...FILES, ...over }));
  const { artifact, buffers, problems } = compileRules(files);
  if (!artifact) throw new Error(JSON.stringify(problems));
  const context = { now: 0, page: "home", signals: {}, ...given };
  const ruleset = loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
  return decide(ruleset, context, { explain: explainDecision });
}

function decidePhrase(text: string, over: Readonly<Record<string, string>> = {}): Decision {
  return decideWith(over, { phrase: { text } });
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
    expect(decidePhrase("окна из дуба").slots["a"]).toMatchObject({ rule: "low" });
  });

  it("is nobody's whose phrase is in no list, or in a list that is switched off", () => {
    expect(decidePhrase("балконы").slots["a"]).toMatchObject({ rule: "low" });
    const off = { "keywords/search.yaml": `${FILES["keywords/search.yaml"]}enabled: false\n` };
    expect(decidePhrase("окна", off).slots["b"]).toMatchObject({ rule: "low" });
  });

  it("gives rows with the same text their own content", () => {
    const decided = decideWith({}, { phrase: { ids: { phrase_id: "2" } } });
    expect(decided.slots["a"]?.content).toBe("second");
    expect(decided.keyword).toEqual({ phrase: "двойник", list: "search", match: "id", rung: "id" });
  });

  it("is the same for every alternative of a row", () => {
    expect(decidePhrase("синяя дверь").slots["a"]).toMatchObject({
      content: "door",
      variant: "синие двери",
    });
    expect(decidePhrase("красные двери").slots["a"]).toMatchObject({ content: "door" });
  });
});

describe("the keyword signals", () => {
  const over = { "content/by-group.yaml": BY_GROUP };

  it("are there for rules", () => {
    expect(decidePhrase("купить окна", over).slots["a"]?.content).toBe("buy");
  });

  it("are false for a phrase in no list, and unknown without a phrase", () => {
    expect(decidePhrase("балконы", over).slots["a"]?.content).toBe("not");
    expect(decideWith(over, {}).slots["a"]?.content).toBe("low a");
    const blank = { phrase: { text: " ", ids: { gbid: "9" } } };
    expect(decideWith(over, blank).slots["a"]?.content).toBe("low a");
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
    const given = { signals: { keyword: { group: "dacha" } }, phrase: { text: "купить окна" } };
    const decided = decideWith({}, given);
    expect(decided.slots["b"]).toMatchObject({ content: "dacha b", variant: "dacha" });
    expect(decided.slots["a"]).toMatchObject({ rule: "low" });
    expect(decided.keyword).toBeUndefined();
  });

  it("may be set as one dotted name, and by phrase", () => {
    const decided = decideWith({}, { signals: { "keyword.phrase": "окна" } });
    expect(decided.slots["b"]).toMatchObject({ content: "no group" });
    expect(decided.keyword?.phrase).toBe("окна");
  });
});

describe("a remembered phrase", () => {
  const remembered = {
    phrase: "Купить окна",
    list: "search",
    match: "broad",
    rung: "matcher",
  } as const;

  it("is the phrase of a request that brings none", () => {
    const { keyword, slots } = decideWith({}, { remembered });
    expect(keyword).toEqual({ ...remembered, group: "buy" });
    expect(slots["a"]).toMatchObject({ content: "phrase a" });
    expect(decideWith({}, { remembered, phrase: { ids: { gbid: "9" } } }).keyword).toEqual(keyword);
  });

  it("gives way to the phrase of a request, even one that no list has", () => {
    expect(decideWith({}, { remembered, phrase: { text: "окна" } }).keyword?.phrase).toBe("окна");
    expect(decideWith({}, { remembered, phrase: { text: "балконы" } }).keyword).toBeUndefined();
  });

  it("is over where its list has it no more", () => {
    for (const gone of [{ phrase: "балконы" }, { list: "brand" }]) {
      expect(decideWith({}, { remembered: { ...remembered, ...gone } }).keyword).toBeUndefined();
    }
  });
});

describe("an insertion of the query", () => {
  const slots = `slots:
  a: { type: text, default: "{query|default:windows}" }
  b: { type: text, insert: any, default: "{query|default:windows}" }
`;
  const over = {
    "site.yaml": (FILES["site.yaml"] ?? "").replace(/slots:\n(?: .*\n)+/u, slots),
    "content/low.yaml": "",
    "keywords/search.yaml": "keywordList: search\nfile: search.csv\n",
    "keywords/search.csv": "keyword\nCheap Windows\n",
  };
  const texts = (query: string): unknown[] => {
    const { slots } = decideWith(over, { phrase: { text: query }, signals: { query } });
    return [slots["a"]?.content, slots["b"]?.content];
  };

  it("gives the listed phrase, or the raw query where the slot allows it", () => {
    expect(texts("cheap windows")).toEqual(["Cheap Windows", "cheap windows"]);
    expect(texts("cheap red windows")).toEqual(["Cheap Windows", "cheap red windows"]);
    expect(texts("scam.example")).toEqual(["windows", "scam.example"]);
  });
});

describe("an explanation", () => {
  it("names the phrase, and those that were in the running", () => {
    const { explain } = decideWith({}, { phrase: { text: "окна на новую дачу" } });
    expect(explain?.keyword).toMatchObject({
      text: "окна на новую дачу",
      match: { phrase: "окна на дачу", rung: "matcher" },
      losers: [
        { phrase: "окна", lost: "beaten", decidedBy: "words" },
        { phrase: "Купить окна", lost: "missing", detail: "купить" },
        { phrase: "окна из дуба", lost: "missing", detail: "дуба" },
      ],
    });
  });
});
