import type { FetchState } from "astro/fetch";
import { isIsland, toAsked, toHandleOptions } from "./asked.ts";
import { toLocals } from "./locals.ts";
import { carryMarks } from "./marks.ts";
import { toOuter } from "./outer.ts";
import { facet } from "./runtime.ts";
import { keepView } from "./view.ts";
import type { View } from "./view.ts";

/**
 * Decides for a request before Astro's cache and middleware see it, and gives the answer its visitor's
 * headers and cookies after it has left them. Stands around `astro(state)` in a site's own fetch file:
 * `return withFacet(state, () => astro(state))`.
 *
 * @param next Renders the page, or takes it from a cache.
 */
export async function withFacet(
  state: FetchState,
  next: () => Promise<Response>,
): Promise<Response> {
  // Rendered while the site is built, where there is no visitor.
  if (state.routeData?.prerender) return next();
  const { request, locals } = state;
  const options = toHandleOptions(state);
  const result = await facet.handle(toAsked(state, request), options);
  state.request = carryMarks(request, new Request(request, { headers: result.requestHeaders }));
  const view: View = { result, isCached: false, isPersonal: isIsland(state) };
  locals.facet = toLocals(view, { facet, request: toPageView(state), options });
  keepView(locals, view);
  const response = await next();
  return result.bypass && !view.isPersonal ? response : toOuter(response, view);
}

function toPageView(state: FetchState): Request {
  return isIsland(state) ? toAsked(state, state.request) : state.request;
}

interface HonoContext {
  readonly req: { readonly raw: Request };
  res: Response;
  get(key: string): unknown;
  set(key: string, value: unknown): void;
}

/** {@link withFacet} as a middleware of a Hono app: it stands before `astro()` of `astro/hono`. */
export function facetLayer(): (context: HonoContext, next: () => Promise<void>) => Promise<void> {
  return async function facetLayer(context, next) {
    const { getFetchState } = await import("astro/hono");
    const response = await withFacet(getFetchState(context), async () => {
      await next();
      return context.res;
    });
    // Hono adds the headers of the response that is replaced, unless there is none.
    Reflect.set(context, "res", undefined);
    context.res = response;
  };
}
