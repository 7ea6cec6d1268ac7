import { describe, expect, it } from "vitest";
import {
  DEFAULT_HEADLINES,
  describeReport,
  runLeakSuite,
  runOutageSuite,
  startFaultyApi,
} from "@facet/leak-suite";
import { startCodelessApi } from "./codeless-api.ts";
import { startSite } from "./site.ts";
import type { Running } from "./site.ts";

const TIMEOUT_MS = 250;

/** What caches and visitors get of each other, and what they see while the service fails. */
export function leakSuite({ service, site }: Running): void {
  describe("a Next site built for production", () => {
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
          }
          expect(lonely.output()).toContain("pages show their default content");
          expect(rows.every(({ logLines }) => logLines <= 1)).toBe(true);
        } finally {
          await lonely.close();
          await unwell.close();
        }
      },
    );

    it("shows the defaults where a code cannot be read, and keeps them for nobody", async () => {
      const api = await startCodelessApi(service().origin);
      const other = await startSite(api.origin);
      const read = async () => {
        const headers = { "user-agent": "Chrome/140.0.0.0 Safari/537.36" };
        const response = await fetch(new URL("/?utm_campaign=rescue", other.origin), { headers });
        expect(response.status).toBe(200);
        return response.text();
      };
      try {
        expect(await read()).toContain(DEFAULT_HEADLINES.shared);
        api.mend();
        await expect.poll(read, { timeout: 15_000, interval: 500 }).toContain("Learn to roll");
      } finally {
        await other.close();
        api.close();
      }
    });

    describe("called by a path with a code", () => {
      const call = async (path: string) => {
        const response = await fetch(new URL(path, site().origin), { redirect: "manual" });
        return { status: response.status, headers: response.headers, body: await response.text() };
      };

      it.each([
        "/~f.00000-0",
        "/~f.00000-0.AAAAAAAA",
        "/%7Ef.00000-0",
        "/about/~f.none",
        "/~f.",
        "/~f.%ff",
      ])("answers %s with a 404 that no cache keeps", async (path) => {
        const { status, headers } = await call(path);
        expect(status).toBe(404);
        expect(headers.get("cache-control")).toMatch(/no-store/);
        expect(headers.has("set-cookie")).toBe(false);
      });

      it("does not show even a page whose code is right", async () => {
        const { headers } = await call("/?utm_campaign=winter");
        const code = headers.get("facet-key");
        expect(code).toMatch(/^[0-9a-z]{5}-[0-9a-z]+\.[\w-]{8}$/);
        expect((await call(`/~f.${code}`)).status).toBe(404);
      });

      it("answers other wrong paths with a 404 the first time, too", async () => {
        expect((await call("/no-such-page")).status).toBe(404);
      });
    });

    it("decides a prefetch of the router and counts nothing", async () => {
      const response = await fetch(new URL("/account", site().origin), {
        headers: {
          rsc: "1",
          "next-router-prefetch": "1",
          "user-agent": "Mozilla/5.0 (X11; Linux x86_64) Chrome/140.0.0.0 Safari/537.36",
        },
      });
      await response.text();
      expect(response.headers.get("facet-scope")).toBe("private");
      expect(response.headers.has("set-cookie")).toBe(false);
    });
  });
}
