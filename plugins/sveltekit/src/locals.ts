import { slot, toShareable } from "@facet/client";
import type {
  CacheScope,
  DecideOverrides,
  Facet,
  FacetDecision,
  FacetResult,
  HandleOptions,
  ShareableDecision,
  SlotContent,
  SlotId,
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
export interface FacetLocals<
  Decision extends ShareableDecision = FacetDecision | ShareableDecision,
> {
  /** What the page may be made of: where others share it, without anything about the visitor. */
  readonly decision: Decision;
  /** Whose page this is. */
  readonly scope: CacheScope;
  /** For the page's data: `return { facet: locals.facet.data }` in the root layout's `load`. */
  readonly data: FacetData;
  /** Content of a slot: null where it is hidden, undefined where there is no decision of it. */
  slot<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
  /**
   * Agrees to the page being cached, in its `load`. Only what nothing but the URL and the decision
   * went into may be.
   */
  cache(): void;
  /** Undefined where the page is this visitor's own or has not agreed. */
  readonly keeping: Keeping | undefined;
  /** Decides anew for this request; the page is this visitor's own then. */
  decide(overrides: DecideOverrides): Promise<FacetLocals<FacetDecision>>;
}

/** What {@link FacetLocals.decide} asks with. */
export interface Asking {
  readonly facet: Facet;
  readonly request: Request;
  readonly options: HandleOptions;
}

/** Wraps the decision of a page view for `load` functions and handles. */
export function toLocals(result: FacetResult, asking: Asking): FacetLocals {
  const { decision, scope } = result;
  return wrap(result, scope === "private" ? decision : toShareable(decision), asking);
}

function wrap<Decision extends FacetDecision | ShareableDecision>(
  { code, scope }: FacetResult,
  decision: Decision,
  asking: Asking,
): FacetLocals<Decision> {
  let hasAgreed = false;
  let isPersonal = scope === "private";
  return {
    decision,
    scope,
    get data() {
      return toFacetData(decision);
    },
    slot: (id) => slot(decision, id),
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
      const { facet, request, options } = asking;
      const decide = { peek: true, ...overrides };
      const result = await facet.handle(request, { ...options, decide });
      return wrap({ ...result, scope: "private" }, result.decision, asking);
    },
  };
}
