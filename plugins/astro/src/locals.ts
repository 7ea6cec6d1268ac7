import { decideAnew, toPageFacet } from "@facet/client";
import type { DecidedView, DecideOverrides, FacetDecision, PageFacet } from "@facet/client";
import type { View } from "./view.ts";

/** What `Astro.cache.set` takes: seconds and tags, or `false` for "never". */
export type CacheAnswer =
  | false
  | { readonly maxAge: number; readonly swr: number; readonly tags: string[] };

/** `Astro.locals.facet`: the decision of this page view. */
export interface FacetLocals extends PageFacet {
  /** Offers of this visitor; none where others share the page, which then fetches them itself. */
  readonly offers: FacetDecision["offers"];
  /**
   * Agrees to the page being cached, and says for how long: `Astro.cache.set(Astro.locals.facet.cache())`.
   * Only what nothing but the URL and the decision went into may be.
   */
  cache(): CacheAnswer;
  /**
   * Decides anew for this request, e.g. as another visitor: `{ signals: { visits: 2 } }`. A page that
   * does so is this visitor's own.
   */
  decide(overrides: DecideOverrides): Promise<OwnFacetLocals>;
}

/** The decision of a page that nobody shares. */
export interface OwnFacetLocals extends FacetLocals {
  readonly decision: FacetDecision;
}

/** Wraps the decision of a page view for templates. */
export function toLocals(view: View, asked: DecidedView): FacetLocals {
  const page = toPageFacet(view.result);
  const { decision, scope } = page;
  return {
    ...page,
    offers: "offers" in decision ? decision.offers : [],
    cache() {
      view.isCached = true;
      const { cache } = decision;
      if (scope === "private" || cache === undefined) return false;
      return { maxAge: cache.maxAge, swr: cache.swr, tags: cache.tags };
    },
    async decide(overrides) {
      view.isPersonal = true;
      const result = await decideAnew(asked, overrides);
      const own = toLocals({ result, isCached: false, isPersonal: true }, asked);
      return { ...own, decision: result.decision };
    },
  };
}
