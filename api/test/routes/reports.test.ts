import { keywordsReportSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { NOW, testApp } from "../fixtures/app.ts";

const PAGE = "https://shop.example/okna";
const AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36";
const AD = `${PAGE}?utm_source=yandex&utm_medium=cpc&utm_campaign=777`;

async function visited(...urls: readonly string[]) {
  const app = await testApp();
  for (const url of urls) await app.decide({ url, userAgent: AGENT });
  const report = async (query = "") => {
    const response = await app.request(`/v1/reports/keywords${query}`);
    expect(response.status).toBe(200);
    return keywordsReportSchema.parse(await response.json());
  };
  return { ...app, report };
}

describe("GET /v1/reports/keywords", () => {
  it("tells unknown phrases and broken macros of ad clicks by campaign", async () => {
    const { report } = await visited(
      `${AD}&utm_term=москитная+сетка`,
      `${AD}&utm_term=москитная+сетка`,
      `${AD}&utm_term={keyword}`,
      `${AD}&utm_term=%7Bkeyword%7D`,
      PAGE,
    );
    const { clicks, unknownPhrases, brokenMacros } = await report();
    expect(clicks).toMatchObject({ total: 4, unknown: 2, brokenMacro: 2 });
    expect(unknownPhrases).toEqual([
      { source: "yandex", campaign: "777", phrase: "москитная сетка", clicks: 2, overcount: 0 },
    ]);
    expect(brokenMacros).toEqual([
      { source: "yandex", campaign: "777", parameter: "utm_term", clicks: 2, overcount: 0 },
    ]);
  });

  it("counts no bots, no peeks, no previews and no prefetches", async () => {
    const { decide, report } = await visited();
    const url = `${AD}&utm_term=москитная+сетка`;
    await decide({ url, userAgent: "Googlebot/2.1 (+http://www.google.com/bot.html)" });
    await decide({ url, userAgent: AGENT, peek: true });
    await decide({ url, userAgent: AGENT, signals: { visits: 2 } });
    await decide({ url, userAgent: AGENT }, { "Sec-Purpose": "prefetch" });
    expect((await report()).clicks.total).toBe(0);
  });

  it("counts without consent too, since it keeps nothing of the visitor", async () => {
    const { decide, report } = await visited();
    const consent = { storage: false, analytics: false, profile: false };
    const url = `${AD}&utm_term=позвоните+79161234567`;
    await decide({ url, userAgent: AGENT, consent });
    const told = await report();
    expect(told.clicks).toMatchObject({ unknown: 1, withheld: 1 });
    expect(JSON.stringify(told)).not.toContain("7916");
  });

  it("comes as CSV that no spreadsheet runs", async () => {
    const { request } = await visited(`${AD}&utm_term=%3DHYPERLINK(1)`);
    const response = await request("/v1/reports/keywords", { headers: { Accept: "text/csv" } });
    expect(response.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    expect(response.headers.get("vary")).toContain("Accept");
    const lines = (await response.text()).trimEnd().split("\r\n");
    expect(lines[0]).toBe("kind,source,campaign,parameter,phrase,clicks,overcount");
    expect(lines).toContain("unknown-phrase,yandex,777,,'=hyperlink(1),1,0");
  });

  it("is of a period", async () => {
    const { report, request } = await visited(`${AD}&utm_term=москитная+сетка`);
    const today = new Date(NOW).toISOString().slice(0, 10);
    expect((await report(`?from=${today}&to=${today}`)).clicks.total).toBe(1);
    expect((await report("?to=2026-11-01")).clicks.total).toBe(0);
    for (const [query, detail] of [
      ["?from=yesterday", "?from: expected a day such as 2026-12-01, or an instant"],
      ["?from=2026-12-02&to=2026-12-01", "?from: must be before `to`"],
      ["?form=2026-12-01", '?form: unknown field "form"'],
    ] as const) {
      const response = await request(`/v1/reports/keywords${query}`);
      expect(response.status).toBe(400);
      expect(await response.json()).toMatchObject({ detail: expect.stringContaining(detail) });
    }
  });
});

describe("GET /metrics", () => {
  it("has the same counts by campaign, in Prometheus' format", async () => {
    const { request } = await visited(
      `${AD}&utm_term=москитная+сетка`,
      `${AD}&utm_term={keyword}`,
      `${PAGE}?utm_source=vk&utm_campaign=${encodeURIComponent('a"b')}&utm_term=x`,
    );
    const response = await request("/metrics");
    expect(response.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const text = await response.text();
    expect(text).toContain('facet_rules_info{revision="r_0123456789ab"} 1\n');
    expect(text).toContain('facet_ad_clicks_total{source="yandex",campaign="777"} 2\n');
    expect(text).toContain('facet_unknown_phrase_clicks_total{source="yandex",campaign="777"} 1\n');
    expect(text).toContain('facet_broken_macro_clicks_total{source="yandex",campaign="777"} 1\n');
    expect(text).toContain('facet_ad_clicks_total{source="vk",campaign="a\\"b"} 1\n');
    for (const line of text.trimEnd().split("\n")) {
      expect(line).toMatch(/^(?:# (?:HELP|TYPE) facet_\w+ .+|facet_\w+(?:\{.*\})? \d+)$/u);
    }
  });
});
