import { guardShared } from "./guard-shared.ts";
import type { FacetResult } from "./types.ts";

const VARY = "vary";
const TIMING = "server-timing";

/**
 * The headers of a page as it is sent: its own, those that may be stored with it, and those that are
 * added when it has left every cache.
 *
 * @param page Status and headers as the app, or its cache, made them.
 */
export function toSentHeaders(
  page: { readonly status: number; readonly headers: Headers },
  { pageHeaders, responseHeaders, setCookies, scope }: FacetResult,
): Headers {
  const sent = new Headers(page.headers);
  for (const [name, value] of pageHeaders) {
    if (name === VARY) addVary(sent, value);
    else if (!sent.has(name)) sent.set(name, value);
  }
  for (const [name, value] of responseHeaders) {
    // The app may time its own work too.
    if (name === TIMING) sent.append(name, value);
    else sent.set(name, value);
  }
  // An error or a redirect is not what the code stands for.
  const isPage = page.status === 200 || page.status === 304;
  if (scope !== "private" && !isPage) sent.set("cdn-cache-control", "no-store");
  for (const cookie of setCookies) sent.append("set-cookie", cookie);
  return sent;
}

/**
 * A page that has left every cache of the app, with the headers it is sent with. Its body is handed
 * on as it comes.
 *
 * @throws FacetError `LEAK`, in development alone: see {@link guardShared}.
 */
export function withFacetHeaders(response: Response, result: FacetResult): Response {
  if (result.bypass === true) return response;
  const page = guardShared(result, response);
  const { body, status, statusText } = page;
  return new Response(body, { status, statusText, headers: toSentHeaders(page, result) });
}

function addVary(headers: Headers, name: string): void {
  const names = new Set((headers.get(VARY) ?? "").toLowerCase().split(/\s*,\s*/));
  if (!names.has(name) && !names.has("*")) headers.append(VARY, name);
}
