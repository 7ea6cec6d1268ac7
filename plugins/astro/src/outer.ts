import { isKeptInFront } from "@facet/client";
import { carryMarks } from "./marks.ts";
import type { View } from "./view.ts";

// What caches in front read, whatever their maker calls it.
const FRONT_HEADER = /(?:cdn-cache-control|surrogate-control|edge-cache-control)$/;

/**
 * The answer for this visitor: what came from the page or from a cache, with the visitor's headers and
 * cookies, which no cache may ever see.
 *
 * @param request The request as it came.
 */
export function toOuter(response: Response, view: View, request: Request): Response {
  const { result } = view;
  // A redirect's headers are immutable, so the answer is made anew over the same stream.
  const outer = carryMarks(response, new Response(response.body, response));
  const { headers } = outer;
  for (const [name, value] of result.responseHeaders) headers.set(name, value);
  if (!isKeptInFront(request, result)) {
    const told = [...headers.keys()].filter((name) => FRONT_HEADER.test(name));
    for (const name of ["cdn-cache-control", ...told]) headers.set(name, "no-store");
  }
  for (const cookie of result.setCookies) headers.append("set-cookie", cookie);
  if (view.isPersonal) setPrivate(headers);
  return outer;
}

/** Forbids every cache to keep an answer. */
export function setPrivate(headers: Headers): void {
  headers.set("cache-control", "private, no-store");
  headers.set("cdn-cache-control", "no-store");
  headers.delete("cache-tag");
}
