import { afterAll, beforeAll, expect, it } from "vitest";
import { ENTRANCES, GREETINGS, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import type { Browser, Page } from "playwright-core";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";
import { buildSite, removeBuild, startSite } from "./site.ts";

const STRICT = "script-src 'self'; require-trusted-types-for 'script'";
const USER_AGENT =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36";

/** Opens a page and keeps what its console says of errors. */
async function open(
  browser: Browser,
  url: string,
  { policy }: { policy?: string } = {},
): Promise<{ page: Page; errors: string[] }> {
  const page = await browser.newPage({ userAgent: USER_AGENT });
  const errors: string[] = [];
  page.on("console", (message) => {
    if (message.type() === "error") errors.push(message.text());
  });
  page.on("pageerror", (error) => errors.push(error.message));
  if (policy !== undefined) {
    await page.route(url, async (route) => {
      const response = await route.fetch();
      const headers = { ...response.headers(), "content-security-policy": policy };
      await route.fulfill({ response, headers });
    });
  }
  await page.addInitScript(() => {
    const seen = { shift: 0 };
    Reflect.set(globalThis, "seen", seen);
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) seen.shift += Reflect.get(entry, "value") as number;
    }).observe({ type: "layout-shift", buffered: true });
  });
  await page.goto(url, { waitUntil: "networkidle" });
  return { page, errors };
}

const shiftOf = (page: Page) =>
  page.evaluate(() => (Reflect.get(globalThis, "seen") as { shift: number }).shift);

describeInChromium("the built site in a browser", () => {
  let facet: RunningServer;
  let site: RunningServer;
  let browser: Browser;

  beforeAll(async () => {
    [facet, browser] = await Promise.all([startFacet(), launchChromium(), buildSite()]);
    site = await startSite(facet.origin);
  }, 180_000);
  afterAll(async () => {
    await browser?.close();
    await site?.close();
    await facet?.close();
    await removeBuild();
  });

  it("shows a page from the cache without a shift, and without an error under a strict policy", async () => {
    const { query, headline } = ENTRANCES[2]!;
    const url = `${site.origin}/?${new URLSearchParams(query)}`;
    for (const _ of [1, 2]) {
      const { page, errors } = await open(browser, url, { policy: STRICT });
      expect(await page.textContent("h1")).toBe(headline);
      expect(await shiftOf(page)).toBe(0);
      expect(errors).toEqual([]);
      await page.close();
    }
  });

  it("puts the visitor's part into its place on a page made ahead, without a shift", async () => {
    const { page, errors } = await open(browser, `${site.origin}/gift/`);
    await page.waitForSelector(`text=${GREETINGS.newcomer}`);
    expect(await shiftOf(page)).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });
});
