import type { FacetDecision } from "@facet/client";

/**
 * What the components draw from: a whole decision, or what all visitors of one code share. Only the
 * whole one has offers, and what a form says of the decision it comes from.
 */
export type PageDecision = Pick<FacetDecision, "slots"> &
  Partial<Pick<FacetDecision, "offers" | "decisionId" | "formToken">>;

/** What the decision has for a slot; undefined where it has nothing, as when the service is down. */
export function findSlot(
  decision: PageDecision,
  id: string,
): PageDecision["slots"][string] | undefined {
  return Object.hasOwn(decision.slots, id) ? decision.slots[id] : undefined;
}
