import { compareOccurrences, type Occurrence } from "@facet/engine";
import type { Touch } from "@facet/context";
import { startsOf, toKeptViews } from "./kept-views.ts";
import { addOldView, type ViewsWithPast } from "./old-sessions.ts";
import { replayViews } from "./replay-views.ts";
import { bringsCampaign, continueSession, openSession, opensSession } from "./session.ts";
import { settleViews } from "./settle-views.ts";
import type { KeptViews, OpeningView, VisitSummary } from "./visitor.ts";

/** A page view as far as sessions depend on it. */
export interface SeenPage extends Occurrence {
  readonly touch: Touch;
}

/** What a page view does to sessions. */
export interface ViewsChange {
  readonly views: KeptViews;
  readonly summary: VisitSummary;
  /** The earliest view of all; absent: it is from before those that were kept. */
  readonly first?: OpeningView | undefined;
  /** Sessions that begin now, and such as begin no longer. */
  readonly started: readonly Occurrence[];
  readonly vanished: readonly Occurrence[];
}

/**
 * Adds a page view to those that are kept. One that arrives late may open, join or split sessions.
 *
 * @param summary What all views so far make.
 */
export function addView(
  views: KeptViews,
  summary: VisitSummary | undefined,
  page: SeenPage,
): ViewsChange {
  if (summary === undefined || page.at > summary.lastSeenAt) return append(views, summary, page);
  const { before } = views;
  if (before === undefined || page.at >= before.lastSeenAt) return insert(views, page);
  return insertOld({ ...views, before }, page);
}

function append(views: KeptViews, summary: VisitSummary | undefined, page: SeenPage): ViewsChange {
  const { at, message, touch } = page;
  if (summary !== undefined && !opensSession(summary, page)) {
    const added = bringsCampaign(touch)
      ? { ...views, openers: [...views.openers, { at, message, touch }] }
      : { ...views, others: [...views.others, at] };
    const next = continueSession(summary, at);
    return { views: settleViews(added, at), summary: next, started: [], vanished: [] };
  }
  const opener: OpeningView = { at, message, touch, opens: true };
  const added = { ...views, openers: [...views.openers, opener] };
  return {
    views: settleViews(added, at),
    summary: openSession(summary, page),
    first: summary === undefined ? opener : undefined,
    started: [{ at, message }],
    vanished: [],
  };
}

function insert(views: KeptViews, { at, message, touch }: SeenPage): ViewsChange {
  const candidates = [...views.openers, { at, message, touch }].sort(compareOccurrences);
  const { openers } = replayViews({ ...views, openers: candidates });
  const stays = (view: OpeningView): boolean => view.opens === true || bringsCampaign(view.touch);
  const times = openers.filter((view) => !stays(view)).map((view) => view.at);
  const kept: KeptViews = {
    ...views,
    openers: openers.filter(stays),
    others: [...views.others, ...times].sort((a, b) => a - b),
  };
  const { summary } = replayViews(kept);
  return {
    views: settleViews(kept, summary.lastSeenAt),
    summary,
    first: views.before === undefined ? openers[0] : undefined,
    started: startsOf(openers).filter(isNotIn(startsOf(views.openers))),
    vanished: startsOf(views.openers).filter(isNotIn(startsOf(openers))),
  };
}

function insertOld(views: ViewsWithPast, { at, message, touch }: SeenPage): ViewsChange {
  const { before, spans, opens } = addOldView(views, { ...touch, at });
  const kept = toKeptViews({ ...views, before, spans });
  const { summary } = replayViews(kept);
  return { views: kept, summary, started: opens ? [{ at, message }] : [], vanished: [] };
}

function isNotIn(others: readonly Occurrence[]): (each: Occurrence) => boolean {
  return (each) => !others.some((other) => compareOccurrences(each, other) === 0);
}
