import type { APIContext, MiddlewareHandler } from "astro";
import { guardShared } from "@facet/client";
import { toLocals } from "./locals.ts";
import { carryMarks } from "./marks.ts";
import { setPrivate } from "./outer.ts";
import { facet } from "./runtime.ts";
import { viewOf } from "./view.ts";
import type { View } from "./view.ts";

// A path that the client answers with the defaults, asking nobody.
const NO_PAGE = "/~facet/none";

/**
 * Says of a rendered page, before a cache may keep it, for whom it is. A prerendered page has no
 * visitor and gets the defaults.
 */
export const onRequest: MiddlewareHandler = async (context, next) => {
  const view = viewOf(context.locals);
  if (view !== undefined) return toInner(await next(), view, context);
  if (!context.isPrerendered) throw new Error(UNDECIDED);
  const request = new Request(new URL(NO_PAGE, context.url));
  const undecided = { result: await facet.handle(request), isCached: false, isPersonal: true };
  context.locals.facet = toLocals(undecided, { facet, request: context.request, options: {} });
  return next();
};

const UNDECIDED =
  "Facet has not decided for this request, because Astro was not run through `withFacet`. " +
  "The fetch file of the site must call it around `astro(state)`; see the README of @facet/astro.";

async function toInner(rendered: Response, view: View, context: APIContext): Promise<Response> {
  const { result } = view;
  const inner = carryMarks(rendered, new Response(rendered.body, rendered));
  const { cache } = context;
  const isWanted = view.isCached || cache.options.maxAge !== undefined;
  const { cache: described } = result.decision;
  const isShared = result.scope !== "private" && !view.isPersonal && !setsCookies(context);
  const isKept = isWanted && isShared && inner.status === 200;
  if (!isKept || described === undefined) {
    if (result.bypass !== true || view.isPersonal) forbid(inner, context);
    return inner;
  }
  for (const [name, value] of result.pageHeaders) {
    if (name === "vary") inner.headers.append(name, value);
    else inner.headers.set(name, value);
  }
  if (cache.enabled) {
    const { maxAge = described.maxAge, swr = described.swr } = cache.options;
    cache.set({
      maxAge: Math.min(maxAge, described.maxAge),
      swr: Math.min(swr, described.swr),
      tags: described.tags,
    });
  }
  return guardShared(result, inner);
}

function forbid(response: Response, { cache }: APIContext): void {
  setPrivate(response.headers);
  if (cache.enabled) cache.set(false);
}

function setsCookies({ cookies }: APIContext): boolean {
  return cookies.headers().next().done !== true;
}
