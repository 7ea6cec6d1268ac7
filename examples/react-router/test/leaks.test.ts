import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  describeReport,
  runLeakSuite,
  runOutageSuite,
  startFacet,
  startFaultyApi,
} from "@facet/leak-suite";
import type { FaultyApi, RunningServer } from "@facet/leak-suite";
import { buildSite, startSite } from "./site.ts";

const TIMEOUT_MS = 250;

let service: RunningServer;
let unwell: FaultyApi;
let site: RunningServer;

beforeAll(async () => {
  await buildSite();
  service = await startFacet();
  unwell = await startFaultyApi(service.origin);
  site = await startSite(service.origin);
}, 180_000);

afterAll(async () => {
  await site?.close();
  await unwell?.close();
  await service?.close();
});

describe("a React Router site built for production, with a page cache", () => {
  it("gives nobody what is another's, and renders a code once", { timeout: 120_000 }, async () => {
    const report = await runLeakSuite({ origin: site.origin, api: service.origin });
    expect(report.leaks, describeReport(report)).toEqual([]);
    expect(report.hitRatio).toBeGreaterThanOrEqual(0.95);
  });

  it(
    "shows what it shows by itself while the service fails, says so once, and recovers",
    { timeout: 180_000 },
    async () => {
      const lonely = await startSite(unwell.origin, { FACET_TIMEOUT_MS: `${TIMEOUT_MS}` });
      try {
        const rows = await runOutageSuite({
          origin: lonely.origin,
          api: unwell,
          output: lonely.output,
        });
        console.table(rows);
        for (const row of rows) {
          expect(row).toMatchObject({ withDefaults: row.pages, recovered: true });
          expect(row.logLines).toBeLessThanOrEqual(1);
        }
        expect(rows[0]?.logLines).toBe(1);
      } finally {
        await lonely.close();
      }
    },
  );

  it("gives the router's own data requests their visitor's page, kept by nobody", async () => {
    const response = await fetch(new URL("/_.data?utm_campaign=winter", site.origin));
    expect(response.status).toBe(200);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.text()).toContain("hero.headline");
  });
});
