import { describe, expect, it } from "vitest";
import { DEFAULT_HEADLINES } from "@facet/leak-suite";
import { itServesVisitors } from "../../../packages/leak-suite/test/any-site.ts";
import type { AnySite } from "../../../packages/leak-suite/test/any-site.ts";
import { startCodelessApi } from "./codeless-api.ts";
import { startSite } from "./site.ts";

/** What caches and visitors get of each other, and what they see while the service fails. */
export function leakSuite(running: AnySite): void {
  const { facet, site } = running;
  describe("a Next site built for production", () => {
    itServesVisitors(running);

    it("shows the defaults where a code cannot be read, and keeps them for nobody", async () => {
      const api = await startCodelessApi(facet().origin);
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
