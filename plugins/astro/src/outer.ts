import { withFacetHeaders } from "@facet/client";
import { carryMarks } from "./marks.ts";
import type { View } from "./view.ts";

// What caches in front read, whatever their maker calls it.
const FRONT_HEADER = /(?:cdn-cache-control|surrogate-control)$/;

/**
 * The answer for this visitor: what came from the page or from a cache, with the visitor's headers and
 * cookies, which no cache may ever see.
 */
export function toOuter(response: Response, { result, isPersonal }: View): Response {
  // Said by the page before a cache kept it.
  const isKept = !isPersonal && /\bfacet-key\b/i.test(response.headers.get("vary") ?? "");
  const own = { ...result, scope: "private" as const, pageHeaders: new Headers() };
  const outer = carryMarks(response, withFacetHeaders(response, isKept ? result : own));
  if (!isKept) setPrivate(outer.headers);
  const told = [...outer.headers.keys()].filter((name) => FRONT_HEADER.test(name));
  const isRefused = told.some((name) => outer.headers.get(name)?.includes("no-store"));
  for (const name of isRefused ? told : []) outer.headers.set(name, "no-store");
  return outer;
}

/** Forbids every cache to keep an answer. */
export function setPrivate(headers: Headers): void {
  headers.set("cache-control", "private, no-store");
  headers.set("cdn-cache-control", "no-store");
  headers.delete("cache-tag");
}
