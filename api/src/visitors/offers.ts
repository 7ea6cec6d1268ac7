import { type JsonObject, type OfferHistory, type Ruleset, withEntry } from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { catalogueOf } from "../rulesets/catalogue.ts";
import { boundShown } from "./bounds.ts";

/** Offer id → what became of it, in the order of ids. */
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
  let changed = offers;
  const change = (id: string, update: Update): void => {
    const known = Object.hasOwn(changed, id) ? changed[id] : undefined;
    changed = withEntry(changed, id, inOrder(update(known ?? { shown: [] }, event.at)));
  };
  const named = event.properties["offer"];
  if (typeof named === "string" && catalogue.offers.has(named)) {
    const update = UPDATES.get(event.name);
    if (update !== undefined) change(named, update);
  }
  for (const name of event.names) {
    for (const id of catalogue.offersByGoalEvent.get(name) ?? []) change(id, converted);
  }
  return changed;
}

type Update = (history: OfferHistory, at: number) => OfferHistory;

function shown(history: OfferHistory, at: number): OfferHistory {
  const times = [...history.shown, at];
  return { ...history, shown: boundShown(times.sort((a, b) => a - b)) };
}

function dismissed(history: OfferHistory, at: number): OfferHistory {
  return { ...history, dismissedAt: Math.max(history.dismissedAt ?? at, at) };
}

function converted(history: OfferHistory, at: number): OfferHistory {
  return { ...history, convertedAt: Math.min(history.convertedAt ?? at, at) };
}

function inOrder({ shown: times, dismissedAt, convertedAt }: OfferHistory): OfferHistory {
  return {
    shown: times,
    ...(dismissedAt === undefined ? {} : { dismissedAt }),
    ...(convertedAt === undefined ? {} : { convertedAt }),
  };
}

const UPDATES: ReadonlyMap<string, Update> = new Map([
  [FACET_EVENTS.offerShown, shown],
  [FACET_EVENTS.offerDismissed, dismissed],
  [FACET_EVENTS.offerConverted, converted],
]);
