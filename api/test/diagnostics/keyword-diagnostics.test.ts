import { keywordsReportSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import type { AdClick } from "../../src/diagnostics/click.ts";
import { createKeywordDiagnostics } from "../../src/diagnostics/keyword-diagnostics.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 11, 1, 9);
const click = (parts: Partial<AdClick> = {}): AdClick => ({
  source: "yandex",
  campaign: "okna",
  brokenMacros: [],
  ...parts,
});

function counted(...clicks: readonly AdClick[]) {
  const diagnostics = createKeywordDiagnostics(START);
  for (const each of clicks) diagnostics.record(each, START);
  return diagnostics;
}

describe("the keywords report", () => {
  it("tells matched, unknown, broken and phraseless clicks apart, by campaign", () => {
    const report = counted(
      click({ phrase: "окна", rung: "identical" }),
      click({ phrase: "Москитная  Сетка" }),
      click({ phrase: "москитная сетка" }),
      click({ phrase: "окна бесплатно", blocked: true }),
      click({ campaign: "doors", brokenMacros: ["utm_term", "phrase_id"] }),
      click({ campaign: "doors" }),
    ).report({}, START + 1_000);
    expect(keywordsReportSchema.parse(report)).toEqual(report);
    expect(report.clicks).toEqual({
      total: 6,
      matched: 1,
      unknown: 2,
      blocked: 1,
      noPhrase: 1,
      brokenMacro: 1,
      withheld: 0,
    });
    expect(report.matches).toEqual({ identical: 1 });
    expect(report.unknownPhrases).toEqual([
      { source: "yandex", campaign: "okna", phrase: "москитная сетка", clicks: 2, overcount: 0 },
    ]);
    expect(report.brokenMacros).toEqual([
      { source: "yandex", campaign: "doors", parameter: "phrase_id", clicks: 1, overcount: 0 },
      { source: "yandex", campaign: "doors", parameter: "utm_term", clicks: 1, overcount: 0 },
    ]);
    expect(report.campaigns).toEqual([
      expect.objectContaining({ campaign: "okna", clicks: 4, unknown: 2, blocked: 1 }),
      expect.objectContaining({ campaign: "doors", clicks: 2, unknown: 0, brokenMacro: 1 }),
    ]);
  });

  it("keeps nothing of a phrase that looks like a person's data, but counts it", () => {
    const report = counted(
      click({ phrase: "иван +7 916 123-45-67" }),
      click({ phrase: "ivan@example.com", campaign: "ivan@example.com" }),
    ).report({}, START);
    expect(report.clicks).toMatchObject({ unknown: 2, withheld: 2 });
    expect(report.unknownPhrases).toEqual([]);
    expect(JSON.stringify(report)).not.toMatch(/916|ivan/u);
  });

  it("keeps campaigns whose name is a long number, as ad systems give them", () => {
    const [campaign] = counted(click({ campaign: "18446744073709551615" })).report(
      {},
      START,
    ).campaigns;
    expect(campaign?.campaign).toBe("18446744073709551615");
  });

  it("is of the days that the period touches", () => {
    const diagnostics = createKeywordDiagnostics(START);
    for (let day = 0; day < 5; day += 1)
      diagnostics.record(click({ phrase: `день ${day}` }), START + day * DAY);
    const now = START + 4 * DAY;
    const midnight = Date.UTC(2026, 11, 1);
    const phrases = (from?: number, to?: number) =>
      diagnostics
        .report(
          { ...(from === undefined ? {} : { from }), ...(to === undefined ? {} : { to }) },
          now,
        )
        .unknownPhrases.map(({ phrase }) => phrase)
        .toSorted();
    expect(phrases()).toHaveLength(5);
    expect(phrases(midnight + DAY, midnight + 3 * DAY)).toEqual(["день 1", "день 2"]);
    expect(phrases(midnight + 4 * DAY)).toEqual(["день 4"]);
    expect(phrases(midnight + 10 * DAY)).toEqual([]);
    const report = diagnostics.report({ from: midnight + DAY, to: midnight + 3 * DAY }, now);
    expect(report.from).toBe("2026-12-02T00:00:00.000Z");
    expect(report.to).toBe("2026-12-04T00:00:00.000Z");
    expect(report.since).toBe(new Date(START).toISOString());
  });

  it("adds days up", () => {
    const diagnostics = createKeywordDiagnostics(START);
    for (let day = 0; day < 3; day += 1) {
      for (let i = 0; i <= day; i += 1)
        diagnostics.record(click({ phrase: "сетка" }), START + day * DAY);
    }
    expect(diagnostics.report({}, START + 3 * DAY).unknownPhrases).toEqual([
      expect.objectContaining({ phrase: "сетка", clicks: 6, overcount: 0 }),
    ]);
  });

  it("forgets days past a month", () => {
    const diagnostics = createKeywordDiagnostics(START);
    for (let day = 0; day < 40; day += 1)
      diagnostics.record(click({ phrase: "сетка" }), START + day * DAY);
    expect(diagnostics.report({}, START + 40 * DAY).clicks.total).toBe(31);
  });

  it("stays bounded and truthful under a flood of made-up campaigns and phrases", () => {
    const diagnostics = createKeywordDiagnostics(START);
    for (let i = 0; i < 50_000; i += 1) {
      diagnostics.record(click({ campaign: `x${i}`, phrase: `шум ${i % 7_919}` }), START);
      if (i % 5 === 0) diagnostics.record(click({ phrase: "москитная сетка" }), START);
    }
    const report = diagnostics.report({}, START);
    expect(report.unknownPhrases[0]).toMatchObject({ phrase: "москитная сетка" });
    const [real] = report.unknownPhrases;
    expect((real?.clicks ?? 0) - (real?.overcount ?? 0)).toBeLessThanOrEqual(10_000);
    expect(real?.clicks).toBeGreaterThanOrEqual(10_000);
    expect(report.campaigns.length).toBeLessThanOrEqual(100);
    expect(report.unknownPhrases.length).toBeLessThanOrEqual(500);
    expect(diagnostics.totals().campaigns.length).toBeLessThanOrEqual(101);
    expect(diagnostics.totals().campaigns.reduce((sum, { clicks }) => sum + clicks, 0)).toBe(
      60_000,
    );
  });

  it("takes hostile names as names", () => {
    const report = counted(
      click({ campaign: "__proto__", source: "constructor", phrase: "__proto__" }),
      click({ campaign: "a\u0000b\nc", phrase: "x\u202Ey" }),
    ).report({}, START);
    expect(report.unknownPhrases.map(({ phrase }) => phrase).toSorted()).toEqual([
      "__proto__",
      "x y",
    ]);
    expect(report.campaigns.map(({ campaign }) => campaign)).toContain("a b c");
  });
});
