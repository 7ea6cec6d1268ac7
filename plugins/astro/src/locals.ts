import { slot, stateTag, toShareable } from "@facet/client";
import type {
  CacheScope,
  DecideOverrides,
  Facet,
  FacetDecision,
  HandleOptions,
  ShareableDecision,
  SlotContent,
  SlotId,
} from "@facet/client";
import type { View } from "./view.ts";

/** What `Astro.cache.set` takes: seconds and tags, or `false` for "never". */
export type CacheAnswer =
  | false
  | { readonly maxAge: number; readonly swr: number; readonly tags: string[] };

/** `Astro.locals.facet`: the decision of this page view. */
export interface FacetLocals<
  Decision extends ShareableDecision = FacetDecision | ShareableDecision,
> {
  /** What the page may be made of: where others share it, without anything about the visitor. */
  readonly decision: Decision;
  /** Whose page this is. */
  readonly scope: CacheScope;
  /** Offers of this visitor; none where others share the page, which then fetches them itself. */
  readonly offers: FacetDecision["offers"];
  /** Content of a slot: null where it is hidden, undefined where there is no decision of it. */
  slot<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
  /**
   * Agrees to the page being cached, and says for how long: `Astro.cache.set(Astro.locals.facet.cache())`.
   * Only what nothing but the URL and the decision went into may be.
   */
  cache(): CacheAnswer;
  /** The state element for the page runtime, as HTML. */
  stateTag(): string;
  /**
   * Decides anew for this request, e.g. as another visitor: `{ signals: { visits: 2 } }`. A page that
   * does so is this visitor's own.
   */
  decide(overrides: DecideOverrides): Promise<FacetLocals<FacetDecision>>;
}

/** What {@link FacetLocals.decide} asks with. */
export interface Asking {
  readonly facet: Facet;
  readonly request: Request;
  readonly options: HandleOptions;
}

/** Wraps the decision of a page view for templates. */
export function toLocals(view: View, asking: Asking): FacetLocals {
  const { decision, scope } = view.result;
  return scope === "private"
    ? toOwnLocals(view, asking)
    : wrap(view, toShareable(decision), asking);
}

/** Wraps the decision of a page that no other visitor gets. */
function toOwnLocals(view: View, asking: Asking): FacetLocals<FacetDecision> {
  return wrap(view, view.result.decision, asking);
}

function wrap<Decision extends FacetDecision | ShareableDecision>(
  view: View,
  decision: Decision,
  asking: Asking,
): FacetLocals<Decision> {
  const { facet, request, options } = asking;
  const { scope } = view.result;
  return {
    decision,
    scope,
    offers: "offers" in decision ? decision.offers : [],
    slot: (id) => slot(decision, id),
    cache() {
      view.isCached = true;
      const { cache } = decision;
      if (scope === "private" || cache === undefined) return false;
      return { maxAge: cache.maxAge, swr: cache.swr, tags: cache.tags };
    },
    stateTag: () => stateTag(decision),
    async decide(overrides) {
      view.isPersonal = true;
      const result = await facet.handle(request, {
        ...options,
        decide: { peek: true, ...overrides },
      });
      const own = { ...result, scope: "private" as const };
      return toOwnLocals({ result: own, isCached: false, isPersonal: true }, asking);
    },
  };
}
