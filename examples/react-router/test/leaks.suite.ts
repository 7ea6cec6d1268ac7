import { describe, expect, it } from "vitest";
import { itServesVisitors } from "../../../packages/leak-suite/test/any-site.ts";
import type { AnySite } from "../../../packages/leak-suite/test/any-site.ts";

/** What caches and visitors get of each other, and what they see while the service fails. */
export function leakSuite(running: AnySite): void {
  const { site } = running;
  describe("a React Router site built for production, with a page cache", () => {
    itServesVisitors(running);

    it("gives the router's own data requests their visitor's page, kept by nobody", async () => {
      const response = await fetch(new URL("/_.data?utm_campaign=winter", site().origin));
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(await response.text()).toContain("hero.headline");
    });
  });
}
