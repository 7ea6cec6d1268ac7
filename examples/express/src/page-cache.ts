import type { RequestHandler } from "express";

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
export function pageCache(): RequestHandler {
  const pages = new Map<string, Stored>();

  function keep(key: string, page: Stored): void {
    pages.delete(key);
    pages.set(key, page);
    const [oldest] = pages.keys();
    if (pages.size > MAX_PAGES && oldest !== undefined) pages.delete(oldest);
  }

  return function pageCacheMiddleware(req, res, next) {
    const { code, decision } = req.facet;
    if (code === undefined || req.method !== "GET") {
      next();
      return;
    }
    const key = `${req.path} ${code}`;
    const stored = pages.get(key);
    if (stored !== undefined && stored.until > Date.now()) {
      res.type("html").send(stored.html);
      return;
    }
    const send = res.send.bind(res);
    res.send = (body) => {
      const maxAgeMs = (decision.cache?.maxAge ?? 0) * 1000;
      if (res.statusCode === 200 && typeof body === "string") {
        keep(key, { html: body, until: Date.now() + maxAgeMs });
      }
      return send(body);
    };
    next();
  };
}
