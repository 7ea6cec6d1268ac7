import { type Json, type Ruleset, sortedRecord } from "@facet/engine";
import { type CookieClock, createCookieClock } from "./cookie-clock.ts";
import { fromCompactCounters, toCompactCounters } from "./cookie-counters.ts";
import { fromCompactLedger, toCompactLedger } from "./cookie-ledger.ts";
import { fromCompactOffers, toCompactOffers } from "./cookie-offers.ts";
import {
  fromCompactPhrase,
  fromConsentBits,
  isNumber,
  toCompactPhrase,
  toConsentBits,
} from "./cookie-parts.ts";
import { inUseBy } from "./in-use.ts";
import { fromCompactTraits, toCompactTraits } from "./cookie-traits.ts";
import { fromCompactTouch, toCompactTouch } from "./touch.ts";
import type { Stamp, VisitorState, VisitorTouch } from "./visitor.ts";

/** Stands for what is absent. */
const NONE = 0;
/** Stands for a first touch that is also the latest. */
const SAME = 1;

/**
 * Writes a state, cut down by `trimState`, as a short list. Times are whole seconds; of the facts
 * that said what is kept only the times stay.
 */
export function toCookieState(state: VisitorState): Json {
  const { createdAt, lastSeenAt, previousVisitAt, history, consent, traits, stamps } = state;
  const start = Math.floor(createdAt / 1_000);
  const clock = createCookieClock(start);
  const time = (ms: number | undefined): Json => (ms === undefined ? null : clock.write(ms));
  const values: Json[] = [
    start,
    state.visits,
    state.pageviews,
    time(lastSeenAt),
    time(previousVisitAt),
    consent === undefined ? null : toConsentBits(consent),
    history.submissions,
    compactTouch(state.lastTouch, clock),
    compactFirstTouch(state, clock),
    orNone(toCompactCounters(history.events, clock)),
    orNone(toCompactLedger(history.ledger, clock)),
    orNone(toCompactOffers(history.offers, clock)),
    orNone(compactAssignments(state, clock)),
    orNone(toCompactTraits({ traits, stamps: stamps.traits }, clock)),
    compactPhrase(state, clock),
  ];
  while (values.at(-1) === NONE) values.pop();
  return values;
}

/**
 * Reads what {@link toCookieState} wrote: a state in which page views that arrive late change no
 * session.
 *
 * @returns `undefined` where it is anything else.
 */
export function fromCookieState(
  value: Json,
  { id, ruleset }: { readonly id: string; readonly ruleset: Ruleset },
): VisitorState | undefined {
  if (!Array.isArray(value)) return undefined;
  const [start, visits, pageviews, seen, previous, bits, submissions, last, first] = value;
  const [events, ledger, offers, arms, kept, phrase] = value.slice(9);
  if (!isNumber(start) || !isNumber(visits) || !isNumber(pageviews)) return undefined;
  const clock = createCookieClock(start);
  const lastTouch = toTouch(last, clock);
  const firstTouch = first === SAME ? lastTouch : toTouch(first, clock);
  const consent = fromConsentBits(bits);
  const assigned = toAssignments(arms, clock);
  const { traits, stamps } = fromCompactTraits(kept, clock);
  const remembered = toPhrase(phrase, clock);
  return {
    id,
    createdAt: clock.read(0),
    visits,
    ...(isNumber(seen) ? { lastSeenAt: clock.read(seen) } : {}),
    ...(isNumber(previous) ? { previousVisitAt: clock.read(previous) } : {}),
    pageviews,
    ...(firstTouch === undefined ? {} : { firstTouch }),
    ...(lastTouch === undefined ? {} : { lastTouch }),
    traits,
    history: {
      events: fromCompactCounters(events, clock),
      ledger: fromCompactLedger(ledger, { rules: inUseBy(ruleset).points, clock }),
      offers: fromCompactOffers(offers, clock),
      assignments: sortedRecord(assigned.map(([experiment, arm]) => [experiment, arm])),
      visitStartedAt: lastTouch?.at ?? clock.read(0),
      submissions: isNumber(submissions) ? submissions : 0,
    },
    ...(consent === undefined ? {} : { consent }),
    ...(remembered === undefined ? {} : { phrase: remembered.phrase }),
    stamps: {
      ...(remembered === undefined ? {} : { phrase: remembered.stamp }),
      traits: stamps,
      assignments: sortedRecord(assigned.map(([experiment, , at]) => [experiment, [at, ""]])),
    },
  };
}

function compactTouch(touch: VisitorTouch | undefined, clock: CookieClock): Json {
  return touch === undefined ? NONE : [clock.write(touch.at), ...toCompactTouch(touch)];
}

function compactFirstTouch({ firstTouch, lastTouch }: VisitorState, clock: CookieClock): Json {
  if (firstTouch === undefined) return NONE;
  const first = compactTouch(firstTouch, clock);
  return JSON.stringify(first) === JSON.stringify(compactTouch(lastTouch, clock)) ? SAME : first;
}

function toTouch(value: Json | undefined, clock: CookieClock): VisitorTouch | undefined {
  const [at, ...rest] = Array.isArray(value) ? value : [];
  const touch = fromCompactTouch(rest);
  return isNumber(at) && touch !== undefined ? { ...touch, at: clock.read(at) } : undefined;
}

function compactAssignments({ history, stamps }: VisitorState, clock: CookieClock): Json[] {
  return Object.entries(history.assignments).flatMap(([experiment, arm]) => [
    experiment,
    arm,
    clock.write(stamps.assignments[experiment]?.[0] ?? clock.read(0)),
  ]);
}

function toAssignments(
  value: Json | undefined,
  clock: CookieClock,
): (readonly [experiment: string, arm: string, at: number])[] {
  const values = Array.isArray(value) ? value : [];
  return values.flatMap((experiment, i) => {
    const [arm, at] = values.slice(i + 1, i + 3);
    if (i % 3 !== 0 || typeof experiment !== "string" || typeof arm !== "string") return [];
    return isNumber(at) ? [[experiment, arm, clock.read(at)] as const] : [];
  });
}

function compactPhrase({ phrase, stamps, history }: VisitorState, clock: CookieClock): Json {
  if (phrase === undefined) return NONE;
  return [clock.write(stamps.phrase?.[0] ?? history.visitStartedAt), toCompactPhrase(phrase)];
}

function toPhrase(
  value: Json | undefined,
  clock: CookieClock,
): { readonly phrase: NonNullable<VisitorState["phrase"]>; readonly stamp: Stamp } | undefined {
  const [at, compact] = Array.isArray(value) ? value : [];
  const phrase = fromCompactPhrase(compact);
  return isNumber(at) && phrase !== undefined ? { phrase, stamp: [clock.read(at), ""] } : undefined;
}

function orNone(list: readonly Json[]): Json {
  return list.length === 0 ? NONE : list;
}
