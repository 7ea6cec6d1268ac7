import { COOKIE_PARTS, type CookiePart } from "./cookie-evict.ts";

/** What can give way in a cookie: a part of the state, or of a first view that rides along. */
export type EvictedPart = CookiePart | "first";

/** Counts what had to give way in cookies since the process began. */
export interface CookieEvictions {
  count(site: string, part: EvictedPart, count: number): void;
  /** How often each part gave way. */
  totals(site: string): ReadonlyMap<EvictedPart, number>;
}

const PARTS: readonly EvictedPart[] = [...COOKIE_PARTS, "first"];

/** Makes the counters. */
export function createCookieEvictions(): CookieEvictions {
  const sites = new Map<string, Map<EvictedPart, number>>();

  function countersOf(site: string): Map<EvictedPart, number> {
    const known = sites.get(site);
    if (known !== undefined) return known;
    const made = new Map(PARTS.map((part) => [part, 0]));
    sites.set(site, made);
    return made;
  }

  return {
    count(site, part, count) {
      const counters = countersOf(site);
      counters.set(part, (counters.get(part) ?? 0) + count);
    },
    totals: countersOf,
  };
}
