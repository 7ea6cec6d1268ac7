import type { SlotDecision } from "@facet/protocol";
import type { FacetDecision, SlotDefaults } from "./types.ts";

/** The decision of a page that got none: the site's own defaults, no offers, nobody known. */
export function toDefaultDecision(
  defaults: SlotDefaults,
  degraded: FacetDecision["degraded"],
): FacetDecision {
  const slots = Object.entries(defaults).map(([id, slot]) => [id, toSlot(slot)] as const);
  return {
    decisionId: "",
    rules: "",
    page: null,
    slots: Object.fromEntries(slots),
    offers: [],
    offerLimits: {},
    visitor: {},
    warnings: [],
    degraded,
  };
}

function toSlot(value: SlotDecision | string): SlotDecision {
  if (typeof value === "string") return { type: "text", content: value, reason: "DEFAULT" };
  return value;
}
