import type { OfferSuppression } from "../decision.ts";
import type { VisitorHistory } from "../history/history.ts";
import type { Offer, RulesetArtifact, WindowLimit } from "../ruleset.ts";
import { writeDuration } from "../explain/notation.ts";

/** Why an offer is held back, and in words for people. */
export interface Suppression {
  readonly reason: OfferSuppression;
  readonly detail: string;
}

/** What limits are counted against. */
export interface LimitInput {
  readonly artifact: RulesetArtifact;
  readonly history: VisitorHistory;
  /** Epoch milliseconds. */
  readonly now: number;
}

/** Whether an offer, or its group, has a limit that needs the visitor's past to be kept. */
export function hasLimits(offer: Offer, artifact: RulesetArtifact): boolean {
  const { visit, windows, afterDismissMs, until } = offer.limits;
  return (
    visit !== undefined ||
    windows.length > 0 ||
    afterDismissMs !== undefined ||
    until !== undefined ||
    groupLimits(offer, artifact).length > 0
  );
}

/** The first limit that an offer has reached: its own, the site's for the visit, its group's. */
export function findReachedLimit(offer: Offer, input: LimitInput): Suppression | undefined {
  return (
    convertedLimit(offer, input) ??
    dismissedLimit(offer, input) ??
    visitLimit(offer, input) ??
    windowLimit(shownTimes(input.history, offer.id), offer.limits.windows, { now: input.now }) ??
    siteLimit(input) ??
    groupLimit(offer, input)
  );
}

/** How many offers were shown in the current visit, all offers together. */
export function shownThisVisit({ offers, visitStartedAt }: VisitorHistory): number {
  return Object.values(offers)
    .flatMap(({ shown }) => shown)
    .filter((at) => at >= visitStartedAt).length;
}

function convertedLimit(offer: Offer, { history }: LimitInput): Suppression | undefined {
  if (offer.limits.until !== "convert") return undefined;
  if (pastOf(history, offer.id)?.convertedAt === undefined) return undefined;
  return { reason: "converted", detail: "its goal is reached, and it shows only until then" };
}

function dismissedLimit(offer: Offer, { history, now }: LimitInput): Suppression | undefined {
  const quiet = offer.limits.afterDismissMs;
  const dismissedAt = pastOf(history, offer.id)?.dismissedAt;
  if (quiet === undefined || dismissedAt === undefined || now - dismissedAt >= quiet)
    return undefined;
  return { reason: "dismissed", detail: `closed less than ${writeDuration(quiet)} ago` };
}

function visitLimit(offer: Offer, { history }: LimitInput): Suppression | undefined {
  const { visit } = offer.limits;
  if (visit === undefined) return undefined;
  const shown = shownTimes(history, offer.id).filter((at) => at >= history.visitStartedAt).length;
  return shown < visit ? undefined : reached(`shown ${shown} of ${visit} times in this visit`);
}

function siteLimit({ artifact, history }: LimitInput): Suppression | undefined {
  const { visit } = artifact.offerLimits;
  if (visit === undefined) return undefined;
  const shown = shownThisVisit(history);
  return shown < visit
    ? undefined
    : reached(`all offers together were shown ${shown} of ${visit} times in this visit`);
}

function groupLimit(offer: Offer, { artifact, history, now }: LimitInput): Suppression | undefined {
  const limits = groupLimits(offer, artifact);
  if (limits.length === 0) return undefined;
  const shown = artifact.offers
    .filter(({ group }) => group === offer.group)
    .flatMap(({ id }) => shownTimes(history, id));
  return windowLimit(shown, limits, { now, of: `group ${offer.group} ` });
}

function windowLimit(
  shown: readonly number[],
  limits: readonly WindowLimit[],
  { now, of = "" }: { readonly now: number; readonly of?: string },
): Suppression | undefined {
  for (const { windowMs, count } of limits) {
    const within = shown.filter((at) => at <= now && now - at < windowMs).length;
    if (within >= count) {
      return reached(`${of}shown ${within} of ${count} times in ${writeDuration(windowMs)}`);
    }
  }
  return undefined;
}

function groupLimits({ group }: Offer, { offerGroups }: RulesetArtifact): readonly WindowLimit[] {
  if (group === undefined || !Object.hasOwn(offerGroups, group)) return [];
  return offerGroups[group]?.limits ?? [];
}

function pastOf({ offers }: VisitorHistory, id: string) {
  return Object.hasOwn(offers, id) ? offers[id] : undefined;
}

function shownTimes(history: VisitorHistory, id: string): readonly number[] {
  return pastOf(history, id)?.shown ?? [];
}

function reached(detail: string): Suppression {
  return { reason: "limits", detail };
}
