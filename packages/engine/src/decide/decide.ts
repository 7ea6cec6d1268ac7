import { runCascade } from "../cascade/cascade.ts";
import type { StepObserver } from "../cascade/cascade.ts";
import type { CascadeState } from "../cascade/state.ts";
import type { describeCache } from "../cachekey/describe-cache.ts";
import type { StepResult } from "../cascade/targeting.ts";
import type { Context } from "../context.ts";
import type { Decision, KeywordDecision } from "../decision.ts";
import type { KeywordMatch } from "../keyword/matcher.ts";
import type { Ruleset } from "../load/ruleset.ts";
import { remainingLimits } from "../offer/answer.ts";
import { askedFields } from "../offer/asked-fields.ts";
import type { Rule } from "../ruleset.ts";
import { describeVisitor } from "../scope/visitor.ts";
import type { explainDecision } from "./explanation.ts";
import { fallbackDecision } from "./fallback.ts";
import { answerOffers, toFormInput } from "./offers.ts";
import { createSetting } from "./setting.ts";
import type { Setting } from "./setting.ts";
import { answerSlots } from "./slots.ts";

/** How to decide. */
export interface DecideOptions {
  /**
   * {@link explainDecision} adds what became of every rule, offer and segment. The decision itself is
   * the same. It is handed over because few who decide also explain.
   */
  readonly explain?: typeof explainDecision;
  /** {@link describeCache} adds how the answer may be cached; handed over for the same reason. */
  readonly cache?: typeof describeCache;
}

/**
 * Decides what one request gets: content for every slot of its page with a reason, the offers that
 * may show, and what is known of the visitor. Pure: equal arguments give an answer that is equal
 * byte for byte as JSON. Never throws: what breaks costs its slot, rule or offer, and in the worst
 * case the answer is all defaults with the reason `ERROR`.
 *
 * The answer shares values with the rule set and must not be changed.
 */
export function decide(ruleset: Ruleset, context: Context, options: DecideOptions = {}): Decision {
  try {
    return decidePage(createSetting(ruleset, context), options);
  } catch {
    return fallbackDecision(ruleset, context);
  }
}

function decidePage(setting: Setting, { explain, cache }: DecideOptions): Decision {
  const { ruleset, context, scope, keyword, holdout, bot } = setting;
  const results = new Map<Rule, StepResult>();
  const state =
    bot || holdout ? undefined : walk(setting, explain ? observerOf(results) : undefined);
  const { offers, verdicts } = answerOffers(setting);
  const slots = answerSlots(setting, state);
  const asked = askedFields(slots, toFormInput(setting));
  const cached = cache?.(setting, { slots, ...(state ? { state } : {}) });
  const facts = { holdout, segments: ruleset.index.segments };
  return {
    rules: ruleset.artifact.revision,
    page: context.page,
    slots,
    offers,
    offerLimits: remainingLimits(ruleset.artifact.offerLimits, {
      history: scope.history,
      now: scope.now,
    }),
    ...(asked ? { askedFields: asked } : {}),
    visitor: describeVisitor(
      scope,
      context.visitorId === undefined ? facts : { ...facts, id: context.visitorId },
    ),
    ...(keyword.match ? { keyword: toKeywordDecision(keyword.match) } : {}),
    assignments: state ? Object.fromEntries(state.assignments) : {},
    ...(cached ? { cache: cached } : {}),
    ...(explain
      ? { explain: explain(setting, { results, verdicts, ...(state ? { state } : {}) }) }
      : {}),
  };
}

function walk(setting: Setting, observe: StepObserver | undefined): CascadeState | undefined {
  const { ruleset, plan, scope, locales, keyword, unit } = setting;
  if (!plan) return undefined;
  const assigned = scope.history?.assignments;
  return runCascade(
    {
      ruleset,
      plan,
      scope,
      locales,
      ...(keyword.source ? { keyword: keyword.source } : {}),
      ...(unit === undefined ? {} : { unit }),
      ...(assigned ? { assigned } : {}),
    },
    observe,
  );
}

function observerOf(results: Map<Rule, StepResult>): StepObserver {
  return (step, result) => {
    results.set(step.rule, result);
  };
}

function toKeywordDecision({ phrase, list, group, match, rung }: KeywordMatch): KeywordDecision {
  return {
    ...(phrase === undefined ? {} : { phrase }),
    list,
    ...(group === undefined ? {} : { group }),
    match,
    rung,
  };
}
