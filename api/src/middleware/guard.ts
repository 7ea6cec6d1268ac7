import { createMiddleware } from "hono/factory";
import type { Access } from "../access/access.ts";
import { isLoopbackAuthority, isLoopbackOrigin } from "../http/loopback.ts";
import { ApiProblem } from "../http/problem.ts";
import type { Env } from "../http/route.ts";

/**
 * Makes what refuses, as long as no key is configured, calls that a page from elsewhere could make a
 * browser on this machine send: a Host (DNS rebinding) or an Origin (cross-site requests) that is not
 * loopback. Without keys this is all that stands between the network and the rights of a secret key.
 */
export function createGuard(access: Pick<Access, "refresh" | "isPlayground">) {
  return createMiddleware<Env>(async function guardPlayground(c, next) {
    await access.refresh();
    if (!access.isPlayground()) return next();
    const host = c.req.header("host") ?? authorityOf(c.req.url);
    if (!isLoopbackAuthority(host)) throw foreign("Host", host);
    const origin = c.req.header("origin");
    if (origin !== undefined && !isLoopbackOrigin(origin)) throw foreign("Origin", origin);
    return next();
  });
}

function authorityOf(url: string): string {
  const start = url.indexOf("://") + 3;
  const end = url.indexOf("/", start);
  return end === -1 ? url.slice(start) : url.slice(start, end);
}

function foreign(header: string, value: string): ApiProblem {
  return new ApiProblem({
    code: "foreign-host",
    detail: `The ${header} header is ${JSON.stringify(value.slice(0, 200))}. With no key configured only localhost and loopback addresses may call; \`facet keys create\` makes a key.`,
  });
}
