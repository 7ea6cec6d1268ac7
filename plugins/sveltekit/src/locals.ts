import { decideAnew, toPageFacet } from "@facet/client";
import type {
  DecidedView,
  DecideOverrides,
  FacetDecision,
  FacetResult,
  PageFacet,
} from "@facet/client";
import { toFacetData } from "./data.ts";
import type { FacetData } from "./data.ts";

/** How long a page may be kept, in seconds, and the tags to forget it by. */
export interface Keeping {
  /** The variation code: what a cache is keyed on besides the URL. */
  readonly code: string;
  readonly maxAge: number;
  readonly swr: number;
  readonly tags: readonly string[];
}

/** `locals.facet`: the decision of this page view. */
export interface FacetLocals extends PageFacet {
  /** For the page's data: `return { facet: locals.facet.data }` in the root layout's `load`. */
  readonly data: FacetData;
  /**
   * Agrees to the page being cached, in its `load`. Only what nothing but the URL and the decision
   * went into may be.
   */
  cache(): void;
  /** Undefined where the page is this visitor's own or has not agreed. */
  readonly keeping: Keeping | undefined;
  /** Decides anew for this request; the page is this visitor's own then. */
  decide(overrides: DecideOverrides): Promise<OwnFacetLocals>;
}

/** The decision of a page that nobody shares. */
export interface OwnFacetLocals extends FacetLocals {
  readonly decision: FacetDecision;
}

/** Wraps the decision of a page view for `load` functions and handles. */
export function toLocals(result: FacetResult, asked: DecidedView): FacetLocals {
  const page = toPageFacet(result);
  const { decision, scope, code } = page;
  let hasAgreed = false;
  let isPersonal = scope === "private";
  return {
    ...page,
    data: toFacetData(decision, scope === "private" ? asked.request : undefined),
    cache() {
      hasAgreed = true;
    },
    get keeping() {
      const { cache } = decision;
      if (!hasAgreed || isPersonal || cache === undefined || code === undefined) return undefined;
      return { code, maxAge: cache.maxAge, swr: cache.swr, tags: cache.tags };
    },
    async decide(overrides) {
      isPersonal = true;
      const own = await decideAnew(asked, overrides);
      return { ...toLocals(own, asked), decision: own.decision };
    },
  };
}
