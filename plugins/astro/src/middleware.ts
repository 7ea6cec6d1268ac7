import type { MiddlewareHandler } from "astro";
import { endpoints } from "virtual:facet/options";
import type { FacetResult } from "@facet/client";
import { addressOf } from "./address.ts";
import { toLocals } from "./locals.ts";
import { facet } from "./runtime.ts";

const endpointPatterns = new Set(endpoints);
// A path that the client answers with the defaults, asking nobody.
const NO_PAGE = "/~facet/none";

/**
 * Decides before the page is rendered, puts the answer into `locals.facet`, and marks the page as
 * this visitor's own. A prerendered page has no visitor and an endpoint is no page view: they get
 * the defaults, and an endpoint may ask with `locals.facet.decide()`.
 */
export const onRequest: MiddlewareHandler = async (context, next) => {
  const { request } = context;
  const address = context.isPrerendered ? {} : addressOf(context);
  const isPage = !context.isPrerendered && !endpointPatterns.has(context.routePattern);
  const asked = isPage ? request : new Request(new URL(NO_PAGE, context.url));
  const result = await facet.handle(asked, address);
  const isForged = [...request.headers.keys()].some((name) => name.startsWith("facet-"));
  const isInner = !result.bypass && (isForged || result.setCookies.length > 0);
  // What the page itself asks or reports is about the visitor whom this answer makes.
  const inner = isInner ? new Request(request, { headers: result.requestHeaders }) : undefined;
  const asking = { facet, request: inner ?? request, ...address };
  context.locals.facet = toLocals(result.decision, asking);
  if (result.bypass) return next();
  return withFacetHeaders(await (inner === undefined ? next() : next(inner)), result);
};

function withFacetHeaders(response: Response, result: FacetResult): Response {
  // A redirect's headers are immutable, so the answer is made anew over the same stream.
  const personal = new Response(response.body, response);
  for (const [name, value] of result.responseHeaders) personal.headers.set(name, value);
  for (const cookie of result.setCookies) personal.headers.append("set-cookie", cookie);
  return personal;
}
