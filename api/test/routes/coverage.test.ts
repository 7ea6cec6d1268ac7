import { compileRules } from "@facet/compiler";
import { loadRuleset } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import { coverageResponseSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { testApp } from "../fixtures/app.ts";

const FILES = new Map([
  [
    "site.yaml",
    `version: 1
site: okna
locales: [ru]
timeZone: Europe/Moscow
slots:
  hero.headline: { type: text, maxLength: 30, default: Окна }
pages:
  okna: { path: /okna, slots: [hero.headline] }
`,
  ],
  [
    "keywords.yaml",
    `keywordList: okna
file: okna.csv
platform: yandex
minus: |
  бесплатно
groups:
  cheap: { label: Недорого }
  sill: { label: Подоконники }
`,
  ],
  [
    "okna.csv",
    "keyword;group\nкупить окна недорого;cheap\nпластиковые окна;cheap\nподоконник белый;sill\n",
  ],
]);

function rules() {
  const { artifact, buffers, problems } = compileRules(FILES);
  if (!artifact) throw new Error(JSON.stringify(problems));
  return loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
}

const CSV = `Поисковый запрос;Клики;Расход, руб.
купить окна недорого;10;1 000,00
окна пластиковые в москве;5;500,00
пластиковые окна бесплатно;2;200,00
москитная сетка;3;300,00
Итого;20;2 000,00
`;

describe("POST /v1/coverage", () => {
  const post = async (body: BodyInit, type?: string) => {
    const { request } = await testApp({ rules: rules() });
    return request("/v1/coverage", {
      method: "POST",
      body,
      ...(type === undefined ? {} : { headers: { "Content-Type": type } }),
    });
  };

  it("takes a report just as the ad system exports it", async () => {
    const response = await post(CSV, "text/csv; charset=utf-8");
    expect(response.status).toBe(200);
    const report = coverageResponseSchema.parse(await response.json());
    expect(report.total).toEqual({ terms: 4, clicks: 20, cost: 2_000 });
    expect(report.outcomes).toMatchObject({
      identical: { clicks: 10, costShare: 0.5 },
      matched: { clicks: 5, costShare: 0.25 },
      blocked: { clicks: 2, costShare: 0.1 },
      default: { clicks: 3, costShare: 0.15 },
    });
    expect(report.unmapped.top.map(({ term }) => term)).toEqual(["москитная сетка"]);
    expect(report.blocked.top).toMatchObject([{ minus: "бесплатно", phrase: { group: "cheap" } }]);
    expect(report.idleGroups).toEqual([{ list: "okna", group: "sill", label: "Подоконники" }]);
  });

  it("takes terms as JSON, with the same answer", async () => {
    const terms = [
      { term: "купить окна недорого", clicks: 10, cost: 1_000 },
      { term: "окна пластиковые в москве", clicks: 5, cost: 500 },
      { term: "пластиковые окна бесплатно", clicks: 2, cost: 200 },
      { term: "москитная сетка", clicks: 3, cost: 300 },
    ];
    const fromJson: unknown = await (
      await post(JSON.stringify({ terms }), "application/json")
    ).json();
    const fromCsv = (await (await post(CSV, "text/csv")).json()) as object;
    expect(fromJson).toEqual({ ...fromCsv, skipped: { rows: 0, reasons: {}, first: [] } });
  });

  it("counts a term without figures as one that nobody clicked", async () => {
    const report: unknown = await (
      await post(JSON.stringify({ terms: [{ term: "окна" }] }), "application/json")
    ).json();
    expect(report).toMatchObject({ total: { terms: 1, clicks: 0, cost: 0 } });
  });

  it.each([
    ["a table without known columns", "a,b\n1,2\n", "text/csv", 400, /Search term/u],
    ["a broken quote", 'term,clicks\n"x,1\n', "text/csv", 400, /^Row 2: .*never closed/u],
    [
      "an unknown field",
      '{"terms":[{"term":"x","click":1}]}',
      "application/json",
      400,
      /did you mean/u,
    ],
    [
      "a negative figure",
      '{"terms":[{"term":"x","clicks":-1}]}',
      "application/json",
      400,
      /clicks/u,
    ],
    ["a text that is no JSON", "x", "application/json", 400, /JSON/u],
    ["more than 256 KB", "x".repeat(300_000), "text/csv", 413, /256 KB/u],
  ])("refuses %s", async (_, body, type, status, detail) => {
    const response = await post(body, type);
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(((await response.json()) as { detail: string }).detail).toMatch(detail);
  });

  it("asks for patience where no rules are served", async () => {
    const { post: send } = await testApp({ rules: undefined });
    expect((await send("/v1/coverage", { terms: [] })).status).toBe(503);
  });
});
