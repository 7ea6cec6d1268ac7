import { loadRuleset, matchPhrase } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileRules } from "../../src/compile-rules.ts";
import { coverReport, coverTerms, OUTCOMES } from "../../src/coverage/index.ts";
import type { CoverageReport, SearchTerm } from "../../src/coverage/index.ts";
import { chunked } from "../tabular/bytes.ts";

const FILES: Readonly<Record<string, string>> = {
  "site.yaml": `version: 1
site: okna
locales: [ru]
timeZone: Europe/Moscow
slots:
  hero.headline: { type: text, maxLength: 32, default: Пластиковые окна }
  hero.text: { type: text, default: Замер бесплатно }
  other.text: { type: text, default: О нас }
pages:
  okna: { path: /okna, slots: [hero.headline, hero.text] }
  about: { path: /about, slots: [other.text] }
`,
  "content.yaml": `rule: echo
page: okna
priority: 10
variants:
  - id: any
    content:
      hero.headline: "{query|sentence|default:Окна} за день"
      hero.text: "Про {query|max:20|default:окна}"
`,
  "keywords.yaml": `keywordList: okna
file: okna.csv
platform: yandex
minus: |
  своими руками
secondChances: [layout, typo]
groups:
  cheap: { label: Недорого }
  dacha: { label: На дачу, minus: "забор" }
  quiet: {}
`,
  "okna.csv": `keyword;group
окна недорого;cheap
купить пластиковые окна недорого;cheap
окна +на дачу;dacha
пластиковые окна для загородного дома;dacha
тихие окна;quiet
подоконник;
`,
};

function rules(files: Readonly<Record<string, string>> = FILES) {
  const { artifact, buffers, problems } = compileRules(new Map(Object.entries(files)));
  if (!artifact) throw new Error(JSON.stringify(problems));
  return loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
}

const RULES = rules();
const row = (term: string, clicks = 1, cost = 1): SearchTerm => ({ term, clicks, cost });
const cover = (...terms: readonly SearchTerm[]): Promise<CoverageReport> =>
  coverTerms(RULES, terms);

describe("what became of the terms", () => {
  it.each([
    ["окна недорого", "identical"],
    ["Окна  Недорого", "identical"],
    ["окон недорого в москве", "matched"],
    ["jryf ytljhjuj", "secondChance"],
    ["окна недорого своими руками", "blocked"],
    ["москитная сетка", "default"],
    ["", "default"],
  ])("%j is %s", async (term, outcome) => {
    const { outcomes } = await cover(row(term));
    expect(OUTCOMES.filter((each) => outcomes[each].terms === 1)).toEqual([outcome]);
  });

  it("is told as shares of clicks and of cost", async () => {
    const { outcomes, total, matches } = await cover(
      row("окна недорого", 30, 100),
      row("купить окна на дачу", 10, 200),
      row("сетка", 60, 700),
    );
    expect(total).toEqual({ terms: 3, clicks: 100, cost: 1_000 });
    expect(outcomes.identical).toMatchObject({ clicksShare: 0.3, costShare: 0.1 });
    expect(outcomes.matched).toMatchObject({ clicksShare: 0.1, costShare: 0.2 });
    expect(outcomes.default).toMatchObject({ clicksShare: 0.6, costShare: 0.7 });
    expect(matches).toMatchObject({ identical: { clicks: 30 }, broad: { clicks: 10 } });
  });

  it("adds up to the whole, and says what the matcher says", async () => {
    const words = [
      "окна",
      "окон",
      "недорого",
      "дачу",
      "на",
      "подоконник",
      "сетка",
      "тихие",
      "руками",
      "своими",
    ];
    const term = fc
      .array(fc.constantFrom(...words), { minLength: 1, maxLength: 5 })
      .map((each) => each.join(" "));
    const terms = fc.array(fc.record({ term, clicks: fc.nat(50), cost: fc.nat(900) }), {
      maxLength: 25,
    });
    await fc.assert(
      fc.asyncProperty(terms, async (rows) => {
        const report = await cover(...rows);
        const sum = (of: "terms" | "clicks" | "cost") =>
          OUTCOMES.reduce((total, outcome) => total + report.outcomes[outcome][of], 0);
        expect([sum("terms"), sum("clicks"), sum("cost")]).toEqual(Object.values(report.total));
        const isMatched = rows.filter(({ term }) => matchPhrase(RULES, { text: term }));
        expect(report.groups.reduce((total, { terms }) => total + terms, 0)).toBe(isMatched.length);
        expect(report.unmapped.terms + report.blocked.terms).toBe(rows.length - isMatched.length);
      }),
      { numRuns: 60 },
    );
  });
});

describe("terms that no list knows", () => {
  it("come costliest first, the rows of one term together, with the group they resemble", async () => {
    const { unmapped } = await cover(
      row("домик на дачу", 1, 10),
      row("сетка", 5, 50),
      row("тишина и окно", 3, 30),
      row("сетка", 5, 51),
    );
    expect(unmapped).toMatchObject({ terms: 4, cost: 141 });
    expect(unmapped.top).toEqual([
      { term: "сетка", terms: 2, clicks: 10, cost: 101 },
      expect.objectContaining({ term: "тишина и окно", suggestion: expect.anything() }),
      {
        term: "домик на дачу",
        terms: 1,
        clicks: 1,
        cost: 10,
        suggestion: { list: "okna", group: "dacha", words: ["дачу"] },
      },
    ]);
  });

  it("are ordered by clicks where the report has no cost", async () => {
    const { unmapped } = await cover(
      row("сетка", 1, 0),
      row("москитная сетка", 9, 0),
      row("карниз", 4, 0),
    );
    expect(unmapped.top.map(({ clicks }) => clicks)).toEqual([9, 4, 1]);
  });

  it("are cut after as many as are asked for", async () => {
    const rows = Array.from({ length: 30 }, (_, i) => row(`сетка ${i}`, 1, i));
    const { unmapped } = await coverTerms(RULES, rows, { top: 3 });
    expect(unmapped.top.map(({ cost }) => cost)).toEqual([29, 28, 27]);
    expect(unmapped.terms).toBe(30);
  });
});

