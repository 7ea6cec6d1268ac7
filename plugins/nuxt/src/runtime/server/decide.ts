import { readFormOutcome, withoutCounting } from "@facet/client";
import type { FacetResult } from "@facet/client";
import { defineEventHandler, getRequestURL } from "h3";
import type { H3Event } from "h3";
import { getRouteRules } from "nitropack/runtime";
import { facet } from "./facet.ts";
import { toPageRequest } from "./page-request.ts";

/**
 * Decides before Nitro's cache is asked, and says in the request's headers which code the page must
 * have: that is what cached routes are keyed by.
 */
// oxlint-disable-next-line import/no-default-export -- Nitro takes a handler by its default export
export default defineEventHandler(async (event) => {
  if (import.meta.prerender) return;
  const page = toPageRequest(event);
  if (page === undefined) return;
  const { request, isPayload, ...address } = page;
  const peek = isPayload ? { decide: { peek: true } } : {};
  const result = await facet.handle(request, { ...address, ...peek });
  if (result.bypass) return;
  setKey(event, result);
  const sharedPath = toSharedPath(event, result);
  const outcome = readFormOutcome(request);
  event.context.facet = {
    result,
    ...(sharedPath === undefined ? {} : { sharedPath }),
    ...(outcome === undefined ? {} : { outcome }),
  };
});

function setKey({ node: { req } }: H3Event, { requestHeaders, code }: FacetResult): void {
  const { headers } = req;
  for (const name of Object.keys(headers)) if (name.startsWith("facet-")) delete headers[name];
  for (const name of ["facet-page", "cookie"]) {
    const value = requestHeaders.get(name);
    if (value === null) delete headers[name];
    else headers[name] = value;
  }
  // Nitro lets requests of one key that come at once share one rendering: private pages have none
  // in common.
  headers["facet-key"] = code ?? `private-${crypto.randomUUID()}`;
  // Nitro compares them by time as well, and pages of two codes have their own times.
  delete headers["if-modified-since"];
  delete headers["if-none-match"];
}

/** Keeps what only this visit was counted by out of a page that is kept for others. */
function toSharedPath(event: H3Event, { code }: FacetResult): string | undefined {
  if (code === undefined || !getRouteRules(event).cache) return undefined;
  const { pathname, search } = withoutCounting(getRequestURL(event));
  const path = pathname + search;
  // Nitro's key is made of it.
  event.node.req.originalUrl = path;
  return path;
}
