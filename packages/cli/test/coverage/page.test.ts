import { existsSync } from "node:fs";
import { chromium } from "playwright-core";
import { afterAll, describe, expect, test } from "vitest";
import { renderCoveragePage } from "../../src/coverage/page/page.ts";
import { SAMPLE } from "./sample.ts";

const CHROMIUM = "/usr/bin/chromium";
const HEAD = { report: 'november <"1">.csv', at: new Date("2026-12-01T10:00:00Z") };
const page = renderCoveragePage(SAMPLE, HEAD);

describe("the coverage page", () => {
  test("needs nothing from elsewhere, and no script", () => {
    expect(page).not.toMatch(/<script|<link|<img|@import|url\(|\son\w+=/iu);
    expect(page.match(/https?:\/\/[^"<& ]+/gu)).toEqual(["https://evil.example"]);
    expect(page).toContain("default-src 'none'");
  });

  test("shows terms as texts, whatever they hold", () => {
    expect(page).toContain("&lt;script&gt;alert(1)&lt;/script&gt;");
    expect(page).toContain("november &lt;&quot;1&quot;&gt;.csv");
    expect(page).not.toMatch(/undefined|NaN|\[object/u);
  });

  test("tells the shares to those who do not see the chart", () => {
    expect(page).toContain(
      'aria-label="Shares by cost: Identical 45.0%, Matched 30.0%, Second chance 3.0%, Blocked 5.0%, Default only 17.0%"',
    );
  });

  test("leaves out what there is nothing of", () => {
    const none = { terms: 0, clicks: 0, cost: 0, clicksShare: 0, costShare: 0 };
    const bare = renderCoveragePage(
      {
        ...SAMPLE,
        total: none,
        outcomes: {
          identical: none,
          matched: none,
          secondChance: none,
          blocked: none,
          default: none,
        },
        unmapped: { ...none, top: [] },
        blocked: { ...none, top: [] },
        ambiguous: { ...none, top: [] },
        overlong: { ...none, top: [] },
        groups: [],
        idleGroups: [],
        phrases: { total: 0, reached: 0, unreached: [] },
        skipped: { rows: 0, reasons: {}, first: [] },
      },
      HEAD,
    );
    for (const id of ["unmapped", "blocked", "ambiguous", "overlong", "groups", "unreached"]) {
      expect(bare).not.toContain(`id="${id}"`);
    }
    expect(bare).not.toMatch(/undefined|NaN|Infinity/u);
  });
});

describe.skipIf(!existsSync(CHROMIUM))("the coverage page in a browser", async () => {
  const browser = existsSync(CHROMIUM)
    ? await chromium.launch({ executablePath: CHROMIUM, args: ["--no-sandbox", "--disable-gpu"] })
    : undefined;
  afterAll(() => browser?.close());

  test.each([
    ["a wide screen", 1_280, "light"],
    ["a telephone", 360, "dark"],
  ] as const)(
    "fits %s, asks for nothing and complains of nothing",
    async (_, width, colorScheme) => {
      const tab = await browser?.newPage({ viewport: { width, height: 800 }, colorScheme });
      if (!tab) throw new Error("no browser");
      const heard: string[] = [];
      tab.on("console", (message) => heard.push(message.text()));
      tab.on("request", (request) => heard.push(request.url()));
      await tab.setContent(page);
      expect(heard).toEqual([]);
      expect(await tab.evaluate("document.documentElement.scrollWidth")).toBe(width);
      const bars = await tab
        .locator("#outcomes .stack rect:not(.track)")
        .evaluateAll((rects) =>
          rects.map(
            (rect) =>
              (rect as { getBoundingClientRect(): { width: number } }).getBoundingClientRect()
                .width,
          ),
        );
      expect(bars).toHaveLength(10);
      expect(bars.every((length) => length > 0)).toBe(true);
      await tab.close();
    },
  );
});
