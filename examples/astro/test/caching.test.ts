import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DEFAULT_HEADLINES,
  describeOutages,
  describeReport,
  GREETINGS,
  runLeakSuite,
  runOutageSuite,
  startFacet,
  startFaultyApi,
  startSharedCache,
} from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { buildSite, removeBuild, startSite } from "./site.ts";

const PERSON = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
};

let facet: RunningServer;
let site: RunningServer;

async function get(path: string, headers: Record<string, string> = {}) {
  const response = await fetch(site.origin + path, { headers: { ...PERSON, ...headers } });
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
  await removeBuild();
});

describe("the built site, behind Astro's cache", () => {
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
    expect(header(second, "x-astro-cache")).toBe("HIT");
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
      expect(header(page, "x-astro-cache")).toBeNull();
      expect(header(page, "cache-control")).toBe("private, no-store");
      expect(header(page, "facet-scope")).toBe("private");
    }
  });

  it("adds the visitor's part to a page that was made when the site was built", async () => {
    const { html, response } = await get("/gift/");
    expect(response.headers.getSetCookie()).toEqual([]);
    expect(html).toContain("Sign in to see your trips");
    expect(html).toContain("min-block-size:3lh");
    const island = /\/_server-islands\/[^"]+/.exec(html)?.[0].replaceAll("&amp;", "&");
    const part = await get(island!, { referer: `${site.origin}/gift/` });
    expect(part.html).toContain(`<p data-facet="account.greeting">${GREETINGS.newcomer}</p>`);
    expect(header(part, "cache-control")).toBe("private, no-store");
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
