import { afterAll, beforeAll, expect, it } from "vitest";
import { ENTRANCES, GREETINGS, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import type { Browser } from "playwright-core";
import { describeCachedSite } from "../../../packages/leak-suite/test/cached-site.ts";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";
import { openObserved } from "../../../plugins/browser/test/observe.ts";
import { buildSite, startSite } from "./site.ts";

// SvelteKit takes a site for https unless a proxy says otherwise.
const PLAIN = { "x-forwarded-proto": "http" };

let facet: RunningServer;
let site: RunningServer;

beforeAll(async () => {
  [facet] = await Promise.all([startFacet(), buildSite()]);
  site = await startSite(facet.origin);
}, 180_000);
afterAll(async () => {
  await site?.close();
  await facet?.close();
});

describeCachedSite("the built site, behind its page cache", {
  facet: () => facet,
  site: () => site,
  start: startSite,
  hit: { header: "x-cache", value: "hit" },
});

describeInChromium("the built site in a browser", () => {
  let browser: Browser;

  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it("shows a page from the cache without a shift, and without an error under its own strict policy", async () => {
    const { query, headline } = ENTRANCES[2]!;
    const url = `${site.origin}/?${new URLSearchParams(query)}`;
    for (const _ of [1, 2]) {
      const { page, errors, shift } = await openObserved(browser, url, { headers: PLAIN });
      expect(await page.textContent("h1")).toBe(headline);
      expect(await shift()).toBe(0);
      expect(errors).toEqual([]);
      await page.close();
    }
  });

  it("decides anew where the browser goes on to another page by itself", async () => {
    const { page, errors } = await openObserved(browser, `${site.origin}/about`, {
      headers: PLAIN,
    });
    await page.click("text=My trips");
    await page.waitForSelector(`h1:has-text("${GREETINGS.newcomer}")`);
    expect(errors).toEqual([]);
    await page.close();
  });
});
