import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  DEFAULT_HEADLINES,
  describeReport,
  ENTRANCES,
  GREETINGS,
  runLeakSuite,
  startFacet,
} from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { buildSite, removeBuild, startSite } from "./site.ts";

const PERSON = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
};
const BUDGET_MS = 200;

let facet: RunningServer;
let site: RunningServer;

async function get(
  path: string,
  { headers = {}, from = site }: { headers?: Record<string, string>; from?: RunningServer } = {},
) {
  const startedAt = performance.now();
  const response = await fetch(from.origin + path, { headers: { ...PERSON, ...headers } });
  const html = await response.text();
  return { response, html, tookMs: performance.now() - startedAt };
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
    const part = await get(island!, { headers: { referer: `${site.origin}/gift/` } });
    expect(part.html).toContain(`<p data-facet="account.greeting">${GREETINGS.newcomer}</p>`);
    expect(header(part, "cache-control")).toBe("private, no-store");
  });
});

describe("the built site, when the service is away", () => {
  it("shows its own content within the budget, says so once, and recovers", async () => {
    const own = await startSite(facet.origin, { FACET_TIMEOUT_MS: `${BUDGET_MS}` });
    try {
      const path = `/?${new URLSearchParams(ENTRANCES[1]!.query)}`;
      await get(path, { from: own });
      facet.pause();
      for (const _ of [1, 2, 3, 4]) {
        const page = await get(path, { from: own });
        expect(page.html).toContain(DEFAULT_HEADLINES.shared);
        expect(header(page, "facet-degraded")).toBe("api");
        expect(header(page, "cache-control")).toBe("private, no-store");
        expect(page.tookMs).toBeLessThan(BUDGET_MS + 2_000);
      }
      expect(own.output().match(/facet: http/g)).toHaveLength(1);
      facet.resume();
      await expect
        .poll(async () => (await get(path, { from: own })).html, { timeout: 10_000 })
        .toContain(ENTRANCES[1]!.headline);
      expect(own.output().match(/facet: http/g)).toHaveLength(1);
    } finally {
      facet.resume();
      await own.close();
    }
  }, 60_000);

  it.each([
    ["refuses connections", "http://127.0.0.1:9"],
    ["is no such service", "self"],
  ])(
    "shows its own content where the service %s",
    async (_, api) => {
      const own = await startSite(api === "self" ? `${site.origin}/nowhere/` : api);
      try {
        const page = await get("/about", { from: own });
        expect(page.response.status).toBe(200);
        expect(page.html).toContain(DEFAULT_HEADLINES.static);
        expect(header(page, "facet-degraded")).toBe("api");
      } finally {
        await own.close();
      }
    },
    60_000,
  );
});
