import { describe, expect, it } from "vitest";
import { describeReport, runLeakSuite, runOutageSuite, startFaultyApi } from "@facet/leak-suite";
import { startSite } from "./site.ts";
import type { Running } from "./site.ts";

const TIMEOUT_MS = 250;

/** What caches and visitors get of each other, and what they see while the service fails. */
export function leakSuite({ service, site }: Running): void {
  describe("a React Router site built for production, with a page cache", () => {
    it(
      "gives nobody what is another's, and renders a code once",
      { timeout: 120_000 },
      async () => {
        const report = await runLeakSuite({ origin: site().origin, api: service().origin });
        expect(report.leaks, describeReport(report)).toEqual([]);
        expect(report.hitRatio).toBeGreaterThanOrEqual(0.95);
      },
    );

    it(
      "shows what it shows by itself while the service fails, says so once, and recovers",
      { timeout: 180_000 },
      async () => {
        const unwell = await startFaultyApi(service().origin);
        const lonely = await startSite(unwell.origin, { FACET_TIMEOUT_MS: `${TIMEOUT_MS}` });
        try {
          const rows = await runOutageSuite({
            origin: lonely.origin,
            api: unwell,
            output: lonely.output,
          });
          for (const row of rows) {
            expect(row).toMatchObject({ withDefaults: row.pages, recovered: true });
            expect(row.logLines).toBeLessThanOrEqual(1);
          }
          expect(lonely.output()).toContain("pages show their default content");
        } finally {
          await lonely.close();
          await unwell.close();
        }
      },
    );

    it("gives the router's own data requests their visitor's page, kept by nobody", async () => {
      const response = await fetch(new URL("/_.data?utm_campaign=winter", site().origin));
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(await response.text()).toContain("hero.headline");
    });
  });
}
