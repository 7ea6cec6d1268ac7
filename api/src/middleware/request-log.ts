import { createMiddleware } from "hono/factory";
import type { Env } from "../http/route.ts";
import type { Log } from "../ports.ts";

/** Logs one line a request at level `debug`: never the query, which says who came from where. */
export function createRequestLog(log: Log) {
  return createMiddleware<Env>(async function logRequest(c, next) {
    const startedAt = performance.now();
    await next();
    const { method, path } = c.req;
    const tookMs = Math.round((performance.now() - startedAt) * 100) / 100;
    const { status } = c.res;
    log.debug({ requestId: c.get("requestId"), method, path, status, tookMs }, "answered");
  });
}
