import { buildScripts, startExample } from "@facet/leak-suite";
import type { ExampleOptions } from "@facet/leak-suite";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { describeInChromium, launchChromium } from "../../../plugins/browser/test/chromium.ts";
import { createPayloads } from "../src/index.ts";
import { buildAstroSite } from "./astro-site.ts";
import { carelessPages } from "./control.ts";
import { decideBatches } from "./decisions.ts";
import type { Batch } from "./decisions.ts";
import { serveDecisions, servePages, serveProxy } from "./servers.ts";
import type { Served } from "./servers.ts";
import { watchPage } from "./watch.ts";
import type { Watched } from "./watch.ts";

// Payloads on one page; without care they break each other's markup, and so there are fewer pages.
const BATCH = 150;
const CARELESS_BATCH = 500;
const PAGES_AT_ONCE = 2;
const TIMEOUT_MS = 600_000;

const EXPRESS = [process.execPath, "--conditions=@facet/source", "express-site.ts"] as const;

const payloads = createPayloads();

async function startApp(app: Omit<ExampleOptions, "api">, api: Served): Promise<Served> {
  const started = await startExample({ ...app, api: api.url });
  return { url: started.origin, close: () => started.close() };
}

/** Runs `work` for each, a few at once. */
async function inTurns<T, R>(items: readonly T[], work: (item: T, at: number) => Promise<R>) {
  const results: R[] = [];
  const queue = items.map((item, at) => ({ item, at }));
  const worker = async (): Promise<void> => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) {
      results[next.at] = await work(next.item, next.at);
    }
  };
  await Promise.all(Array.from({ length: PAGES_AT_ONCE }, worker));
  return results;
}

function chunks<T>(list: readonly T[], size: number): readonly (readonly T[])[] {
  const count = Math.ceil(list.length / size);
  return Array.from({ length: count }, (_, at) => list.slice(at * size, (at + 1) * size));
}

function textsOf(ids: readonly number[]): readonly string[] {
  return ids.map((id) => `${id}: ${payloads[id]?.text}`);
}

describe("the corpus", () => {
  it("has 2,000 payloads and more, no two the same", () => {
    expect(new Set(payloads.map(({ text }) => text)).size).toBeGreaterThanOrEqual(2_000);
  });
});

describeInChromium("texts that want to run", () => {
  let browser: Browser;
  let batches: readonly Batch[];
  let site: Served;
  const servers: Served[] = [];
  const pages: Record<string, string> = {};

  beforeAll(async () => {
    await buildScripts();
    [browser, batches] = await Promise.all([launchChromium(), decideBatches(payloads, BATCH)]);
    const decisions = await serveDecisions(batches);
    site = await startApp(
      { dir: import.meta.dirname, command: EXPRESS, readyPath: "/empty" },
      decisions,
    );
    const proxy = await serveProxy(decisions.url, site.url);
    servers.push(decisions, site, proxy);
    const astro = await startApp(await buildAstroSite(), decisions);
    servers.push(astro);
    pages["Express"] = `${site.url}/rendered`;
    pages["the browser"] = `${site.url}/filled`;
    pages["the proxy"] = `${proxy.url}/plain`;
    pages["Astro"] = `${astro.url}/`;
  }, TIMEOUT_MS);

  afterAll(async () => {
    await browser?.close();
    await Promise.all(servers.map((server) => server.close()));
  });

  function summarise(watched: readonly Watched[]) {
    return {
      ran: textsOf(watched.flatMap(({ ran }) => ran)),
      suspicious: [...new Set(watched.flatMap(({ suspicious }) => suspicious))],
      violations: [...new Set(watched.flatMap(({ violations }) => violations))],
    };
  }

  const NOTHING = { ran: [], suspicious: [], violations: [] };

  it(
    "run, most of them, where a page puts them in without care",
    async () => {
      const groups = chunks(payloads, CARELESS_BATCH).map(carelessPages);
      const names = Object.keys(groups[0] ?? {});
      const bare = await servePages(
        groups.flatMap((group) => names.map((name) => group[name] ?? "")),
      );
      servers.push(bare);
      const urls = groups.flatMap((_, group) =>
        names.map((name, at) => ({ name, url: `${bare.url}/?batch=${group * names.length + at}` })),
      );
      const ran = new Map(names.map((name) => [name, new Set<number>()]));
      await inTurns(urls, async ({ name, url }) => {
        const { ran: ids } = await watchPage(browser, url);
        for (const id of ids) ran.get(name)?.add(id);
      });
      const all = new Set([...ran.values()].flatMap((ids) => Array.from(ids)));
      const counts = [...ran].map(([name, ids]) => `${name} ${ids.size}`).join(", ");
      console.log(`without care ${all.size} of ${payloads.length} ran: ${counts}`);
      expect(all.size / payloads.length).toBeGreaterThan(0.5);
    },
    TIMEOUT_MS,
  );

  it.each(["Express", "Astro", "the proxy", "the browser"])(
    "never run where %s fills the page, with no policy at all",
    async (renderer) => {
      const watched = await inTurns(batches, (_, batch) =>
        watchPage(browser, `${pages[renderer]}?batch=${batch}`),
      );
      expect(summarise(watched)).toEqual(NOTHING);
      expect(Math.min(...watched.map(({ slots }) => slots))).toBeGreaterThan(100);
    },
    TIMEOUT_MS,
  );

  it(
    "never run in a pop-up or its form",
    async () => {
      const watched = await inTurns(batches, ({ offers }) =>
        watchPage(browser, `${site.url}/empty`, { offers }),
      );
      expect(summarise(watched)).toEqual(NOTHING);
    },
    TIMEOUT_MS,
  );

  it.each(["Express", "the proxy", "the browser"])(
    "leave nothing for a strict policy to refuse where %s fills the page",
    async (renderer) => {
      const watched = await inTurns(batches.slice(0, 3), (_, batch) =>
        watchPage(browser, `${pages[renderer]}?batch=${batch}&strict`),
      );
      expect(summarise(watched)).toEqual(NOTHING);
    },
    TIMEOUT_MS,
  );
});
