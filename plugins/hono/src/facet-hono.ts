import { createFacet, toPageFacet, withFacetHeaders } from "@facet/client";
import type { FacetOptions, PageFacet } from "@facet/client";
import { isEndpoint } from "@facet/client/http";
import type { Context, MiddlewareHandler } from "hono";

/** What the middleware adds to a request's context. */
export interface FacetVariables {
  /** What was decided for this page view: `c.var.facet`. */
  readonly facet: PageFacet;
}

/** Options of {@link facetHono}. */
export interface FacetHonoOptions extends FacetOptions {
  /**
   * The visitor's address as the runtime tells it, e.g.
   * `(c) => getConnInfo(c).remote.address`. Behind a proxy of your own, what that proxy says.
   */
  readonly addressOf?: (context: Context) => string | undefined;
}

/**
 * Makes the middleware that decides for every page before it is rendered or taken from a cache,
 * `c.var.facet`, and answers `/~facet/…`. It stands before page caches.
 *
 * @throws FacetError `CONFIG` where the options name nobody to ask.
 */
export function facetHono(
  options: FacetHonoOptions,
): MiddlewareHandler<{ Variables: FacetVariables }> {
  const { addressOf = () => undefined, ...rest } = options;
  const facet = createFacet(rest);

  return async function facetMiddleware(c, next) {
    const from = { address: addressOf(c) };
    if (isEndpoint(c.req.path)) return facet.handleEvents(c.req.raw, from);
    const result = await facet.handle(c.req.raw, from);
    c.req.raw = new Request(c.req.raw, { headers: result.requestHeaders });
    c.set("facet", toPageFacet(result));
    if (result.bypass === true) return next();
    // Caches inside that go by headers must know it before the page leaves them.
    if (result.scope === "private") c.header("cache-control", "private, no-store");
    await next();
    const page = withFacetHeaders(c.res, result);
    // Hono lets the headers of a response that is replaced win over the new one's.
    c.res = undefined;
    c.res = page;
  };
}
