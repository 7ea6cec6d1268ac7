import { describe, expect, it } from "vitest";
import { DEFAULT_HEADLINES } from "@facet/leak-suite";
import { itServesVisitors } from "./any-site.ts";
import type { AnySite } from "./any-site.ts";
import { expectNoLeaksThroughCache } from "./claims.ts";

/** A person's browser: by its own name a program gets the default content. */
export const PERSON = {
  "user-agent": "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/156.0.0.0 Safari/537.36",
};

/** A built site behind the page cache of its framework. */
export interface CachedSite extends AnySite {
  /** What the page cache says of a page that it had kept. */
  readonly hit: { readonly header: string; readonly value: string };
}

/** What a page cache keeps of a site, and what the site shows while the service fails. */
export function describeCachedSite(name: string, cached: CachedSite): void {
  const { facet, site, hit } = cached;
  const ask = (path: string) => fetch(site().origin + path, { headers: PERSON });

  describe(name, { timeout: 120_000 }, () => {
    itServesVisitors(cached);

    it("lets a cache in front keep nothing that a code decides", () =>
      expectNoLeaksThroughCache({ origin: site().origin, api: facet().origin }));

    it("answers a code from the cache, with a cookie of the visitor's own", async () => {
      const first = await ask("/about");
      const second = await ask("/about?gclid=another");
      expect(second.headers.get(hit.header)).toBe(hit.value);
      expect(second.headers.get("facet-key")).toBe(first.headers.get("facet-key"));
      expect(await second.text()).toContain(DEFAULT_HEADLINES.static);
      const [one, other] = [first, second].map(({ headers }) => headers.getSetCookie());
      expect(other).toHaveLength(1);
      expect(other).not.toEqual(one);
      expect(second.headers.get("cdn-cache-control")).toBe("no-store");
      expect(second.headers.get("vary")).toBe("facet-key");
    });

    it("keeps a page that depends on the visitor out of every cache", async () => {
      for (const _ of [1, 2]) {
        const { headers } = await ask("/account");
        expect(headers.get(hit.header)).toBeNull();
        expect(headers.get("cache-control")).toBe("private, no-store");
        expect(headers.get("facet-scope")).toBe("private");
      }
    });
  });
}
