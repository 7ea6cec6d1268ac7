import type { Ruleset } from "@facet/engine";
import { type InUse, inUseBy } from "./in-use.ts";
import { countersInUse } from "./cookie-counters.ts";
import { foldLedger } from "./cookie-ledger.ts";
import { traitsInUse } from "./cookie-traits.ts";
import type { Offers } from "./offers.ts";
import { recallPhrase } from "./phrase.ts";
import type { KeptHistory, VisitorState } from "./visitor.ts";

/**
 * Cuts a state down to what decisions under a rule set can depend on from now on: no page views but
 * their sums, the counters that `did` names, the traits that conditions, texts and forms name, the
 * first touch where it is named, a score ledger of few lines, offers that there are, as far back as
 * limits look. The latest touch and the phrase that still counts stay.
 *
 * @param now Epoch milliseconds; the state is not asked about earlier times.
 */
export function trimState(state: VisitorState, ruleset: Ruleset, now: number): VisitorState {
  const { views: _, lastNonDirectTouch: __, firstTouch, phrase, traits, stamps, ...rest } = state;
  const use = inUseBy(ruleset);
  const { decay } = ruleset.artifact.scoring;
  const kept = traitsInUse({ traits, stamps: stamps.traits }, use.traits);
  const { history } = state;
  const isRemembered = recallPhrase(state, now) !== undefined;
  return {
    ...rest,
    ...(firstTouch === undefined || !use.firstTouch ? {} : { firstTouch }),
    ...(phrase === undefined || !isRemembered ? {} : { phrase }),
    traits: kept.traits,
    history: {
      ...history,
      events: countersInUse(history.events, use.counters, now),
      ledger: foldLedger(history.ledger, { rules: use.points, decay, now }),
      offers: offersInUse(history, use, now),
    },
    stamps: { ...stamps, traits: kept.stamps },
  };
}

function offersInUse(history: KeptHistory, { offers, offersMs }: InUse, now: number): Offers {
  const from = Math.min(history.visitStartedAt, now - offersMs);
  const kept = Object.entries(history.offers).flatMap(([id, { shown, ...ends }]) => {
    const recent = shown.filter((at) => at >= from);
    const isEmpty = recent.length === 0 && Object.keys(ends).length === 0;
    return offers.has(id) && !isEmpty ? [[id, { shown: recent, ...ends }] as const] : [];
  });
  return Object.fromEntries(kept);
}
