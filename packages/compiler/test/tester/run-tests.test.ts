import { describe, expect, test } from "vitest";
import { formatTestReport, runTests } from "../../src/tester/index.ts";
import type { Expectation, RuleTest, TestedDecision } from "../../src/tester/index.ts";

const decision: TestedDecision = {
  page: "okna",
  slots: {
    "hero.headline": {
      content: "Недорогие окна от 7 900 ₽",
      rule: "windows-by-intent",
      variant: "cheap",
      reason: "TARGETING_MATCH",
    },
    "hero.cta": { content: { label: "Рассчитать", href: "#lead" }, reason: "DEFAULT" },
    "hero.image": {
      content: null,
      hidden: true,
      rule: "windows-by-intent",
      variant: "cheap",
      reason: "TARGETING_MATCH",
    },
    "lead.form": {
      content: { fields: [] },
      experiment: "short-form",
      arm: "control",
      reason: "SPLIT",
    },
  },
  offers: [{ id: "comeback" }, { id: "guide" }],
  visitor: { segments: ["moscow", "hot"], score: 25, grade: "B" },
  keyword: { phrase: "окна", list: "okna-search", group: "cheap" },
};

function ruleTest(expectation: Expectation): RuleTest {
  const place = { file: "tests/okna.yaml", line: 2, column: 5 };
  return {
    name: "cheap query",
    given: { url: "https://okna.example/okna" },
    expect: expectation,
    place,
    placeOf: (path) => ({ ...place, line: 2 + path.length }),
  };
}

async function failuresOf(expectation: Expectation) {
  const report = await runTests([ruleTest(expectation)], async () => decision);
  return report.results[0]?.failures ?? [];
}

describe("a test passes", () => {
  test.each<Expectation>([
    {},
    { page: "okna" },
    {
      slots: {
        "hero.headline": { variant: "windows-by-intent/cheap", contains: ["Недорогие", "7 900"] },
      },
    },
    {
      slots: {
        "hero.headline": { equals: "Недорогие окна от 7 900 ₽", reason: "TARGETING_MATCH" },
      },
    },
    {
      slots: {
        "hero.cta": { content: { label: "Рассчитать" }, contains: ["#lead"], hidden: false },
      },
    },
    { slots: { "hero.cta": { equals: { href: "#lead", label: "Рассчитать" } } } },
    { slots: { "hero.image": { hidden: true, rule: "windows-by-intent" } } },
    {
      slots: {
        "lead.form": { variant: "short-form/control", experiment: "short-form", arm: "control" },
      },
    },
    { offers: ["comeback", "guide"] },
    { segments: ["hot", "moscow"] },
    { keyword: { group: "cheap", list: "okna-search" } },
    { visitor: { score: 25, grade: "B" } },
  ])("that expects %j", async (expectation) => {
    expect(await failuresOf(expectation)).toEqual([]);
  });
});

describe("a test fails", () => {
  test.each<[Expectation, string, unknown, unknown]>([
    [{ page: "about" }, "page", "about", "okna"],
    [
      { slots: { "hero.headline": { variant: "a/b" } } },
      "slot hero.headline: variant",
      "a/b",
      "windows-by-intent/cheap",
    ],
    [
      { slots: { "hero.headline": { contains: ["Дорогие"] } } },
      "slot hero.headline: content contains",
      ["Дорогие"],
      "Недорогие окна от 7 900 ₽",
    ],
    [
      { slots: { "hero.cta": { equals: { label: "Рассчитать" } } } },
      "slot hero.cta: content",
      { label: "Рассчитать" },
      { label: "Рассчитать", href: "#lead" },
    ],
    [
      { slots: { "hero.cta": { content: { label: "Узнать" } } } },
      "slot hero.cta: content has",
      { label: "Узнать" },
      { label: "Рассчитать", href: "#lead" },
    ],
    [{ slots: { "hero.cta": { hidden: true } } }, "slot hero.cta: hidden", true, false],
    [{ slots: { "hero.cta": { variant: "a/b" } } }, "slot hero.cta: variant", "a/b", null],
    [{ slots: { toString: { rule: "a" } } }, "slot toString", "in the answer", "not in the answer"],
    [
      { offers: ["guide", "comeback"] },
      "offers, best first",
      ["guide", "comeback"],
      ["comeback", "guide"],
    ],
    [{ offers: [] }, "offers, best first", [], ["comeback", "guide"]],
    [{ segments: ["hot"] }, "segments", ["hot"], ["hot", "moscow"]],
    [{ keyword: null }, "keyword", null, "окна"],
    [{ keyword: { group: "home" } }, "keyword group", "home", "cheap"],
    [{ visitor: { rank: "A1" } }, "visitor rank", "A1", null],
  ])("that expects %j", async (expectation, what, expected, actual) => {
    expect(await failuresOf(expectation)).toEqual([
      expect.objectContaining({ what, expected, actual }),
    ]);
  });

  test("with the winner, its reason, and the place of the expectation", async () => {
    expect(await failuresOf({ slots: { "hero.headline": { reason: "DEFAULT" } } })).toEqual([
      expect.objectContaining({
        why: "windows-by-intent/cheap (TARGETING_MATCH)",
        file: "tests/okna.yaml",
        line: 6,
        column: 5,
      }),
    ]);
  });

  test("alone, where no decision could be made", async () => {
    let calls = 0;
    const report = await runTests([ruleTest({}), ruleTest({})], async () => {
      calls += 1;
      if (calls === 1) throw new Error("the service is down");
      return decision;
    });
    expect(report).toMatchObject({
      passed: 1,
      failed: 1,
      results: [{ ok: false, error: "the service is down" }, { ok: true }],
    });
  });
});

describe("a report", () => {
  test("reads as a list with what was expected, what came, and why", async () => {
    const report = await runTests(
      [ruleTest({}), ruleTest({ slots: { "hero.cta": { contains: ["Узнать"] } } })],
      async () => decision,
    );
    expect(formatTestReport(report, { color: false })).toBe(
      [
        "✓ cheap query",
        "✗ cheap query  tests/okna.yaml:2:5",
        "    slot hero.cta: content contains  tests/okna.yaml:6:5",
        '      - expected ["Узнать"]',
        '      + actual   {"label":"Рассчитать","href":"#lead"}',
        "        because  the default (DEFAULT)",
        "",
        "1 failed, 1 passed",
      ].join("\n"),
    );
  });

  test("has colours only where they are wanted", async () => {
    const report = await runTests([ruleTest({})], async () => decision);
    expect(formatTestReport(report, { color: true })).toContain("\u001B[32m✓\u001B[0m");
    expect(formatTestReport(report, { color: false })).not.toContain("\u001B");
  });
});
