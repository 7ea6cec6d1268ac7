import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { Hono } from "hono";
import type { MiddlewareHandler } from "hono";
import { facetHono, unlessPrivate } from "@facet/hono";
import type { FacetVariables } from "@facet/hono";
import { startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

let facet: RunningServer;

beforeAll(async () => {
  facet = await startFacet();
});
afterAll(() => facet.close());

/** A cache that goes by the path and `Vary: facet-key`, as those of platforms do. */
function headerCache(): MiddlewareHandler {
  const pages = new Map<string, string>();
  return async (c, next) => {
    const key = `${c.req.path} ${c.req.header("facet-key")}`;
    const stored = pages.get(key);
    if (stored !== undefined) return c.html(stored);
    await next();
    pages.set(key, await c.res.clone().text());
  };
}

async function decisionIds(
  cache: MiddlewareHandler<{ Variables: FacetVariables }>,
): Promise<readonly string[]> {
  const app = new Hono<{ Variables: FacetVariables }>();
  app.use(facetHono({ api: facet.origin, timeoutMs: 5_000 }));
  app.use(cache);
  app.get("/account", (c) => c.html(c.var.facet.stateTag()));
  const ask = async () =>
    /"decisionId":"([^"]+)"/.exec(await (await app.request("/account")).text());
  return [(await ask())?.[1] ?? "", (await ask())?.[1] ?? ""];
}

describe("a page cache that goes by headers", () => {
  it("gives one visitor's page to the next where it stands alone", async () => {
    const [first, second] = await decisionIds(headerCache());
    expect(first).not.toBe("");
    expect(second).toBe(first);
  });

  it("gives each their own where it stands aside for private pages", async () => {
    const [first, second] = await decisionIds(unlessPrivate(headerCache()));
    expect(first).not.toBe("");
    expect(second).not.toBe(first);
  });
});
