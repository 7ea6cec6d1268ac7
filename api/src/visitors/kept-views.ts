import { countEvent, type EventCounter, type Occurrence } from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import type { KeptViews, OpeningView, SessionSpan, VisitorState, VisitSummary } from "./visitor.ts";

/** Sessions before the kept views of which it is kept when they were. */
const MAX_SPANS = 20;

/** The views of a visitor; where none are kept, what they made stands for them. */
export function keptViews(state: VisitorState): KeptViews {
  if (state.views !== undefined) return state.views;
  const { events } = state.history;
  const name = FACET_EVENTS.sessionStarted;
  const starts = Object.hasOwn(events, name) ? events[name] : undefined;
  return toKeptViews({ before: summaryOf(state), starts, openers: [], others: [] });
}

/** What the page views of a visitor make; `undefined`: there were none. */
export function summaryOf(state: VisitorState): VisitSummary | undefined {
  const { visits, lastSeenAt, previousVisitAt, pageviews, lastTouch, lastNonDirectTouch } = state;
  if (lastSeenAt === undefined || lastTouch === undefined) return undefined;
  const isDirect = lastTouch.channel === "Direct";
  return {
    visits,
    lastSeenAt,
    ...(previousVisitAt === undefined ? {} : { previousVisitAt }),
    pageviews,
    lastTouch,
    ...(isDirect && lastNonDirectTouch !== undefined ? { lastNonDirectTouch } : {}),
  };
}

/** All sessions that the kept views and those before them began, counted. */
export function countStarts({ spans = [], starts, openers }: KeptViews): EventCounter | undefined {
  const times = [...spans.map(([start]) => start), ...startsOf(openers).map(({ at }) => at)];
  return times.reduce<EventCounter | undefined>((counter, at) => countEvent(counter, at), starts);
}

/** Counts the start of a session that a caller reported. */
export function addReportedStart(views: KeptViews, at: number): KeptViews {
  return toKeptViews({ ...views, starts: countEvent(views.starts, at) });
}

/** The sessions that views open. */
export function startsOf(openers: readonly OpeningView[]): Occurrence[] {
  return openers.flatMap(({ at, message, opens }) => (opens ? [{ at, message }] : []));
}

/** Kept views with their keys in one order; of more than 20 sessions before them the oldest are counts. */
export function toKeptViews(views: {
  readonly before?: VisitSummary | undefined;
  readonly spans?: readonly SessionSpan[] | undefined;
  readonly starts?: EventCounter | undefined;
  readonly openers: readonly OpeningView[];
  readonly others: readonly number[];
}): KeptViews {
  const { before, spans = [], openers, others } = views;
  const surplus = spans.slice(0, -MAX_SPANS);
  const starts = surplus.reduce((counter, [start]) => countEvent(counter, start), views.starts);
  return {
    ...(before === undefined ? {} : { before }),
    ...(spans.length === 0 ? {} : { spans: spans.slice(-MAX_SPANS) }),
    ...(starts === undefined ? {} : { starts }),
    openers,
    others,
  };
}
