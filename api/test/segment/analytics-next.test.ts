import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import type { AnalyticsBrowser } from "@segment/analytics-next";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, it } from "vitest";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";
import { testApp } from "../fixtures/app.ts";
import { serveWithFaults } from "../fixtures/faulty-server.ts";
import { testKey } from "../fixtures/keys.ts";
import { allOf } from "../fixtures/tracked.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";

const BUNDLE = createRequire(import.meta.url).resolve("@segment/analytics-next/dist/umd/index.js");

/** A browser that nobody takes for a crawler, as a headless one is. */
const PERSON =
  "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36";

/** A page that has Segment's client on it. */
async function servePage() {
  const bundle = readFileSync(BUNDLE);
  const server = createServer((request, response) => {
    const isScript = request.url === "/analytics.js";
    response.writeHead(200, { "Content-Type": isScript ? "text/javascript" : "text/html" });
    response.end(isScript ? bundle : '<!doctype html><script src="/analytics.js"></script>');
  });
  await new Promise<void>((resolve) => {
    server.listen(0, "127.0.0.1", resolve);
  });
  const { port } = server.address() as AddressInfo;
  return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
}

/** The window of the page: what the script puts there, and what the test does. */
interface AnalyticsWindow {
  readonly AnalyticsNext: { readonly AnalyticsBrowser: typeof AnalyticsBrowser };
  analytics: AnalyticsBrowser;
}

describeInChromium("Segment's client for browsers", () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser.close());

  /** A page, a service that the page's key is for, and what the page asked it. */
  async function opened() {
    const site = await servePage();
    const key = await testKey("publishable", "shop", { origins: [site.url] });
    const store = createMemoryStore();
    const app = await testApp({ store, keys: [key.key] });
    const asked: string[] = [];
    let failures = 0;
    const server = await serveWithFaults(app.hono, (request) => {
      const { pathname } = new URL(request.url);
      if (request.method !== "OPTIONS") asked.push(`${request.method} ${pathname}`);
      if (request.method === "OPTIONS" || failures === 0) return undefined;
      failures -= 1;
      return { lostStatus: 503 };
    });
    const context = await browser.newContext({ userAgent: PERSON });
    const page = await context.newPage();
    await page.goto(site.url);
    return {
      page,
      store,
      asked,
      /** Loses so many of the next answers. */
      lose(count: number) {
        failures = count;
      },
      load: () => load(page, key.text, server.url),
      cookies: async () => (await context.cookies()).filter(({ name }) => name.includes("fct")),
      async entries() {
        const ids = await store.list("shop", { limit: 100 });
        const logs = ids.map((id) => allOf(store.log({ site: "shop", id })));
        return (await Promise.all(logs)).flat();
      },
      async close() {
        await context.close();
        await server.close();
        site.close();
      },
    };
  }

  function load(page: Page, writeKey: string, cdnURL: string): Promise<void> {
    return page.evaluate(
      ([key, url]) => {
        const it = window as unknown as AnalyticsWindow;
        it.analytics = it.AnalyticsNext.AnalyticsBrowser.load({ writeKey: key, cdnURL: url });
      },
      [writeKey, cdnURL] as const,
    );
  }

  it("works unchanged: all its calls are one visitor's, whom only a sealed cookie names", async () => {
    const app = await opened();
    await app.load();
    await app.page.evaluate(async () => {
      const { analytics } = window as unknown as AnalyticsWindow;
      await Promise.all([
        analytics.page("Home"),
        analytics.track("Guide Downloaded", { guide: "windows" }),
        analytics.identify("crm-7", { role: "director" }),
      ]);
      await analytics.group("acme", { employees: 120 });
      await analytics.alias("crm-8");
      await analytics.track("Phone Clicked");
    });
    await expect.poll(() => app.asked.length).toBe(7);
    expect(app.asked.map((call) => call.replace(/pk_\w+/u, "…")).toSorted()).toEqual([
      "GET /v1/projects/…/settings",
      "POST /v1/a",
      "POST /v1/g",
      "POST /v1/i",
      "POST /v1/p",
      "POST /v1/t",
      "POST /v1/t",
    ]);
    const ids = await app.store.list("shop", { limit: 10 });
    expect(ids).toHaveLength(1);
    const state = await app.store.get({ site: "shop", id: ids[0] ?? "" });
    expect(state).toMatchObject({
      visits: 0,
      traits: { role: "director", groupId: "acme", group: { employees: 120 } },
      history: { events: { "Guide Downloaded": {}, "Page Viewed": {}, "Phone Clicked": {} } },
    });
    for (const name of ["crm-7", "crm-8", "acme"]) {
      expect(await app.store.get({ site: "shop", id: name })).toBeUndefined();
    }
    const [cookie, ...others] = await app.cookies();
    expect(others).toEqual([]);
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: "Lax" });
    expect(await app.page.evaluate(() => document.cookie)).not.toContain("fct");
    await app.close();
  });

  it("sends again what was not acknowledged, and it is counted once", async () => {
    const app = await opened();
    await app.load();
    await app.page.evaluate(() => (window as unknown as AnalyticsWindow).analytics.page("Home"));
    await expect.poll(async () => (await app.entries()).length).toBe(1);
    const before = app.asked.length;
    app.lose(2);
    await app.page.evaluate(() => (window as unknown as AnalyticsWindow).analytics.track("E"));
    await expect.poll(() => app.asked.length, { timeout: 20_000 }).toBe(before + 3);
    const names = (await app.entries()).map(({ fact }) => (fact.type === "event" ? fact.name : ""));
    expect(names.toSorted()).toEqual(["E", "Page Viewed"]);
    await app.close();
  });
});
