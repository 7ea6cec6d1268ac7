import type { Touch } from "@facet/context";
import { SESSION_IDLE_MS, type VisitorTouch, type VisitSummary } from "./visitor.ts";

/** Fields of a touch that name a campaign: all of `utm_*`, and the ad click. */
export const CAMPAIGN_FIELDS = [
  "source",
  "medium",
  "campaign",
  "content",
  "term",
  "id",
  "clickPlatform",
  "clickId",
] as const satisfies readonly (keyof Touch)[];

/** Whether a request brings any UTM or ad-click value. */
export function bringsCampaign(request: Touch): boolean {
  return CAMPAIGN_FIELDS.some((field) => request[field] !== undefined);
}

/** Whether a request brings a UTM or ad-click value that the current session was not opened with. */
function bringsOtherCampaign(current: Touch, request: Touch): boolean {
  return CAMPAIGN_FIELDS.some(
    (field) => request[field] !== undefined && request[field] !== current[field],
  );
}

/**
 * Tells whether a page view opens a new session: the first one, after 30 idle minutes, or with
 * other campaign values.
 *
 * @param before What the views before it make; absent: there were none.
 */
export function opensSession(
  before: VisitSummary | undefined,
  view: { readonly at: number; readonly touch: Touch },
): boolean {
  if (before === undefined) return true;
  if (view.at - before.lastSeenAt >= SESSION_IDLE_MS) return true;
  return bringsOtherCampaign(before.lastTouch, view.touch);
}

/** Adds a page view that opens a session. */
export function openSession(
  before: VisitSummary | undefined,
  { at, touch }: { readonly at: number; readonly touch: Touch },
): VisitSummary {
  const nonDirect = touch.channel === "Direct" && before && latestNonDirectTouch(before);
  return {
    visits: (before?.visits ?? 0) + 1,
    lastSeenAt: at,
    ...(before === undefined ? {} : { previousVisitAt: before.lastTouch.at }),
    pageviews: 1,
    lastTouch: { ...touch, at },
    ...(nonDirect ? { lastNonDirectTouch: nonDirect } : {}),
  };
}

/** Adds a page view to the session under way. */
export function continueSession(before: VisitSummary, at: number): VisitSummary {
  return { ...before, lastSeenAt: at, pageviews: before.pageviews + 1 };
}

/** The latest touch whose channel is not `Direct`. */
export function latestNonDirectTouch(summary: VisitSummary): VisitorTouch | undefined {
  const { lastTouch, lastNonDirectTouch } = summary;
  return lastTouch.channel === "Direct" ? lastNonDirectTouch : lastTouch;
}
