import type { FacetDecision, ShareableDecision } from "./types.ts";

/**
 * What of a decision a shared page may be made of: without offers, visitor, ids, form token, phrase,
 * warnings and trace.
 */
export function toShareable(decision: FacetDecision | ShareableDecision): ShareableDecision {
  const { rules, page, slots, clicks, cache, degraded } = decision;
  return {
    rules,
    page,
    slots,
    degraded,
    ...(clicks === undefined ? {} : { clicks }),
    ...(cache === undefined ? {} : { cache }),
  };
}
