import type { Reroute } from "@sveltejs/kit/hooks";
import { PATH_ENDPOINT } from "./path.ts";

/**
 * The `reroute` hook for pages that are prerendered, one for each code: `/promo` becomes
 * `/~f.<code>/promo`. Where the page is private, or there is no decision, it stays `/promo`.
 *
 * @param paths Paths of those pages.
 */
export function facetReroute(paths: readonly string[]): Reroute {
  const coded = new Set(paths);
  return async function facetReroute({ url, fetch }) {
    if (!coded.has(url.pathname)) return undefined;
    const page = encodeURIComponent(url.pathname + url.search);
    const response = await fetch(`${PATH_ENDPOINT}?url=${page}`);
    const path = response.ok ? await response.text() : "";
    return path === "" ? undefined : path;
  };
}
