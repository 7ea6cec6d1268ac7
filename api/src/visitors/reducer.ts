import {
  emptyHistory,
  type JsonObject,
  recogniseEvents,
  type Ruleset,
  withEntry,
} from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { countOccurrence, countSessions } from "./counting.ts";
import type { EventFact, ViewFact } from "./facts.ts";
import { applyOfferEvent } from "./offers.ts";
import { latestNonDirectTouch } from "./session.ts";
import { isAfter } from "./stamps.ts";
import type { LogEntry } from "./store.ts";
import { mergeTraits } from "./traits.ts";
import { keptViews, summaryOf } from "./kept-views.ts";
import { addView } from "./views.ts";
import type { Stamp, VisitorState, VisitorTouch } from "./visitor.ts";

/** Name under which a page view is offered to the recognisers of events.yaml. */
const PAGE_VIEWED = FACET_EVENTS.pageViewed;

const NO_PROPERTIES: JsonObject = {};

/**
 * A visitor of whom nothing is known yet.
 *
 * @param now Time of their first fact, epoch milliseconds.
 */
export function newVisitor(id: string, now: number): VisitorState {
  return {
    id,
    createdAt: now,
    visits: 0,
    pageviews: 0,
    traits: {},
    history: { ...emptyHistory(now), ledger: {} },
    views: { openers: [], others: [] },
    stamps: { traits: [], assignments: {} },
  };
}

/**
 * Folds a fact into a visitor. Facts make the same state, byte for byte, in whatever order they
 * arrive, as long as none is more than a day late and no bound is exceeded: of views (40 that bring a
 * campaign or open a session and 200 others in a day), event names (200), lines of a points rule
 * (100), traits (200).
 */
export function applyFact(
  state: VisitorState,
  entry: Pick<LogEntry, "fact" | "messageId">,
  ruleset: Ruleset,
): VisitorState {
  const { fact, messageId } = entry;
  const createdAt = Math.min(state.createdAt, fact.at);
  const stamp: Stamp = [fact.at, messageId];
  return inOrder({ ...apply({ ...state, createdAt }, fact, { stamp, ruleset }), createdAt });
}

interface Given {
  readonly stamp: Stamp;
  readonly ruleset: Ruleset;
}

function apply(state: VisitorState, fact: LogEntry["fact"], given: Given): VisitorState {
  switch (fact.type) {
    case "view":
      return applyView(state, fact, given);
    case "event":
      return applyEvent(state, fact, given);
    case "traits":
      return mergeTraits(state, fact.traits, given.stamp);
  }
}

function applyView(state: VisitorState, view: ViewFact, { stamp, ruleset }: Given): VisitorState {
  const [at, message] = stamp;
  const names = recogniseEvents(ruleset, {
    event: PAGE_VIEWED,
    properties: NO_PROPERTIES,
    at,
    ...(view.path === undefined ? {} : { path: view.path }),
  });
  const seen = keepLatest(countView(state, view, { stamp, ruleset }), view, stamp);
  const counted = countOccurrence(seen, names, { occurrence: { at, message }, ruleset });
  const event = { name: PAGE_VIEWED, names, properties: NO_PROPERTIES, at };
  return withHistory(counted, {
    offers: applyOfferEvent(counted.history.offers, event, ruleset),
  });
}

/** Counts a page view into its session. */
function countView(state: VisitorState, view: ViewFact, { stamp, ruleset }: Given): VisitorState {
  const [at, message] = stamp;
  const { touch } = view;
  const change = addView(keptViews(state), summaryOf(state), { at, message, touch });
  const { views, summary, first } = change;
  const { visits, lastSeenAt, previousVisitAt, pageviews, lastTouch } = summary;
  const seen = {
    ...state,
    visits,
    lastSeenAt,
    previousVisitAt,
    pageviews,
    firstTouch: first
      ? { ...first.touch, at: first.at }
      : earlier(state.firstTouch, { ...touch, at }),
    lastTouch,
    lastNonDirectTouch: latestNonDirectTouch(summary),
    history: { ...state.history, visitStartedAt: lastTouch.at },
    views,
  };
  return countSessions(seen, change, ruleset);
}

