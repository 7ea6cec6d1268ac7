import type { ShareableDecision, SlotContent, SlotId } from "./types.ts";

/**
 * Content of a slot: null where it is hidden, `fallback` (or undefined) where the decision does not
 * have it, which is the case when the service did not answer.
 */
export function slot<Id extends SlotId>(
  decision: Pick<ShareableDecision, "slots">,
  id: Id,
): SlotContent<Id> | null | undefined;
export function slot<Id extends SlotId>(
  decision: Pick<ShareableDecision, "slots">,
  id: Id,
  fallback: SlotContent<Id>,
): SlotContent<Id> | null;
export function slot<Id extends SlotId>(
  decision: Pick<ShareableDecision, "slots">,
  id: Id,
  fallback?: SlotContent<Id>,
): SlotContent<Id> | null | undefined {
  const found = Object.hasOwn(decision.slots, id) ? decision.slots[id] : undefined;
  if (found === undefined) return fallback;
  if (found.hidden === true) return null;
  // The generated FacetSlots is made from the same rule set that the service serves.
  return found.content as SlotContent<Id>;
}
