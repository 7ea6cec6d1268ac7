import { pickLocale } from "../cascade/locale.ts";
import type { OfferDecision } from "../decision.ts";
import type { VisitorHistory } from "../history/history.ts";
import { renderContent } from "../insertion/content.ts";
import type { Offer, OfferLimits, RulesetArtifact } from "../ruleset.ts";
import { toFormDecision } from "./form.ts";
import type { FormInput } from "./form.ts";
import { shownThisVisit } from "./limits.ts";

/** What the content of offers is rendered with. */
export interface OfferInput extends FormInput {
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
    type: offer.type,
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

/** What is left of the site's budget for this page view. */
export function remainingLimits(
  limits: OfferLimits,
  history: VisitorHistory | undefined,
): OfferLimits {
  if (limits.visit === undefined || !history) return limits;
  return { ...limits, visit: Math.max(0, limits.visit - shownThisVisit(history)) };
}
