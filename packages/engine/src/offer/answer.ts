import { pickLocale } from "../cascade/locale.ts";
import type { OfferBudget, OfferDecision } from "../decision.ts";
import type { VisitorHistory } from "../history/history.ts";
import { renderContent } from "../insertion/content.ts";
import type { Offer, OfferLimits, RulesetArtifact } from "../ruleset.ts";
import { toFormDecision } from "./form.ts";
import type { FormInput } from "./form.ts";
import { shownThisVisit } from "./limits.ts";

/** What the content of offers is rendered with. */
export interface OfferInput extends FormInput {
  /** Whether modals open as bars at first. */
  readonly searchSafe: boolean;
  readonly artifact: RulesetArtifact;
  /** Text of the listed phrase that matched. */
  readonly phrase?: string;
}

/**
 * The offer as a page shows it.
 *
 * @returns `undefined` where it has no content for the language.
 */
export function answerOffer(offer: Offer, input: OfferInput): OfferDecision | undefined {
  const content = pickLocale(offer.content, input.locales);
  if (!content || "hidden" in content) return undefined;
  return {
    id: offer.id,
    ...(input.searchSafe && offer.type === "modal"
      ? ({ type: "bar", searchSafe: true } as const)
      : { type: offer.type }),
    trigger: offer.trigger,
    content: renderContent(content, {
      signals: input.signals,
      placeForms: input.artifact.placeForms,
      ...(input.phrase === undefined ? {} : { phrase: input.phrase }),
    }),
    ...(offer.form ? { form: toFormDecision(offer.form, input) } : {}),
    ...(offer.goal === undefined ? {} : { goal: offer.goal }),
  };
}

/**
 * What is left of the site's budget for this page view.
 *
 * @param options `now` in epoch milliseconds.
 */
export function remainingLimits(
  offerLimits: OfferLimits,
  { history, now }: { readonly history?: VisitorHistory | undefined; readonly now: number },
): OfferBudget {
  const { searchSafe: _, ...limits } = offerLimits;
  if (!history) return limits;
  const { visit, gapMs } = limits;
  const waitMs = gapMs === undefined ? 0 : gapMs - (now - lastShown(history));
  return {
    ...limits,
    ...(visit === undefined ? {} : { visit: Math.max(0, visit - shownThisVisit(history)) }),
    ...(waitMs > 0 && gapMs !== undefined ? { waitMs: Math.min(waitMs, gapMs) } : {}),
  };
}

function lastShown({ offers }: VisitorHistory): number {
  return Object.values(offers).reduce(
    (latest, { shown }) => Math.max(latest, shown.at(-1) ?? latest),
    Number.NEGATIVE_INFINITY,
  );
}
