import type { FacetDecision } from "../types.ts";

/** Longest time that a page is fresh, seconds. */
const MAX_AGE_SECONDS = 300;
/** How long a stale page may be given while a fresh one is made, seconds. */
const STALE_SECONDS = 600;

/** How a page may be cached that was made of a code: within one code nothing more decides. */
export function toCodedCache(page: string, code: string): NonNullable<FacetDecision["cache"]> {
  return {
    scope: "shared",
    key: code,
    maxAge: MAX_AGE_SECONDS,
    swr: STALE_SECONDS,
    tags: ["facet", `facet-page-${page}`],
    varies: [],
    cardinality: 1,
  };
}
