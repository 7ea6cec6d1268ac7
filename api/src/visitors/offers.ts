import type { JsonObject, OfferHistory, Ruleset } from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { catalogueOf } from "../rulesets/catalogue.ts";
import { boundShown } from "./bounds.ts";

/** Offer id → what became of it. */
export type Offers = Readonly<Record<string, OfferHistory>>;

/** An event and all names it goes by. */
export interface NamedEvent {
  readonly name: string;
  readonly names: readonly string[];
  readonly properties: JsonObject;
  readonly at: number;
}

/**
 * Folds an event into the offers' history: an offer's own events name it in the property `offer`;
 * any event that is an offer's goal converts it. Offers that the rule set does not have are left
 * out, so that the history stays as small as the rule set.
 */
export function applyOfferEvent(offers: Offers, event: NamedEvent, ruleset: Ruleset): Offers {
  const catalogue = catalogueOf(ruleset);
  const changed = new Map<string, OfferHistory>();
  const change = (id: string, update: (history: OfferHistory) => OfferHistory): void => {
    const known = Object.hasOwn(offers, id) ? offers[id] : undefined;
    changed.set(id, update(changed.get(id) ?? known ?? { shown: [] }));
  };
  const named = event.properties["offer"];
  if (typeof named === "string" && catalogue.offers.has(named)) {
    const update = UPDATES.get(event.name);
    if (update !== undefined) change(named, (history) => update(history, event.at));
  }
  for (const name of event.names) {
    for (const id of catalogue.offersByGoalEvent.get(name) ?? []) {
      change(id, (history) => converted(history, event.at));
    }
  }
  return changed.size === 0 ? offers : Object.fromEntries([...Object.entries(offers), ...changed]);
}

function shown(history: OfferHistory, at: number): OfferHistory {
  const times = [...history.shown, at];
  return { ...history, shown: boundShown(times.toSorted((a, b) => a - b)) };
}

function dismissed(history: OfferHistory, at: number): OfferHistory {
  return { ...history, dismissedAt: Math.max(history.dismissedAt ?? at, at) };
}

function converted(history: OfferHistory, at: number): OfferHistory {
  return { ...history, convertedAt: history.convertedAt ?? at };
}

const UPDATES: ReadonlyMap<string, (history: OfferHistory, at: number) => OfferHistory> = new Map([
  [FACET_EVENTS.offerShown, shown],
  [FACET_EVENTS.offerDismissed, dismissed],
  [FACET_EVENTS.offerConverted, converted],
]);
