import type {
  EventCounter,
  JsonObject,
  LedgerEntry,
  OfferHistory,
  VisitorDecision,
} from "@facet/engine";
import type { VisitorCard } from "@facet/protocol";
import type { VisitorState, VisitorTouch } from "./visitor.ts";

/** {@link VisitorCard} as it is made: traits are the state's own. */
export type MadeCard = Omit<VisitorCard, "traits"> & { readonly traits: JsonObject };

/**
 * A visitor as people read one: instants instead of milliseconds, events as counts.
 *
 * @param judged Score, grade and segments, as the engine sees them now.
 */
export function toVisitorCard(state: VisitorState, judged: VisitorDecision): MadeCard {
  const { history } = state;
  const { score, scores, grade, interest, rank, segments } = judged;
  return {
    id: state.id,
    createdAt: toInstant(state.createdAt),
    visits: state.visits,
    visitStartedAt: state.visits === 0 ? undefined : toInstant(history.visitStartedAt),
    lastSeenAt: mapped(state.lastSeenAt, toInstant),
    pageviews: state.pageviews,
    firstTouch: mapped(state.firstTouch, toTouch),
    lastTouch: mapped(state.lastTouch, toTouch),
    lastNonDirectTouch: mapped(state.lastNonDirectTouch, toTouch),
    score,
    scores: scores && { ...scores },
    grade,
    interest,
    rank,
    segments: [...segments],
    traits: state.traits,
    ledger: history.ledger.map(toLedgerLine),
    events: mapValues(history.events, toEventLine),
    offers: mapValues(history.offers, toOfferLine),
    assignments: { ...history.assignments },
    submissions: history.submissions,
    consent: state.consent && { ...state.consent },
  };
}

function toTouch(touch: VisitorTouch): NonNullable<VisitorCard["firstTouch"]> {
  return { ...touch, at: toInstant(touch.at) };
}

function toLedgerLine(entry: LedgerEntry): VisitorCard["ledger"][number] {
  return { ...entry, at: toInstant(entry.at) };
}

function toEventLine({ days, recent }: EventCounter): VisitorCard["events"][string] {
  return {
    count: days.reduce((sum, [, count]) => sum + count, 0),
    lastAt: mapped(recent.at(-1), toInstant),
  };
}

function toOfferLine(offer: OfferHistory): VisitorCard["offers"][string] {
  return {
    shown: offer.shown.map(toInstant),
    dismissedAt: mapped(offer.dismissedAt, toInstant),
    convertedAt: mapped(offer.convertedAt, toInstant),
  };
}

/** ISO 8601; a time that no calendar has is the epoch. */
function toInstant(ms: number): string {
  const date = new Date(ms);
  return Number.isNaN(date.getTime()) ? new Date(0).toISOString() : date.toISOString();
}

function mapped<T, R>(value: T | undefined, map: (value: T) => R): R | undefined {
  return value === undefined ? undefined : map(value);
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