function earlier(known: VisitorTouch | undefined, touch: VisitorTouch): VisitorTouch {
  return known !== undefined && known.at <= touch.at ? known : touch;
}

/** Keeps what the latest page view has the last word on, and arms by the earliest. */
function keepLatest(state: VisitorState, view: ViewFact, stamp: Stamp): VisitorState {
  const { phrase: known, ...rest } = state;
  const { consent, phrase = null } = view;
  const isLatestPhrase = view.phrase !== undefined && isAfter(stamp, state.stamps.phrase);
  const isLatestView = isAfter(stamp, state.stamps.view);
  const kept = isLatestPhrase ? phrase : (known ?? null);
  return keepAssignments(
    {
      ...rest,
      ...(isLatestView ? { consent } : {}),
      ...(kept === null ? {} : { phrase: kept }),
      stamps: {
        ...state.stamps,
        ...(isLatestView ? { view: stamp } : {}),
        ...(isLatestPhrase ? { phrase: stamp } : {}),
      },
    },
    view,
    stamp,
  );
}

function keepAssignments(
  state: VisitorState,
  { assignments = {} }: ViewFact,
  stamp: Stamp,
): VisitorState {
  let arms = state.history.assignments;
  let stamps = state.stamps.assignments;
  for (const [experiment, arm] of Object.entries(assignments)) {
    const known = Object.hasOwn(stamps, experiment) ? stamps[experiment] : undefined;
    const stands = known === undefined ? Object.hasOwn(arms, experiment) : !isAfter(known, stamp);
    if (stands) continue;
    arms = withEntry(arms, experiment, arm);
    stamps = withEntry(stamps, experiment, stamp);
  }
  if (arms === state.history.assignments) return state;
  return {
    ...withHistory(state, { assignments: arms }),
    stamps: { ...state.stamps, assignments: stamps },
  };
}

/**
 * Counters, score ledger, offers, traits. An event neither opens nor prolongs a session: an order
 * that a server reports a week later is no visit.
 */
function applyEvent(
  state: VisitorState,
  event: EventFact,
  { stamp, ruleset }: Given,
): VisitorState {
  const { name, properties, traits, submission } = event;
  const [at, message] = stamp;
  const { path } = properties;
  const page = name === PAGE_VIEWED && typeof path === "string" ? { path } : {};
  const received = { event: name, properties, at, ...page };
  const names = new Set([name, ...recogniseEvents(ruleset, received)]);
  const counted = countOccurrence(state, names, { occurrence: { at, message }, ruleset });
  const { offers, submissions } = counted.history;
  const next = withHistory(counted, {
    offers: applyOfferEvent(offers, { name, names: [...names], properties, at }, ruleset),
    submissions: submissions + (submission ? 1 : 0),
  });
  return traits === undefined ? next : mergeTraits(next, traits, stamp);
}

function withHistory(state: VisitorState, parts: Partial<VisitorState["history"]>): VisitorState {
  return { ...state, history: { ...state.history, ...parts } };
}

/** Equal states are equal bytes: keys have one order, whenever their values came. */
function inOrder(state: VisitorState): VisitorState {
  const { id, createdAt, visits, pageviews, traits, history, stamps } = state;
  const visitStartedAt = visits === 0 ? createdAt : history.visitStartedAt;
  return {
    id,
    createdAt,
    visits,
    ...given(state, "lastSeenAt"),
    ...given(state, "previousVisitAt"),
    pageviews,
    ...given(state, "firstTouch"),
    ...given(state, "lastTouch"),
    ...given(state, "lastNonDirectTouch"),
    traits,
    history: history.visitStartedAt === visitStartedAt ? history : { ...history, visitStartedAt },
    ...given(state, "consent"),
    ...given(state, "phrase"),
    ...given(state, "views"),
    stamps: {
      ...given(stamps, "view"),
      ...given(stamps, "phrase"),
      traits: stamps.traits,
      assignments: stamps.assignments,
    },
  };
}

function given<T extends object, K extends keyof T>(of: T, key: K): Partial<Pick<T, K>> {
  return of[key] === undefined ? {} : ({ [key]: of[key] } as Partial<Pick<T, K>>);
}
