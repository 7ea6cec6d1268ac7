import { carryMarks } from "./marks.ts";
import type { View } from "./view.ts";

/**
 * The answer for this visitor: what came from the page or from a cache, with the visitor's headers and
 * cookies, which no cache may ever see.
 */
export function toOuter(response: Response, view: View): Response {
  const { result } = view;
  // A redirect's headers are immutable, so the answer is made anew over the same stream.
  const outer = carryMarks(response, new Response(response.body, response));
  for (const [name, value] of result.responseHeaders) {
    // Only the page knows whether it may be kept further out.
    if (name === "cdn-cache-control" && !isKeptOutside(outer, value)) continue;
    outer.headers.set(name, value);
  }
  for (const cookie of result.setCookies) outer.headers.append("set-cookie", cookie);
  if (view.isPersonal) setPrivate(outer.headers);
  return outer;
}

/** Forbids every cache to keep an answer. */
export function setPrivate(headers: Headers): void {
  headers.set("cache-control", "private, no-store");
  headers.delete("cdn-cache-control");
  headers.delete("cache-tag");
}

function isKeptOutside(outer: Response, value: string): boolean {
  return outer.headers.has("cdn-cache-control") || /\bno-store\b/.test(value);
}
