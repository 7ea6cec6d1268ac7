import type { CacheScope, FacetDecision } from "./types.ts";

/** A request header by which the page learns its code: what a cache is keyed on. */
export const KEY_HEADER = "facet-key";
/** The page that the code is of. */
export const PAGE_HEADER = "facet-page";
/** What `Facet-Key` says where the page is one visitor's. */
export const PRIVATE_KEY = "private";

/** What the headers of a page are made from. */
export interface HeaderFacts {
  readonly decision: FacetDecision;
  readonly scope: CacheScope;
  readonly code: string | undefined;
}

/** The request's headers without any `Facet-*`: only the layer that decides may set those. */
export function withoutFacetHeaders(headers: Headers): Headers {
  const kept = new Headers();
  for (const [name, value] of headers) {
    if (!name.startsWith("facet-")) kept.append(name, value);
  }
  return kept;
}

/** Adds what the inner request says of the page. */
export function setKeyHeaders(headers: Headers, { decision, code }: HeaderFacts): void {
  headers.set(KEY_HEADER, code ?? PRIVATE_KEY);
  if (decision.page !== null) headers.set(PAGE_HEADER, encodeURIComponent(decision.page));
}

/** The headers that may be stored with a shared page (CDN-Cache-Control: RFC 9213). */
export function toPageHeaders({ decision: { cache }, scope }: HeaderFacts): Headers {
  if (scope === "private" || cache === undefined) return new Headers();
  const headers = new Headers({
    vary: KEY_HEADER,
    "cdn-cache-control": `public, max-age=${cache.maxAge}, stale-while-revalidate=${cache.swr}`,
  });
  if (cache.tags.length > 0) headers.set("cache-tag", cache.tags.join(","));
  return headers;
}

/** The headers that the layer which decides sets after the page has left the cache. */
export function toOuterHeaders(
  { decision, scope, code }: HeaderFacts,
  facts: {
    readonly durationMs: number;
    readonly setsCookie: boolean;
    /** The request came with the code: what is in front goes by it. */
    readonly isKeyed: boolean;
  },
): Headers {
  const headers = new Headers({
    "cache-control":
      scope === "private" ? "private, no-store" : "private, max-age=0, must-revalidate",
    "facet-scope": scope,
    "server-timing": `facet;dur=${Math.max(0, facts.durationMs)}`,
  });
  if (code !== undefined) headers.set(KEY_HEADER, code);
  // A cache in front that knows no codes would give one code's page to all who ask for its URL.
  const isForAll = scope === "static" || facts.isKeyed;
  if (scope !== "private" && (facts.setsCookie || !isForAll)) {
    headers.set("cdn-cache-control", "no-store");
  }
  if (decision.degraded.length > 0) headers.set("facet-degraded", decision.degraded.join(", "));
  return headers;
}
