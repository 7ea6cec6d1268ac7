import { createMiddleware } from "hono/factory";
import type { Env } from "../http/route.ts";

const TRACEPARENT =
  /^(?!ff)([\da-f]{2})-(?!0{32})([\da-f]{32})-(?!0{16})[\da-f]{16}-([\da-f]{2})(-.*)?$/u;

/**
 * Takes part in the caller's trace (W3C Trace Context): its trace id is in the log, and the answer's
 * `Traceparent` names this server's span in it. A header that cannot be read is as good as none.
 */
export const traceContext = createMiddleware<Env>(async function joinTrace(c, next) {
  const given = c.req.header("traceparent");
  const [, version, traceId, flags = "00", more] = TRACEPARENT.exec(given ?? "") ?? [];
  if (traceId !== undefined && (version !== "00" || more === undefined)) {
    const sampled = Number.parseInt(flags, 16) & 1;
    c.set("traceId", traceId);
    c.header("Traceparent", `00-${traceId}-${makeSpanId()}-0${sampled}`);
  }
  await next();
});

function makeSpanId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
}
