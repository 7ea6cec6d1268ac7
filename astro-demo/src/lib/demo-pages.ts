import type { ShareableDecision } from "@facet/astro";

/** Slots without which the designed page would be empty. */
const NEEDED = {
  okna: ["hero.eyebrow", "hero.headline", "hero.subtitle", "benefits", "price", "lead.form"],
  bikes: [
    "bikes.headline",
    "bikes.subtitle",
    "bikes.offer",
    "bikes.guide",
    "bikes.form",
    "bikes.range",
  ],
} as const;

/** Id of a page that has a design of its own. */
export type DemoPage = keyof typeof NEEDED;

/**
 * Whether the loaded rule set is the demo's own, as far as this page can tell. Another rule set may
 * use the same address for other slots, which the plain page shows. Where the service does not
 * answer it is taken for its own.
 */
export function isDemoPage(decision: ShareableDecision, page: DemoPage): boolean {
  if (decision.degraded.includes("api") || decision.degraded.includes("rules")) return true;
  return NEEDED[page].every((id) => Object.hasOwn(decision.slots, id));
}
