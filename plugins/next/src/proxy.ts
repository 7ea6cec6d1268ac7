import { NextResponse } from "next/server";
import type { NextRequest } from "next/server";
import { createFacet } from "@facet/client";
import type { FacetResult } from "@facet/client";
import { createHandoff, DECISION_HEADER } from "./handoff.ts";
import { toFacetOptions } from "./options.ts";
import type { FacetNextOptions } from "./options.ts";
import { isCodedPath, toCodedPath } from "./segment.ts";

/** Options of {@link facetProxy}. */
export interface FacetProxyOptions extends FacetNextOptions {
  /**
   * The visitor's address, e.g. from a header that your own load balancer always overwrites. Absent:
   * the service knows no address, and no place by it.
   */
  readonly address?: (request: NextRequest) => string | undefined;
  /**
   * Whether a CDN in front has the `Facet-Key` in its cache key. `none` (default): shared caches are
   * told to keep nothing, because they know a page by its URL alone.
   */
  readonly cdn?: "none" | "keyed";
}

const ROUTER_PREFETCH = "next-router-prefetch";
const ROUTER_HASH = "_rsc";
const NOT_FOUND = "/_not-found";
const KEEP_NOTHING = "private, no-store";

/**
 * Makes the `proxy` of `proxy.ts`: it decides for every page view, sends those whose page many share
 * to the page kept for their code (`/prices` → `/prices/~f.<code>`), and hands the others their own
 * decision. Cookies are set here, after the page has left Next's cache.
 *
 * @throws FacetError `CONFIG` for options that cannot work.
 */
export function facetProxy(
  options: FacetProxyOptions,
): (request: NextRequest) => Promise<NextResponse> {
  const { address, cdn = "none", ...rest } = options;
  const facet = createFacet(toFacetOptions(rest));
  const handoff = createHandoff(options.codeSecret);

  async function proxy(request: NextRequest): Promise<NextResponse> {
    // As it was called; `nextUrl` may spell the host in another way, and a rewrite to that leaves the server.
    const url = new URL(request.url);
    if (isCodedPath(url.pathname)) return toNotFound(url);
    const isPrefetch = request.headers.has(ROUTER_PREFETCH);
    const from = address?.(request);
    const view = toPageView(request, url);
    const result = await facet.handle(view, {
      ...(from === undefined ? {} : { address: from }),
      ...(isPrefetch ? { decide: { peek: true } } : {}),
    });
    const headers = result.requestHeaders;
    if (result.bypass) return NextResponse.next({ request: { headers } });
    if (result.code !== undefined && isRead(request)) {
      const kept = new URL(url);
      kept.pathname = toCodedPath(url.pathname, result.code);
      return withOuterHeaders(NextResponse.rewrite(kept, { request: { headers } }), result, cdn);
    }
    headers.set(DECISION_HEADER, await handoff.seal({ decision: result.decision, url: view.url }));
    const response = withOuterHeaders(NextResponse.next({ request: { headers } }), result, "none");
    response.headers.set("cache-control", KEEP_NOTHING);
    return response;
  }

  return proxy;
}

/** The visitor's request without what Next's router adds to its URL. */
function toPageView(request: NextRequest, url: URL): Request {
  const asked = new URL(url);
  asked.searchParams.delete(ROUTER_HASH);
  return new Request(asked, { method: request.method, headers: request.headers });
}

/** Whether the answer is the page alone, not also what became of a server action. */
function isRead({ method }: NextRequest): boolean {
  return method === "GET" || method === "HEAD";
}

function withOuterHeaders(
  response: NextResponse,
  result: FacetResult,
  cdn: "none" | "keyed",
): NextResponse {
  if (cdn === "keyed") {
    for (const [name, value] of result.pageHeaders) response.headers.set(name, value);
  }
  for (const [name, value] of result.responseHeaders) response.headers.set(name, value);
  if (cdn === "none") response.headers.set("cdn-cache-control", KEEP_NOTHING);
  for (const cookie of result.setCookies) response.headers.append("set-cookie", cookie);
  return response;
}

function toNotFound(url: URL): NextResponse {
  const response = NextResponse.rewrite(new URL(NOT_FOUND, url), { status: 404 });
  response.headers.set("cache-control", KEEP_NOTHING);
  response.headers.set("cdn-cache-control", KEEP_NOTHING);
  return response;
}
