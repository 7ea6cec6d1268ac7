import type { Touch } from "../context/types.ts";
import { SESSION_IDLE_MS, type VisitorState } from "./visitor.ts";

/** Fields of a touch that name a campaign: all of `utm_*`, and the ad click. */
const CAMPAIGN_FIELDS = [
  "source",
  "medium",
  "campaign",
  "content",
  "term",
  "id",
  "clickPlatform",
  "clickId",
] as const satisfies readonly (keyof Touch)[];

/** Whether a request brings a UTM or ad-click value that the current session was not opened with. */
function bringsOtherCampaign(current: Touch | undefined, request: Touch): boolean {
  return CAMPAIGN_FIELDS.some(
    (field) => request[field] !== undefined && request[field] !== current?.[field],
  );
}

/**
 * Tells whether a page view opens a new session: the first one, after 30 idle minutes, or with
 * other campaign values. A clock that runs backwards never does by itself.
 */
export function opensSession(
  state: VisitorState | undefined,
  view: { readonly at: number; readonly touch: Touch },
): boolean {
  if (state?.lastSeenAt === undefined) return true;
  if (view.at - state.lastSeenAt >= SESSION_IDLE_MS) return true;
  return bringsOtherCampaign(state.lastTouch, view.touch);
}
