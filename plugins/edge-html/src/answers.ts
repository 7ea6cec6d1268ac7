import { toSentHeaders } from "@facet/client";
import type { FacetResult } from "@facet/client";
import { toPageHeaders } from "./page.ts";

/** A page with what its visitor alone gets: set outside of every cache. */
export function withOuter(page: Response, result: FacetResult): Response {
  const { status, statusText, body } = page;
  // What may be kept with the page is there already, or the origin's page may not be kept.
  const headers = toSentHeaders(page, { ...result, pageHeaders: new Headers() });
  return new Response(body, { status, statusText, headers });
}

/** A page that the origin itself made for this visitor. */
export function toOwn(page: Response, result: FacetResult): Response {
  const own = withOuter(page, result);
  own.headers.set("cache-control", "private, no-store");
  return own;
}

/** The origin's page as it is, where nothing was decided for it. */
export function toUnchanged(page: Response, result: FacetResult): Response {
  return withOuter(new Response(page.body, { headers: toPageHeaders(page.headers) }), result);
}

/** What the origin answered instead of a page; it is shared by nobody where it sets a cookie. */
export function toOther(response: Response, result: FacetResult): Response {
  if (result.setCookies.length === 0) return response;
  const { status, statusText, body } = response;
  const headers = new Headers(response.headers);
  for (const cookie of result.setCookies) headers.append("set-cookie", cookie);
  headers.set("cache-control", "private, no-store");
  headers.delete("cdn-cache-control");
  return new Response(body, { status, statusText, headers });
}
