// oxlint-disable oxc/no-async-endpoint-handlers -- Express 5 hands on what they reject with
import { createFacet, ENDPOINT, toPageFacet } from "@facet/client";
import type { FacetOptions, PageFacet } from "@facet/client";
import { decorate, sendResponse, setRequestHeaders, toRequest } from "@facet/client/http";
import express from "express";
import type { Request, RequestHandler } from "express";

declare global {
  // oxlint-disable-next-line typescript/no-namespace -- the place that Express has for it
  namespace Express {
    interface Request {
      /** What was decided for this page view. */
      facet: PageFacet;
    }
  }
}

/** Options of {@link facetExpress}. */
export interface FacetExpressOptions extends FacetOptions {
  /**
   * Folder of the page runtime's files, to be served below `/~facet/`. Absent: the site's own
   * bundler takes `@facet/browser` in.
   */
  readonly scripts?: string;
}

/**
 * Makes the middleware that decides for every page before it is rendered or taken from a cache, and
 * answers `/~facet/…`. It stands at the root, before page caches and parsers of bodies. Behind a
 * proxy set Express' `trust proxy`, so that the visitor's address and the site's host are known.
 *
 * @throws FacetError `CONFIG` where the options name nobody to ask.
 */
export function facetExpress(options: FacetExpressOptions): RequestHandler {
  const { scripts, ...rest } = options;
  const facet = createFacet(rest);
  const router = express.Router();

  if (scripts !== undefined) router.use(ENDPOINT, express.static(scripts, { index: false }));

  router.use(ENDPOINT, async function facetEndpoint(req, res) {
    const answer = await facet.handleEvents(toWebRequest(req), { address: req.ip });
    await sendResponse(answer, res);
  });

  router.use(async function facetDecide(req, res, next) {
    const result = await facet.handle(toWebRequest(req), { address: req.ip });
    setRequestHeaders(req, result);
    req.facet = toPageFacet(result);
    decorate(res, result);
    next();
  });

  return router;
}

function toWebRequest(req: Request): globalThis.Request {
  return toRequest(req, { protocol: req.protocol, host: req.host, url: req.originalUrl });
}
