import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DEFAULT_HEADLINES,
  describeOutages,
  describeReport,
  ENTRANCES,
  GREETINGS,
  runLeakSuite,
  runOutageSuite,
  startFacet,
  startFaultyApi,
  startSharedCache,
} from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import type { Browser } from "playwright-core";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";
import { openObserved } from "../../../plugins/browser/test/observe.ts";
import { buildSite, startSite } from "./site.ts";

const PERSON = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
};
// SvelteKit takes a site for https unless a proxy says otherwise.
const PLAIN = { "x-forwarded-proto": "http" };

let facet: RunningServer;
let site: RunningServer;

async function get(path: string) {
  const response = await fetch(site.origin + path, { headers: PERSON });
  return { response, html: await response.text() };
}

const header = ({ response }: { response: Response }, name: string) => response.headers.get(name);

beforeAll(async () => {
  [facet] = await Promise.all([startFacet(), buildSite()]);
  site = await startSite(facet.origin);
}, 180_000);
afterAll(async () => {
  await site?.close();
  await facet?.close();
});

describe("the built site, behind its page cache", () => {
  it("gives nobody what is another's, and renders a code once", async () => {
    const report = await runLeakSuite({ origin: site.origin, api: facet.origin });
    expect(report.leaks, describeReport(report)).toEqual([]);
    expect(report.hitRatio).toBeGreaterThanOrEqual(0.95);
  }, 120_000);

  it("lets a cache in front keep nothing that a code decides", async () => {
    const front = await startSharedCache(site.origin);
    try {
      const report = await runLeakSuite({ origin: front.origin, api: facet.origin });
      expect(report.leaks, describeReport(report)).toEqual([]);
      expect(front.hits()).toBeGreaterThan(0);
    } finally {
      await front.close();
    }
  }, 120_000);

  it("answers a code from the cache, with a cookie of the visitor's own", async () => {
    const first = await get("/about");
    const second = await get("/about?gclid=another");
    expect(header(second, "x-cache")).toBe("hit");
    expect(header(second, "facet-key")).toBe(header(first, "facet-key"));
    expect(second.html).toContain(DEFAULT_HEADLINES.static);
    const [one, other] = [first, second].map(({ response }) => response.headers.getSetCookie());
    expect(other).toHaveLength(1);
    expect(other).not.toEqual(one);
    expect(header(second, "cdn-cache-control")).toBe("no-store");
    expect(header(second, "vary")).toBe("facet-key");
  });

  it("keeps a page that depends on the visitor out of every cache", async () => {
    for (const _ of [1, 2]) {
      const page = await get("/account");
      expect(header(page, "x-cache")).toBeNull();
      expect(header(page, "cache-control")).toBe("private, no-store");
      expect(header(page, "facet-scope")).toBe("private");
    }
  });
});

describe("the built site, when the service fails", () => {
  it("shows its own content within the budget, says so once, and recovers", async () => {
    const api = await startFaultyApi(facet.origin);
    const own = await startSite(api.origin, { FACET_TIMEOUT_MS: "250" });
    try {
      const rows = await runOutageSuite({ origin: own.origin, api, output: own.output });
      expect(describeOutages(rows)).toEqual([]);
    } finally {
      await own.close();
      await api.close();
    }
  }, 120_000);
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
