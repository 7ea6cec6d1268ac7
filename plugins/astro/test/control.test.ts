import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { runLeakSuite, startFacet } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";
import { buildAndRun } from "./site.ts";

describe("a site that decides in a plain middleware, behind Astro's cache", () => {
  let facet: RunningServer;
  let site: RunningServer;

  beforeAll(async () => {
    facet = await startFacet();
    site = await buildAndRun("fixture-naive", { api: facet.origin });
  }, 120_000);
  afterAll(async () => {
    await site?.close();
    await facet?.close();
  });

  it("gives visitors what is another's, and the suite sees it", async () => {
    const { leaks } = await runLeakSuite({ origin: site.origin, api: facet.origin, waves: 1 });
    const kinds = leaks.map(({ kind }) => kind);
    expect(kinds).toEqual(expect.arrayContaining(["stored-private", "foreign-arm"]));
  }, 60_000);
});
