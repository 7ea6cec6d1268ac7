import type { MiddlewareHandler } from "astro";
import { readPreview, toOverrides } from "./preview.ts";

/**
 * Adds to the decision what the bar shows. A made-up visitor's page is decided anew as theirs; a
 * real visitor's page stays as it is, and only the reasons are asked for. A service that has just
 * not answered is not asked again: the page has waited once.
 */
export const onRequest: MiddlewareHandler = async (context, next) => {
  const { facet } = context.locals;
  if (context.isPrerendered || facet === undefined || !isPageView(context.request, context.url)) {
    return next();
  }
  if (facet.decision.degraded.includes("api")) return next();
  const preview = readPreview(context.url);
  const explained = await facet.decide(toOverrides(preview));
  context.locals.explained = explained.decision;
  if (preview.on) context.locals.facet = explained;
  return next();
};

function isPageView(request: Request, url: URL): boolean {
  if (request.method !== "GET") return false;
  return !url.pathname.startsWith("/~facet") && !/\.[a-z0-9]{2,5}$/i.test(url.pathname);
}
