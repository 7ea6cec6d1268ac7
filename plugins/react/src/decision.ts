import type { FacetDecision, OfferDecision } from "@facet/client";
import type { PageCall } from "./page-call.ts";

/**
 * What the components draw from: a whole decision, or what all visitors of one code share. Only the
 * whole one has offers, and what a form says of the decision it comes from; what the form knows of
 * the page's request is added to it by `readPageCall`.
 */
export interface PageDecision
  extends
    Pick<FacetDecision, "slots" | "cache">,
    Partial<Pick<FacetDecision, "decisionId" | "formToken" | "askedFields">>,
    Partial<PageCall> {
  readonly offers?: readonly Pick<OfferDecision, "id" | "form">[];
}

/** What the decision has for a slot; undefined where it has nothing, as when the service is down. */
export function findSlot(
  decision: PageDecision,
  id: string,
): PageDecision["slots"][string] | undefined {
  return Object.hasOwn(decision.slots, id) ? decision.slots[id] : undefined;
}
