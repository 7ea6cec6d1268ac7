import type { MiddlewareFunction } from "react-router";
import { withFacetHeaders } from "@facet/client";
import type { Facet } from "@facet/client";
import { facetContext, putDecision } from "./context.ts";

/** Options of {@link facetMiddleware}. */
export interface FacetMiddlewareOptions {
  /** The visitor's address, e.g. from a header that your own load balancer always overwrites. */
  readonly address?: (request: Request) => string | undefined;
}

/**
 * Middleware of the root route: decides for the page view, puts the answer where loaders find it, and
 * says how the page may be cached. Where `createFacetFront` has decided it leaves all of that to it.
 */
export function facetMiddleware(
  facet: Facet,
  options: FacetMiddlewareOptions = {},
): MiddlewareFunction<Response> {
  return async function facetDecides({ request, url, context }, next) {
    if (context.get(facetContext) !== null) return next();
    const address = options.address?.(request);
    const view = new Request(url, { method: request.method, headers: request.headers });
    const result = await facet.handle(view, address === undefined ? {} : { address });
    if (result.bypass) return next();
    putDecision(context, { result, request: view });
    return withFacetHeaders(await next(), result);
  };
}
