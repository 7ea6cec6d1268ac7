import { afterAll, beforeAll, expect, it } from "vitest";
import { ENTRANCES, GREETINGS, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import type { Browser } from "playwright-core";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";
import { openObserved, STRICT_POLICY } from "../../../plugins/browser/test/observe.ts";
import { buildSite, removeBuild, startSite } from "./site.ts";

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
      const { page, errors, shift } = await openObserved(browser, url, { policy: STRICT_POLICY });
      expect(await page.textContent("h1")).toBe(headline);
      expect(await shift()).toBe(0);
      expect(errors).toEqual([]);
      await page.close();
    }
  });

  it("puts the visitor's part into its place on a page made ahead, without a shift", async () => {
    const { page, errors, shift } = await openObserved(browser, `${site.origin}/gift/`);
    await page.waitForSelector(`text=${GREETINGS.newcomer}`);
    expect(await shift()).toBe(0);
    expect(errors).toEqual([]);
    await page.close();
  });
});
