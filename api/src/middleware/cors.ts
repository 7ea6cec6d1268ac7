import { cors } from "hono/cors";
import { createMiddleware } from "hono/factory";
import type { Access } from "../access/access.ts";
import { isLoopbackOrigin } from "../http/loopback.ts";
import type { Env } from "../http/route.ts";

/**
 * Makes CORS (WHATWG Fetch) with cookies, on errors too: for the origins of publishable keys; without
 * any key configured for pages that this machine serves. No other origin is ever named in an answer.
 */
export function createCors(access: Pick<Access, "isPlayground" | "allowsOrigin">) {
  const isAllowed = (origin: string): boolean =>
    access.isPlayground() ? isLoopbackOrigin(origin) : access.allowsOrigin(origin);
  const answer = cors({
    origin: (origin) => origin,
    allowMethods: ["GET", "HEAD", "POST"],
    allowHeaders: [
      "Authorization",
      "Content-Encoding",
      "Content-Type",
      "Facet-Site",
      "Idempotency-Key",
      "Traceparent",
      "X-Request-Id",
      // Segment's clients count their attempts.
      "X-Retry-Count",
    ],
    exposeHeaders: [
      "Facet-Degraded",
      "RateLimit",
      "RateLimit-Policy",
      "Retry-After",
      "Server-Timing",
      "Traceparent",
      "X-Request-Id",
    ],
    credentials: true,
    maxAge: 600,
  });
  return createMiddleware<Env>(async function allowPages(c, next) {
    const origin = c.req.header("origin");
    const isGiven = origin !== undefined && isAllowed(origin);
    // The answer to a preflight says by itself that it varies.
    if (!isGiven || c.req.method !== "OPTIONS") c.header("Vary", "Origin", { append: true });
    return isGiven ? answer(c, next) : next();
  });
}
