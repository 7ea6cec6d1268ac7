import type { FastifyInstance, FastifyRequest } from "fastify";

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
export function addPageCache(app: FastifyInstance): void {
  const pages = new Map<string, Stored>();

  app.addHook("preHandler", async (request, reply) => {
    const stored = pages.get(keyOf(request) ?? "");
    if (stored === undefined || stored.until <= Date.now()) return;
    return reply.type("text/html").send(stored.html);
  });

  app.addHook("onSend", async (request, reply, payload) => {
    const key = keyOf(request);
    if (key === undefined || reply.statusCode !== 200 || typeof payload !== "string") return;
    const maxAgeMs = (request.facet.decision.cache?.maxAge ?? 0) * 1000;
    if ((pages.get(key)?.until ?? 0) > Date.now()) return;
    pages.delete(key);
    pages.set(key, { html: payload, until: Date.now() + maxAgeMs });
    const [oldest] = pages.keys();
    if (pages.size > MAX_PAGES && oldest !== undefined) pages.delete(oldest);
  });
}

function keyOf({ facet, method, url }: FastifyRequest): string | undefined {
  if (facet?.code === undefined || method !== "GET") return undefined;
  return `${new URL(url, "http://localhost").pathname} ${facet.code}`;
}
