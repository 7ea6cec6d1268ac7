import type { MiddlewareHandler } from "hono";
import type { FacetVariables } from "./facet-hono.ts";

/**
 * Lets a page cache stand aside where the page is one visitor's: a cache that goes by URL and
 * `Vary: facet-key` alone, as `hono/cache`, would take all private pages for one.
 */
export function unlessPrivate(
  cache: MiddlewareHandler,
): MiddlewareHandler<{ Variables: FacetVariables }> {
  return async function unlessPrivateMiddleware(c, next) {
    return c.get("facet").code === undefined ? next() : cache(c, next);
  };
}
