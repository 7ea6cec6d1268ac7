import { describe, expect, it } from "vitest";
import {
  expectDefaultsInOutages,
  expectNoLeaks,
} from "../../../packages/leak-suite/test/claims.ts";
import { startSite } from "./site.ts";
import type { Running } from "./site.ts";

/** What caches and visitors get of each other, and what they see while the service fails. */
export function leakSuite({ service, site }: Running): void {
  describe("a React Router site built for production, with a page cache", () => {
    it("gives nobody what is another's, and renders a code once", { timeout: 120_000 }, () =>
      expectNoLeaks({ origin: site().origin, api: service().origin }),
    );

    it(
      "shows what it shows by itself while the service fails, says so once, and recovers",
      { timeout: 180_000 },
      () => expectDefaultsInOutages({ api: service().origin, start: startSite }),
    );

    it("gives the router's own data requests their visitor's page, kept by nobody", async () => {
      const response = await fetch(new URL("/_.data?utm_campaign=winter", site().origin));
      expect(response.status).toBe(200);
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(await response.text()).toContain("hero.headline");
    });
  });
}
