import { latestNonDirectTouch } from "./session.ts";
import {
  type KeptViews,
  SESSION_IDLE_MS,
  type SessionSpan,
  type VisitorTouch,
  type VisitSummary,
} from "./visitor.ts";

/** Kept views, and what came before them. */
export type ViewsWithPast = KeptViews & { readonly before: VisitSummary };

/** What a page view from before the kept ones changes. */
export interface OldViewChange {
  readonly before: VisitSummary;
  readonly spans: readonly SessionSpan[];
  /** It is a session that was not known. */
  readonly opens: boolean;
}

/**
 * Adds a page view that is older than all that are kept. Within half an hour of a session that is known
 * it belongs to that one; anywhere else it is a session of its own, as those of somebody are who turns
 * out to be this visitor. One from before all sessions of which the times are kept changes nothing.
 */
export function addOldView(
  { before, spans = [], starts }: ViewsWithPast,
  touch: VisitorTouch,
): OldViewChange {
  const { at } = touch;
  const near = spans.findIndex((span) => isNear(span, at));
  if (near >= 0)
    return {
      before,
      spans: spans.map((span, i) => (i === near ? prolong(span, at) : span)),
      opens: false,
    };
  const isForgotten = starts !== undefined && at < (spans[0]?.[0] ?? before.lastTouch.at);
  if (isForgotten || isNear([before.lastTouch.at, before.lastSeenAt], at)) {
    return { before, spans, opens: false };
  }
  const added = [...spans, [at, at] as const].sort(([a], [b]) => a - b);
  return { before: addSession(before, touch), spans: added, opens: true };
}

function isNear([start, last]: SessionSpan, at: number): boolean {
  return start - at < SESSION_IDLE_MS && at - last < SESSION_IDLE_MS;
}

/** The start stays: it is counted, and has its points. */
function prolong([start, last]: SessionSpan, at: number): SessionSpan {
  return [start, Math.max(last, at)];
}

/** Adds a session before the last one. */
function addSession(before: VisitSummary, touch: VisitorTouch): VisitSummary {
  const { visits, lastSeenAt, pageviews, lastTouch } = before;
  const nonDirect = later(latestNonDirectTouch(before), touch);
  return {
    visits: visits + 1,
    lastSeenAt,
    previousVisitAt: Math.max(before.previousVisitAt ?? touch.at, touch.at),
    pageviews,
    lastTouch,
    ...(lastTouch.channel === "Direct" && nonDirect ? { lastNonDirectTouch: nonDirect } : {}),
  };
}

function later(known: VisitorTouch | undefined, touch: VisitorTouch): VisitorTouch | undefined {
  if (touch.channel === "Direct") return known;
  return known !== undefined && known.at >= touch.at ? known : touch;
}
