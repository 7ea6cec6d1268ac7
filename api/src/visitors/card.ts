import {
  type EventCounter,
  type JsonObject,
  ledgerEntries,
  type LedgerEntry,
  type OfferHistory,
  type VisitorDecision,
} from "@facet/engine";
import type { VisitorCard } from "@facet/protocol";
import { toSessions } from "./card-sessions.ts";
import { type MadeTimelineEntry, toTimeline } from "./card-timeline.ts";
import { toInstant } from "./instant.ts";
import { type AboutVisitor, type LogEntry, MERGES, type StoredRecord } from "./store.ts";
import type { VisitorState, VisitorTouch } from "./visitor.ts";

/** {@link VisitorCard} as it is made: traits and properties are the visitor's own. */
export type MadeCard = Omit<VisitorCard, "traits" | "timeline"> & {
  readonly traits: JsonObject;
  readonly timeline: readonly MadeTimelineEntry[];
};

/** What a card is made of beside the state. */
export interface CardFacts {
  /** Score, grade and segments, as the engine sees them now. */
  readonly judged: VisitorDecision;
  readonly about: AboutVisitor;
  /** Of the log, in the order they were written. */
  readonly entries: readonly LogEntry[];
}

/** A visitor as people read one: instants instead of milliseconds, events as counts. */
export function toVisitorCard(
  state: VisitorState,
  { judged, about, entries }: CardFacts,
): MadeCard {
  const { history } = state;
  const { score, scores, grade, interest, rank, segments } = judged;
  return {
    id: state.id,
    names: toNames(about),
    merges: about.records.flatMap(toMerge),
    createdAt: toInstant(state.createdAt),
    visits: state.visits,
    visitStartedAt: state.visits === 0 ? undefined : toInstant(history.visitStartedAt),
    lastSeenAt: mapped(state.lastSeenAt, toInstant),
    pageviews: state.pageviews,
    firstTouch: mapped(state.firstTouch, toTouch),
    lastTouch: mapped(state.lastTouch, toTouch),
    lastNonDirectTouch: mapped(state.lastNonDirectTouch, toTouch),
    sessions: toSessions(state),
    score,
    scores: scores && { ...scores },
    grade,
    interest,
    rank,
    segments: [...segments],
    traits: state.traits,
    traitsSetAt: toTraitTimes(state),
    ledger: ledgerEntries(history.ledger).map(toLedgerLine),
    events: mapValues(history.events, toEventLine),
    offers: mapValues(history.offers, toOfferLine),
    assignments: { ...history.assignments },
    submissions: history.submissions,
    consent: state.consent && { ...state.consent },
    timeline: toTimeline(state, entries),
  };
}

/** All names of a visitor. */
export function toNames({ names }: Pick<AboutVisitor, "names">): VisitorCard["names"] {
  return names.map(({ name, isKnown }) => ({ name, known: isKnown }));
}

function toMerge({ collection, id, at, body }: StoredRecord): VisitorCard["merges"] {
  if (collection !== MERGES) return [];
  return [{ name: id, into: String(body["into"]), at: toInstant(at) }];
}

function toTraitTimes({ traits, stamps }: VisitorState): VisitorCard["traitsSetAt"] {
  const times = stamps.traits.flatMap(([at, , names]) =>
    names.filter((name) => Object.hasOwn(traits, name)).map((name) => [name, toInstant(at)]),
  );
  return Object.fromEntries(times);
}

/** A touch as people read one. */
export function toTouch(touch: VisitorTouch): NonNullable<VisitorCard["firstTouch"]> {
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

function mapped<T, R>(value: T | undefined, map: (value: T) => R): R | undefined {
  return value === undefined ? undefined : map(value);
}

function mapValues<T, R>(
  record: Readonly<Record<string, T>>,
  map: (value: T) => R,
): Record<string, R> {
  return Object.fromEntries(Object.entries(record).map(([key, value]) => [key, map(value)]));
}
