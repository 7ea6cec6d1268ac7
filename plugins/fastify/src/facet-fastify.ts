import { createFacet, ENDPOINT, toPageFacet } from "@facet/client";
import type { FacetOptions, PageFacet } from "@facet/client";
import { decorate, isEndpoint, setRequestHeaders, toRequest } from "@facet/client/http";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { fastifyPlugin } from "fastify-plugin";
import { readScripts } from "./scripts.ts";

declare module "fastify" {
  interface FastifyRequest {
    /** What was decided for this page view. */
    facet: PageFacet;
  }
}

/** Options of {@link facetFastify}. */
export interface FacetFastifyOptions extends FacetOptions {
  /**
   * Folder of the page runtime's files, to be served below `/~facet/`. Absent: the site's own
   * bundler takes `@facet/browser` in.
   */
  readonly scripts?: string;
}

/**
 * The Fastify plugin: decides for every page before it is rendered or taken from a cache, and
 * answers `/~facet/…`. Register it before page caches. Behind a proxy set Fastify's `trustProxy`, so
 * that the visitor's address and the site's host are known.
 */
export const facetFastify = fastifyPlugin(register, { name: "@facet/fastify", fastify: "5.x" });

async function register(app: FastifyInstance, options: FacetFastifyOptions): Promise<void> {
  const { scripts, ...rest } = options;
  const facet = createFacet(rest);
  const files = scripts === undefined ? new Map() : await readScripts(scripts);

  app.decorateRequest("facet");

  app.addHook("onRequest", async function facetDecide(request, reply) {
    if (isEndpoint(request.originalUrl)) return;
    const result = await facet.handle(toWebRequest(request), { address: request.ip });
    setRequestHeaders(request.raw, result);
    request.facet = toPageFacet(result);
    decorate(reply.raw, result);
  });

  await app.register(async function facetEndpoint(endpoint) {
    // The client reads bodies itself, and no more of them than it takes.
    endpoint.removeAllContentTypeParsers();
    endpoint.addContentTypeParser("*", (_request, payload, done) => done(null, payload));
    endpoint.all<{ Params: { "*": string } }>(`${ENDPOINT}/*`, async (request, reply) => {
      const script = files.get(request.params["*"]);
      if (script !== undefined) return reply.headers(script.headers).send(script.text);
      return facet.handleEvents(toWebRequest(request), { address: request.ip });
    });
  });
}

function toWebRequest(
  request: Pick<FastifyRequest, "protocol" | "host" | "originalUrl" | "raw">,
): Request {
  const { protocol, host, originalUrl: url } = request;
  return toRequest(request.raw, { protocol, host, url });
}
