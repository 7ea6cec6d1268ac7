import { runCascade } from "../cascade/cascade.ts";
import type { StepObserver } from "../cascade/cascade.ts";
import type { CascadeState } from "../cascade/state.ts";
import type { describeCache } from "../cachekey/describe-cache.ts";
import type { Memo } from "../cachekey/memo.ts";
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
import type { PageAnswer } from "./page-answer.ts";
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
  /** From `createMemo`: gives what was decided before for a request that the rules cannot tell apart. */
  readonly memo?: Memo;
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

function decidePage(setting: Setting, options: DecideOptions): Decision {
  const { ruleset, context, scope, keyword, holdout } = setting;
  const { offers, verdicts } = answerOffers(setting);
  const { explain, memo } = options;
  const results = new Map<Rule, StepResult>();
  const state = explain && walk(setting, observerOf(results));
  const make = (): PageAnswer => answerPage(setting, state ?? walk(setting), options);
  const { slots, assignments, cache } = memo && !explain ? memo(setting, make) : make();
  const asked = askedFields(slots, toFormInput(setting));
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
    assignments,
    ...(cache ? { cache } : {}),
    ...(explain
      ? { explain: explain(setting, { results, verdicts, ...(state ? { state } : {}) }) }
      : {}),
  };
}

function answerPage(
  setting: Setting,
  state: CascadeState | undefined,
  { cache }: DecideOptions,
): PageAnswer {
  const slots = answerSlots(setting, state);
  const described = cache?.(setting, { slots, ...(state ? { state } : {}) });
  return {
    slots,
    assignments: state ? Object.fromEntries(state.assignments) : {},
    ...(described ? { cache: described } : {}),
  };
}

/** @returns `undefined` where no rule concerns this visitor or URL. */
function walk(setting: Setting, observe?: StepObserver): CascadeState | undefined {
  const { ruleset, plan, scope, locales, keyword, unit, holdout, bot } = setting;
  if (!plan || bot || holdout) return undefined;
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
