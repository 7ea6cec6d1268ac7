import type { FacetResult } from "@facet/client";

/** The response as the layer that decides sends it: never stored like this. */
export function withOuterHeaders(response: Response, result: FacetResult): Response {
  // A redirect's headers are immutable, so the answer is made anew over the same stream.
  const outer = new Response(response.body, response);
  for (const [name, value] of result.responseHeaders) outer.headers.set(name, value);
  for (const cookie of result.setCookies) outer.headers.append("set-cookie", cookie);
  return outer;
}

/** The response as a cache may store it. */
export function withPageHeaders(response: Response, result: FacetResult): Response {
  const inner = new Response(response.body, response);
  for (const [name, value] of result.pageHeaders) inner.headers.append(name, value);
  return inner;
}
