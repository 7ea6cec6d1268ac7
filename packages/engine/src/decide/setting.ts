import { bucket } from "../bucket/bucket.ts";
import type { Locales } from "../cascade/locale.ts";
import type { Scope } from "../condition/index.ts";
import type { Context, Signals } from "../context.ts";
import { resolveKeyword } from "../keyword/resolve.ts";
import type { KeywordState } from "../keyword/resolve.ts";
import type { PagePlan } from "../load/plan.ts";
import type { Ruleset } from "../load/ruleset.ts";
import { createDecisionScope } from "../scope/decision-scope.ts";

/** What all parts of one decision share. */
export interface Setting {
  readonly ruleset: Ruleset;
  readonly context: Context;
  readonly scope: Scope;
  readonly keyword: KeywordState;
  readonly inserted: Inserted;
  readonly locales: Locales;
  /** Absent: the URL is on no page. */
  readonly plan?: PagePlan;
  /** Unit of randomisation; absent without an id or without consent to storage. */
  readonly unit?: string;
  /** Whether the visitor is in the site's holdout. */
  readonly holdout: boolean;
  readonly bot: boolean;
}

/** What insertions take their values from. */
export interface Inserted {
  readonly signals: Signals;
  /** Text of the listed phrase that matched. */
  readonly phrase?: string;
}

/** Prepares a decision: the phrase is matched, and all signals are in place. */
export function createSetting(ruleset: Ruleset, context: Context): Setting {
  const { site } = ruleset.artifact;
  const keyword = resolveKeyword(ruleset.index, context);
  const unit = context.consent?.storage === false ? undefined : context.visitorId;
  const plan = context.page === null ? undefined : ruleset.index.plans.get(context.page);
  const scope = createDecisionScope(ruleset, context, keyword.signal);
  return {
    ruleset,
    context,
    scope,
    keyword,
    inserted: insertedOf(keyword, scope.signals),
    locales: localesOf(ruleset, context),
    ...(plan ? { plan } : {}),
    ...(unit === undefined ? {} : { unit }),
    holdout:
      unit !== undefined && site.holdout > 0 && bucket(site.id, "holdout", unit) < site.holdout,
    bot: context.bot === true,
  };
}

/** What came from a URL is not shown, even where a list has the same text. */
function insertedOf({ match, isEcho, isGiven }: KeywordState, signals: Signals): Inserted {
  const phrase = match?.phrase;
  if (phrase === undefined) return { signals };
  if (!isEcho) return { signals, phrase };
  if (isGiven) return { signals };
  const { phrase: _, ...keyword } = signals["keyword"] as Signals;
  return { signals: { ...signals, keyword } };
}

/** The languages of an answer: the wanted one, and the one that everything has. */
export function localesOf({ artifact }: Ruleset, { locale }: Pick<Context, "locale">): Locales {
  return {
    ...(locale === undefined ? {} : { wanted: locale }),
    site: artifact.site.locales[0] ?? "",
  };
}
