import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeReport, runLeakSuite, startFacet, startSharedCache } from "@facet/leak-suite";
import type { LeakKind, LeakReport, RunningServer } from "@facet/leak-suite";
import { startApp } from "./app.ts";
import type { Flaw } from "./app.ts";

let facet: RunningServer;

beforeAll(async () => {
  facet = await startFacet();
});
afterAll(() => facet.close());

async function report(flaws: readonly Flaw[]): Promise<LeakReport> {
  const app = await startApp(facet.origin, flaws);
  try {
    return await runLeakSuite({ origin: app.origin, api: facet.origin, repeats: 2, waves: 2 });
  } finally {
    await app.close();
  }
}

const kinds = ({ leaks }: LeakReport) => new Set(leaks.map(({ kind }) => kind));

describe("the suite", { timeout: 60_000 }, () => {
  it("finds nothing where a cache is keyed by the decision's code and keeps no cookie", async () => {
    const found = await report([]);
    expect(describeReport(found)).toContain(", 0 leaks");
    expect(found.hitRatio).toBe(1);
    expect(found.requests).toBeGreaterThan(200);
  });

  it.each<[string, Flaw, readonly LeakKind[]]>([
    ["a cache that knows URLs only", "keyed-by-url", ["foreign-content", "foreign-arm"]],
    ["a code that the visitor sent", "trusts-key", ["foreign-content", "shared-render"]],
    ["a cookie that is kept with the page", "stores-cookie", ["foreign-cookie"]],
    ["a private page that is kept", "stores-private", ["stored-private", "foreign-id"]],
    ["a decision in a page for many", "state-in-page", ["id-in-page", "offer-in-page"]],
    ["headers that let a CDN keep a page by its URL", "says-public", ["storable"]],
    ["a visitor made by a prefetch", "counts-peeks", ["cookie-for-peek"]],
    ["a 304 for another code's page", "one-etag", ["foreign-content"]],
    ["a host that a header named", "reflects-host", ["reflected-header"]],
    ["a page that is always rendered", "no-cache", ["cold-cache"]],
  ])("finds %s", async (_, flaw, expected) => {
    const found = await report([flaw]);
    expect([...kinds(found)], describeReport(found)).toEqual(expect.arrayContaining([...expected]));
  });

  it("finds what a cache in front gives away that the app let keep pages by their URL", async () => {
    const app = await startApp(facet.origin, ["says-public"]);
    const cache = await startSharedCache(app.origin);
    try {
      const found = await runLeakSuite({ origin: cache.origin, api: facet.origin, waves: 1 });
      expect([...kinds(found)]).toEqual(expect.arrayContaining(["foreign-cookie", "storable"]));
      expect(cache.hits()).toBeGreaterThan(0);
    } finally {
      await cache.close();
      await app.close();
    }
  });
});
