import type { CascadeState, Fill } from "../cascade/state.ts";
import type { StepResult } from "../cascade/targeting.ts";
import { explainCondition } from "../condition/index.ts";
import type { Condition, Scope } from "../condition/index.ts";
import type { Explanation, OfferTrace, RuleTrace } from "../decision.ts";
import type { ConditionTrace } from "../explain/trace.ts";
import { phraseOf } from "../keyword/resolve.ts";
import type { KeywordTrace } from "../keyword/trace.ts";
import type { Verdict } from "../offer/arbiter.ts";
import type { Offer, Rule } from "../ruleset.ts";
import type { Setting } from "./setting.ts";

/** What was found out while deciding. */
export interface Findings {
  /** Absent: no rule concerned this visitor or URL. */
  readonly state?: CascadeState;
  /** What became of the rules that were walked. */
  readonly results: ReadonlyMap<Rule, StepResult>;
  /** Verdicts on the offers of the page. */
  readonly verdicts: readonly Verdict[];
}

/** Every rule, offer and segment of the rule set: what became of it, and how its conditions stood. */
export function explainDecision(setting: Setting, findings: Findings): Explanation {
  const { artifact, index } = setting.ruleset;
  const verdicts = new Map(findings.verdicts.map((verdict) => [verdict.offer, verdict]));
  const keyword = traceKeyword(setting);
  return {
    ...(keyword ? { keyword } : {}),
    rules: artifact.rules.map((rule) => traceRule(rule, setting, findings)),
    offers: artifact.offers.map((offer) => traceOffer(offer, setting.scope, verdicts.get(offer))),
    segments: Object.fromEntries(
      index.segments.flatMap((id) => {
        const when = artifact.segments[id]?.when;
        return when ? [[id, explainCondition(when, setting.scope)]] : [];
      }),
    ),
  };
}

/** How the phrase of the request was found; a phrase that the caller has set has no trace. */
function traceKeyword({ ruleset, context, keyword }: Setting): KeywordTrace | undefined {
  const phrase = keyword.isGiven ? undefined : phraseOf(context);
  return phrase && ruleset.index.keywords?.explain(phrase, { missing: true });
}

function traceRule(rule: Rule, setting: Setting, { state, results }: Findings): RuleTrace {
  const { outcome, variant } = results.get(rule) ?? { outcome: untouchedOutcome(rule, setting) };
  return {
    id: rule.id,
    kind: rule.kind,
    priority: rule.priority,
    outcome,
    ...(variant === undefined ? {} : { variant }),
    filled: filledBy(rule, setting, state),
    ...traceWhen(rule.when, setting.scope),
    ...(rule.kind === "rule" ? { variants: traceVariants(rule.variants, setting.scope) } : {}),
  };
}

function untouchedOutcome(rule: Rule, { plan, bot, holdout }: Setting): RuleTrace["outcome"] {
  const concerned = plan?.steps.some((step) => step.rule === rule);
  if (!concerned) return "page";
  if (bot) return "bot";
  return holdout ? "holdout" : "taken";
}

function filledBy(rule: Rule, { plan }: Setting, state: CascadeState | undefined): string[] {
  if (!plan || !state) return [];
  return plan.slots.filter((_, position) => isBy(state.fills[position], rule)).map(({ id }) => id);
}

function isBy(fill: Fill | undefined, { id, kind }: Rule): boolean {
  if (fill?.kind === "arm") return kind === "experiment" && fill.experiment === id;
  return fill?.kind === "rule" && kind !== "experiment" && fill.rule === id;
}

function traceVariants(
  variants: readonly { readonly id: string; readonly when?: Condition }[],
  scope: Scope,
): RuleTrace["variants"] {
  return variants.map(({ id, when }) => Object.assign({ id }, traceWhen(when, scope)));
}

function traceOffer(offer: Offer, scope: Scope, verdict: Verdict | undefined): OfferTrace {
  const suppression = verdict
    ? verdict.suppression
    : { reason: "page" as const, detail: "it is for other pages" };
  return {
    id: offer.id,
    priority: offer.priority,
    ...(suppression ? { suppressed: suppression.reason, detail: suppression.detail } : {}),
    ...traceWhen(offer.when, scope),
  };
}

function traceWhen(when: Condition | undefined, scope: Scope): { readonly when?: ConditionTrace } {
  return when ? { when: explainCondition(when, scope) } : {};
}
