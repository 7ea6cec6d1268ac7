import { building } from "$app/env";
import type { Handle } from "@sveltejs/kit/hooks";
import { ENDPOINT, withFacetHeaders } from "@facet/client";
import type { Facet, FacetResult } from "@facet/client";
import { facetClient } from "./client.ts";
import { addressOf, toAsked, toPageRequest } from "./event.ts";
import { toLocals } from "./locals.ts";
import type { FacetLocals } from "./locals.ts";
import { answerPath, PATH_ENDPOINT } from "./path.ts";

/**
 * Decides for every page before the handles after it see the request (`locals.facet`), and gives the
 * answer its visitor's headers and cookies after it has left them, a page cache among them. Answers
 * `/~facet/…` for the page's events and forms. It stands first: `sequence(facetHandle(), …)`.
 *
 * @param facet What decides; by default what the server's environment says.
 */
export function facetHandle(facet: Facet = facetClient()): Handle {
  return async function facetHandle({ event, resolve }) {
    const options = addressOf(event);
    const { pathname } = event.url;
    if (!building && pathname === PATH_ENDPOINT) return answerPath(facet, event.request, options);
    if (!building && pathname.startsWith(`${ENDPOINT}/`)) {
      return facet.handleEvents(event.request, options);
    }
    const result = await facet.handle(toAsked(event), options);
    const inner = { ...event, request: toInner(event.request, result) };
    const locals = toLocals(result, { facet, request: toPageRequest(inner), options });
    Object.assign(event.locals, { facet: locals });
    const response = await resolve(inner);
    return result.bypass === true ? response : toOuter(response, result, locals);
  };
}

/** The request as the page sees it: its headers are what was decided, never what was sent. */
function toInner(request: Request, { requestHeaders, bypass }: FacetResult): Request {
  if (bypass !== true) return new Request(request, { headers: requestHeaders });
  const kept = [...request.headers].filter(([name]) => !name.startsWith("facet-"));
  return new Request(request, { headers: kept });
}

function toOuter(rendered: Response, result: FacetResult, locals: FacetLocals): Response {
  if (locals.keeping !== undefined) return withFacetHeaders(rendered, result);
  const own: FacetResult = { ...result, scope: "private", pageHeaders: new Headers() };
  const outer = withFacetHeaders(rendered, own);
  outer.headers.set("cache-control", "private, no-store");
  return outer;
}
