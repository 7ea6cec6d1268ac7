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
export interface FacetLocals {
  /** What the page may be made of: where others share it, without anything about the visitor. */
  readonly decision: FacetDecision | ShareableDecision;
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
  decide(overrides: DecideOverrides): Promise<FacetLocals>;
}

/** What {@link FacetLocals.decide} asks with. */
export interface Asking {
  readonly facet: Facet;
  readonly request: Request;
  readonly options: HandleOptions;
}

/** Wraps the decision of a page view for templates. */
export function toLocals(view: View, asking: Asking): FacetLocals {
  const { decision: whole, scope } = view.result;
  const isShared = scope !== "private";
  const decision = isShared ? toShareable(whole) : whole;
  return {
    decision,
    scope,
    offers: isShared ? [] : whole.offers,
    slot: (id) => slot(decision, id),
    cache() {
      view.isCached = true;
      const { cache } = whole;
      if (!isShared || cache === undefined) return false;
      return { maxAge: cache.maxAge, swr: cache.swr, tags: cache.tags };
    },
    stateTag: () => stateTag(decision),
    async decide(overrides) {
      view.isPersonal = true;
      const { facet, request } = asking;
      const options = { ...asking.options, decide: { peek: true, ...overrides } };
      const result = { ...(await facet.handle(request, options)), scope: "private" as const };
      return toLocals({ result, isCached: false, isPersonal: true }, asking);
    },
  };
}
