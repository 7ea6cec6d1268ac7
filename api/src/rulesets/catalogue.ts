import { type ClickEvent, clickEvents } from "@facet/engine";
import type { Offer, Page, Ruleset, Scoring, Slot } from "@facet/engine";

/** What requests look up by name in one rule set, made once for it. */
export interface Catalogue {
  readonly site: string;
  readonly scoring: Scoring;
  readonly pages: ReadonlyMap<string, Page>;
  readonly slots: ReadonlyMap<string, Slot>;
  readonly offers: ReadonlyMap<string, Offer>;
  /** Event name → ids of the offers whose goal it is. */
  readonly offersByGoalEvent: ReadonlyMap<string, readonly string[]>;
  /** Events that are clicks, which the page itself recognises. */
  readonly clicks: readonly ClickEvent[];
}

const CATALOGUES = new WeakMap<Ruleset, Catalogue>();

/** The names of a rule set; made at its first use and kept as long as the rule set is. */
export function catalogueOf(ruleset: Ruleset): Catalogue {
  const known = CATALOGUES.get(ruleset);
  if (known !== undefined) return known;
  const made = makeCatalogue(ruleset);
  CATALOGUES.set(ruleset, made);
  return made;
}

function makeCatalogue({ artifact }: Ruleset): Catalogue {
  const goals = new Map(Object.entries(artifact.goals));
  const offersByGoalEvent = new Map<string, string[]>();
  for (const offer of artifact.offers) {
    const event = offer.goal === undefined ? undefined : goals.get(offer.goal)?.event;
    if (event === undefined) continue;
    offersByGoalEvent.set(event, [...(offersByGoalEvent.get(event) ?? []), offer.id]);
  }
  return {
    site: artifact.site.id,
    scoring: artifact.scoring,
    pages: new Map(artifact.pages.map((page) => [page.id, page])),
    slots: new Map(Object.entries(artifact.slots)),
    offers: new Map(artifact.offers.map((offer) => [offer.id, offer])),
    offersByGoalEvent,
    clicks: clickEvents(artifact),
  };
}
