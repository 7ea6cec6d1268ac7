import {
  awardPoints,
  countEvent,
  type EventCounter,
  type Occurrence,
  type Ruleset,
  withEntry,
} from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { catalogueOf } from "../rulesets/catalogue.ts";
import { boundEvents } from "./bounds.ts";
import type { KeptHistory, KeptViews, VisitorState } from "./visitor.ts";
import { addReportedStart, countStarts, keptViews } from "./kept-views.ts";
import type { ViewsChange } from "./views.ts";

const { sessionStarted: SESSION_STARTED } = FACET_EVENTS;

/** Counts an occurrence of an event under every name it goes by, and gives it its points. */
export function countOccurrence(
  state: VisitorState,
  names: Iterable<string>,
  { occurrence, ruleset }: { readonly occurrence: Occurrence; readonly ruleset: Ruleset },
): VisitorState {
  let next = state;
  for (const name of names) {
    next =
      name === SESSION_STARTED
        ? countReportedStart(next, occurrence, ruleset)
        : { ...next, history: count(next.history, { name, occurrence, ruleset }) };
  }
  return next;
}

function count(
  history: KeptHistory,
  { name, occurrence, ruleset }: { name: string; occurrence: Occurrence; ruleset: Ruleset },
): KeptHistory {
  const { scoring } = catalogueOf(ruleset);
  const known = Object.hasOwn(history.events, name) ? history.events[name] : undefined;
  return {
    ...history,
    events: withCounter(history, name, countEvent(known, occurrence.at)),
    ledger: awardPoints(scoring, history.ledger, { event: name, added: [occurrence] }),
  };
}

/** Sessions begin with page views; a caller may tell of others that it saw. */
function countReportedStart(
  state: VisitorState,
  occurrence: Occurrence,
  ruleset: Ruleset,
): VisitorState {
  const views = addReportedStart(keptViews(state), occurrence.at);
  return countSessions({ ...state, views }, { started: [occurrence], vanished: [] }, ruleset);
}

/** Counts the sessions that began, takes back those that vanished, with their points. */
export function countSessions(
  state: VisitorState & { readonly views: KeptViews },
  { started, vanished }: Pick<ViewsChange, "started" | "vanished">,
  ruleset: Ruleset,
): VisitorState {
  if (started.length === 0 && vanished.length === 0) return state;
  const { history, views } = state;
  const counter = countStarts(views);
  const ledger = awardPoints(catalogueOf(ruleset).scoring, history.ledger, {
    event: SESSION_STARTED,
    added: started,
    removed: vanished,
    retractable: true,
  });
  const events =
    counter === undefined ? history.events : withCounter(history, SESSION_STARTED, counter);
  return { ...state, history: { ...history, events, ledger } };
}

function withCounter(
  { events }: KeptHistory,
  name: string,
  counter: EventCounter,
): KeptHistory["events"] {
  return boundEvents(withEntry(events, name, counter));
}
