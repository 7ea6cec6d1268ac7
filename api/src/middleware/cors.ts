import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import { isLoopbackOrigin } from "../http/loopback.ts";
import type { Env } from "../http/route.ts";

const answer = cors({
  origin: (origin) => (isLoopbackOrigin(origin) ? origin : null),
  allowMethods: ["GET", "HEAD", "POST"],
  allowHeaders: ["Authorization", "Content-Type", "Traceparent", "X-Request-Id"],
  exposeHeaders: ["Facet-Degraded", "Retry-After", "Server-Timing", "X-Request-Id"],
  credentials: true,
  maxAge: 600,
});

/** CORS for pages that this machine serves; a call without an Origin needs none. */
export const loopbackCors = createMiddleware<Env>(async function allowLoopback(c, next) {
  return c.req.header("origin") === undefined ? next() : answer(c, next);
});
