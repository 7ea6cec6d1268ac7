import {
  awardPoints,
  countEvent,
  emptyHistory,
  type EventCounter,
  type JsonObject,
  type LedgerEntry,
  recogniseEvents,
  type Ruleset,
  type VisitorHistory,
} from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { catalogueOf } from "../rulesets/catalogue.ts";
import { boundEvents, boundLedger, mergeTraits } from "./bounds.ts";
import { applyOfferEvent } from "./offers.ts";
import { forgetVisitPhrase } from "./phrase.ts";
import { opensSession } from "./session.ts";
import type { PageView, VisitorEvent, VisitorState, VisitorTouch } from "./visitor.ts";

/** Name under which a page view is offered to the recognisers of events.yaml. */
const PAGE_VIEWED = "Page Viewed";

const NO_PROPERTIES: JsonObject = {};

/** A visitor of whom nothing is known yet. */
export function newVisitor(id: string, now: number): VisitorState {
  return { id, createdAt: now, visits: 0, pageviews: 0, traits: {}, history: emptyHistory(now) };
}

/**
 * Folds a page view into a visitor: opens a session where one is due, counts it, and takes in the
 * events that the page stands for.
 */
export function applyPageView(state: VisitorState, view: PageView, ruleset: Ruleset): VisitorState {
  const opened = opensSession(state, view);
  const seen = opened ? openSession(state, view) : state;
  const names = recogniseEvents(ruleset, {
    event: PAGE_VIEWED,
    properties: NO_PROPERTIES,
    ...(view.path === undefined ? {} : { path: view.path }),
  });
  if (opened) names.unshift(FACET_EVENTS.sessionStarted);
  return {
    ...seen,
    pageviews: seen.pageviews + 1,
    lastSeenAt: Math.max(seen.lastSeenAt ?? view.at, view.at),
    consent: view.consent,
    history: count(seen.history, names, view.at, ruleset),
  };
}

function openSession(state: VisitorState, view: PageView): VisitorState {
  const touch: VisitorTouch = { ...view.touch, at: view.at };
  return {
    ...forgetVisitPhrase(state),
    visits: state.visits + 1,
    pageviews: 0,
    ...(state.visits === 0 ? {} : { previousVisitAt: state.history.visitStartedAt }),
    firstTouch: state.firstTouch ?? touch,
    lastTouch: touch,
    ...(touch.channel === "Direct" ? {} : { lastNonDirectTouch: touch }),
    history: { ...state.history, visitStartedAt: view.at },
  };
}

/**
 * Folds an event into a visitor: counters, score ledger, offers, traits. It neither opens nor
 * prolongs a session: an order that a server reports a week later is no visit.
 */
export function applyEvent(
  state: VisitorState,
  event: VisitorEvent,
  ruleset: Ruleset,
): VisitorState {
  const { name, properties, at } = event;
  const names = [...new Set([name, ...recogniseEvents(ruleset, { event: name, properties })])];
  const counted = count(state.history, names, at, ruleset);
  return {
    ...state,
    traits: event.traits === undefined ? state.traits : mergeTraits(state.traits, event.traits),
    history: {
      ...counted,
      offers: applyOfferEvent(counted.offers, { name, names, properties, at }, ruleset),
      submissions: counted.submissions + (event.submission ? 1 : 0),
    },
  };
}

/** Keeps the arms a decision gave; an earlier assignment stands. */
export function applyAssignments(
  state: VisitorState,
  assignments: Readonly<Record<string, string>>,
): VisitorState {
  const known = state.history.assignments;
  const added = Object.entries(assignments).filter(([id]) => !Object.hasOwn(known, id));
  if (added.length === 0) return state;
  const merged = Object.fromEntries([...Object.entries(known), ...added]);
  return { ...state, history: { ...state.history, assignments: merged } };
}

function count(
  history: VisitorHistory,
  names: readonly string[],
  at: number,
  ruleset: Ruleset,
): VisitorHistory {
  if (names.length === 0) return history;
  const { scoring } = catalogueOf(ruleset);
  const events = new Map<string, EventCounter>(Object.entries(history.events));
  const ledger: LedgerEntry[] = [...history.ledger];
  for (const name of names) {
    events.set(name, countEvent(events.get(name), at));
    ledger.push(...awardPoints(scoring, ledger, { event: name, at }));
  }
  return {
    ...history,
    events: boundEvents(Object.fromEntries(events)),
    ledger: boundLedger(inOrder(ledger)),
  };
}

/** Ledger entries by time: events may arrive late. */
function inOrder(ledger: readonly LedgerEntry[]): readonly LedgerEntry[] {
  const ordered = ledger.every((entry, i) => i === 0 || (ledger[i - 1]?.at ?? 0) <= entry.at);
  return ordered ? ledger : ledger.toSorted((a, b) => a.at - b.at);
}
