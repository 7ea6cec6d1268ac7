import type { OfferDecision } from "../decision.ts";
import { answerOffer } from "../offer/answer.ts";
import type { OfferInput } from "../offer/answer.ts";
import { judgeOffers } from "../offer/arbiter.ts";
import type { Verdict } from "../offer/arbiter.ts";
import type { FormInput } from "../offer/form.ts";
import { isSearchSafe, SEARCH_SAFE } from "../offer/search-safe.ts";
import type { Setting } from "./setting.ts";

/** The offers of a page: those that may show, and what was decided about each. */
export interface OfferAnswer {
  /** Best first. */
  readonly offers: readonly OfferDecision[];
  readonly verdicts: readonly Verdict[];
}

/** Judges the offers of the page and renders those that may show. */
export function answerOffers(setting: Setting): OfferAnswer {
  const { plan, ruleset, scope, context, holdout, bot, unit } = setting;
  if (!plan || plan.offers.length === 0) return { offers: [], verdicts: [] };
  const judged = judgeOffers(plan.offers, {
    artifact: ruleset.artifact,
    scope,
    bot,
    holdout,
    storage: context.consent?.storage !== false,
    ...(unit === undefined ? {} : { unit }),
  });
  const input = toOfferInput(setting);
  const offers: OfferDecision[] = [];
  const verdicts = judged.map((verdict): Verdict => {
    if (verdict.suppression) return verdict;
    const shown = renderSafely(verdict, input);
    if ("suppression" in shown) return shown;
    offers.push(shown.answer);
    const { offer } = verdict;
    return shown.answer.searchSafe ? { offer, suppression: SEARCH_SAFE } : verdict;
  });
  return { offers, verdicts };
}

function renderSafely(
  verdict: Verdict,
  input: OfferInput,
): Required<Verdict> | { readonly answer: OfferDecision } {
  const detail = "it has no content that can be shown in this language";
  try {
    const answer = answerOffer(verdict.offer, input);
    return answer ? { answer } : { ...verdict, suppression: { reason: "error", detail } };
  } catch {
    return { ...verdict, suppression: { reason: "error", detail } };
  }
}

function toOfferInput(setting: Setting): OfferInput {
  const { ruleset, scope, locales, inserted } = setting;
  return {
    artifact: ruleset.artifact,
    searchSafe: isSearchSafe(scope, ruleset.artifact.offerLimits),
    locales,
    ...inserted,
    ...toFormInput(setting),
  };
}

/** What is known of who fills a form of the page in. */
export function toFormInput({ scope }: Setting): Omit<FormInput, "locales"> {
  const { signals, history } = scope;
  return { signals, ...(history ? { submissions: history.submissions } : {}) };
}
