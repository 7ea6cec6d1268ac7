import { createMiddleware } from "hono/factory";
import type { Env } from "../http/route.ts";

const ACCEPTED = /^[\w.:-]{1,128}$/u;

/** Gives each request an id, its own `X-Request-Id` where that is plain, and answers with it. */
export const requestId = createMiddleware<Env>(async function nameRequest(c, next) {
  const given = c.req.header("x-request-id");
  const id = given !== undefined && ACCEPTED.test(given) ? given : crypto.randomUUID();
  c.set("requestId", id);
  c.header("X-Request-Id", id);
  c.header("Cache-Control", "private, no-store");
  c.header("X-Content-Type-Options", "nosniff");
  await next();
});