describe("what is wrong with the lists", () => {
  it("names the minus phrase that blocks a term, and the phrase it blocks", async () => {
    const { blocked } = await cover(
      row("окна на дачу и забор", 2, 20),
      row("тихие окна своими руками", 1, 5),
    );
    expect(blocked.top).toMatchObject([
      { minus: "забор", phrase: { group: "dacha" } },
      { minus: "своими руками", phrase: { group: "quiet" } },
    ]);
  });

  it("names a term that only a tie break gave to one of two groups", async () => {
    const { ambiguous } = await cover(row("тихие окна недорого", 2, 20));
    expect(ambiguous.top).toHaveLength(1);
    const [term] = ambiguous.top;
    expect([term?.match.group, term?.rival.group].toSorted()).toEqual(["cheap", "quiet"]);
  });

  it("names none where one phrase says more of the term", async () => {
    const { ambiguous } = await cover(row("купить пластиковые окна недорого тихие"));
    expect(ambiguous.top).toEqual([]);
  });

  it("names a phrase that two groups have", async () => {
    const twice = rules({
      ...FILES,
      "okna.csv": "keyword;group\nокна недорого;cheap\nокна недорого;quiet\nокна на дачу;dacha\n",
    });
    const { ambiguous } = await coverTerms(twice, [row("окна недорого")]);
    expect(ambiguous.top).toMatchObject([
      { match: { group: "cheap" }, rival: { group: "quiet" }, decidedBy: "file" },
    ]);
  });

  it("names texts that the phrase makes longer than their slot, or than they allow themselves", async () => {
    const { overlong } = await cover(
      row("пластиковые окна для загородного дома цена", 4, 40),
      row("окна для загородного дома пластиковые", 1, 10),
      row("тихие окна", 1, 1),
    );
    expect(overlong).toMatchObject({ terms: 2, clicks: 5, cost: 50 });
    expect(overlong.top).toEqual([
      expect.objectContaining({
        slot: "hero.headline",
        text: "Пластиковые окна для загородного дома за день",
        length: 45,
        maxLength: 32,
        clicks: 5,
      }),
      expect.objectContaining({ slot: "hero.text", length: 37, maxLength: 20 }),
    ]);
  });

  it("lists groups and phrases with and without traffic", async () => {
    const { groups, idleGroups, phrases } = await cover(
      row("окна недорого", 1, 10),
      row("окно недорого", 1, 10),
      row("подоконник белый", 1, 5),
    );
    expect(groups).toEqual([
      {
        list: "okna",
        group: "cheap",
        label: "Недорого",
        phrases: 2,
        reached: 1,
        terms: 2,
        clicks: 2,
        cost: 20,
      },
      { list: "okna", phrases: 1, reached: 1, terms: 1, clicks: 1, cost: 5 },
    ]);
    expect(idleGroups).toEqual([
      { list: "okna", group: "dacha", label: "На дачу" },
      { list: "okna", group: "quiet" },
    ]);
    expect(phrases).toMatchObject({ total: 6, reached: 2 });
    expect(phrases.unreached.map(({ phrase }) => phrase)).toEqual([
      "купить пластиковые окна недорого",
      "окна на дачу",
      "пластиковые окна для загородного дома",
      "тихие окна",
    ]);
  });

  it("is nothing where there are no lists", async () => {
    const { "keywords.yaml": _, "okna.csv": __, ...bare } = FILES;
    const report = await coverTerms(rules(bare), [row("окна", 1, 1)]);
    expect(report.outcomes.default.costShare).toBe(1);
    expect(report.phrases).toEqual({ total: 0, reached: 0, unreached: [] });
  });
});

describe("a report", () => {
  const report = (text: string, options = {}) =>
    coverReport(RULES, chunked(new TextEncoder().encode(text)), options);

  it("says which rows were passed over", async () => {
    const { skipped, total } = await report("term,clicks,cost\nокна,1,1\nокна,x,1\nTotal,2,2\n");
    expect(total.terms).toBe(1);
    expect(skipped).toEqual({
      rows: 2,
      reasons: { number: 1, total: 1 },
      first: [{ row: 3, reason: "number" }],
    });
  });

  it("may be stopped", async () => {
    const long = `term,clicks,cost\n${"окна,1,1\n".repeat(5_000)}`;
    const seen: number[] = [];
    const stopped = report(long, {
      pauseEvery: 1_000,
      pause(rows: number) {
        seen.push(rows);
        if (rows === 3_000) throw new Error("enough");
      },
    });
    await expect(stopped).rejects.toThrow("enough");
    expect(seen).toEqual([1_000, 2_000, 3_000]);
  });

  it("gives the same answer every time", async () => {
    const text = `term,clicks,cost\n${["сетка", "окна недорого", "карниз"].map((term) => `${term},3,4`).join("\n")}\n`;
    expect(JSON.stringify(await report(text))).toBe(JSON.stringify(await report(text)));
  });
});
