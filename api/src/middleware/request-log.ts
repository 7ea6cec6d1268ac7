import { createMiddleware } from "hono/factory";
import { redactKeys } from "../access/key-text.ts";
import type { Env } from "../http/route.ts";
import type { Log } from "../ports.ts";

/**
 * Logs one line a request at level `debug`: never the query, which says who came from where, and
 * never a key.
 */
export function createRequestLog(log: Log) {
  return createMiddleware<Env>(async function logRequest(c, next) {
    const startedAt = performance.now();
    await next();
    const { method, path } = c.req;
    const { site, keyId } = c.get("caller") ?? {};
    const line = {
      requestId: c.get("requestId"),
      traceId: c.get("traceId"),
      site: site?.id,
      key: keyId,
      method,
      path: redactKeys(path),
      status: c.res.status,
      tookMs: Math.round((performance.now() - startedAt) * 100) / 100,
    };
    log.debug(line, "answered");
  });
}
