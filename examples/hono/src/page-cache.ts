import type { FacetVariables } from "@facet/hono";
import type { MiddlewareHandler } from "hono";

const MAX_PAGES = 500;

interface Stored {
  readonly html: string;
  readonly until: number;
}

/**
 * Keeps pages in memory by their path and variation code; a page without a code is one visitor's and
 * is never kept. Query parameters are no part of the key: these pages show nothing of them but what
 * the code stands for.
 */
export function pageCache(): MiddlewareHandler<{ Variables: FacetVariables }> {
  const pages = new Map<string, Stored>();

  function keep(key: string, page: Stored): void {
    pages.delete(key);
    pages.set(key, page);
    const [oldest] = pages.keys();
    if (pages.size > MAX_PAGES && oldest !== undefined) pages.delete(oldest);
  }

  return async function pageCacheMiddleware(c, next) {
    const { code, decision } = c.get("facet");
    if (code === undefined || c.req.method !== "GET") return next();
    const key = `${c.req.path} ${code}`;
    const stored = pages.get(key);
    if (stored !== undefined && stored.until > Date.now()) return c.html(stored.html);
    await next();
    if (c.res.status !== 200) return;
    const maxAgeMs = (decision.cache?.maxAge ?? 0) * 1000;
    keep(key, { html: await c.res.clone().text(), until: Date.now() + maxAgeMs });
  };
}
