import { slot, stateTag } from "@facet/client";
import type {
  DecideOverrides,
  Facet,
  FacetDecision,
  HandleOptions,
  SlotContent,
  SlotId,
} from "@facet/client";

/** `Astro.locals.facet`: the decision of this page view. */
export interface FacetLocals {
  readonly decision: FacetDecision;
  readonly offers: FacetDecision["offers"];
  /** Content of a slot: null where it is hidden, undefined where there is no decision of it. */
  slot<Id extends SlotId>(id: Id): SlotContent<Id> | null | undefined;
  /** The state element for the page runtime, as HTML. */
  stateTag(): string;
  /** Decides anew for this request, e.g. as another visitor: `{ signals: { visits: 2 } }`. */
  decide(overrides: DecideOverrides): Promise<FacetLocals>;
}

/** Wraps a decision for templates. */
export function toLocals(
  decision: FacetDecision,
  again: { readonly facet: Facet; readonly request: Request; readonly address?: string },
): FacetLocals {
  return {
    decision,
    offers: decision.offers,
    slot: (id) => slot(decision, id),
    stateTag: () => stateTag(decision),
    async decide(overrides) {
      const { facet, request, address } = again;
      const options: HandleOptions = {
        decide: { peek: true, ...overrides },
        ...(address === undefined ? {} : { address }),
      };
      return toLocals((await facet.handle(request, options)).decision, again);
    },
  };
}
