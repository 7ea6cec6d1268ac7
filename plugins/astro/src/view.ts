import type { FacetResult } from "@facet/client";

/** One page view on its way through the deciding layer, the page and the caches. */
export interface View {
  readonly result: FacetResult;
  /** The page has asked how it may be cached, so it agrees to be. */
  isCached: boolean;
  /** The page has decided anew, so what it shows is this visitor's own. */
  isPersonal: boolean;
}

const views = new WeakMap<App.Locals, View>();

/** Keeps the view beside the `locals` of its request. */
export function keepView(locals: App.Locals, view: View): void {
  views.set(locals, view);
}

/** The view that a request's `locals` belong to; undefined where nothing was decided. */
export function viewOf(locals: App.Locals): View | undefined {
  return views.get(locals);
}
