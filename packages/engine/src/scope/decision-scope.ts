import { lookup } from "../condition/index.ts";
import type { Scope } from "../condition/index.ts";
import type { Context, Signals, SignalValue } from "../context.ts";
import type { Ruleset } from "../load/ruleset.ts";
import { gradeOf } from "../score/grade.ts";
import { interestOf, scoresAt } from "../score/scores.ts";
import { withSegments } from "./segments.ts";

/**
 * Everything the conditions of one decision see: the signals of the request, and those that the
 * engine computes (`page`, `keyword`, `score`, `scores`, `interest`, `grade`, `rank`) where the
 * request has not set them itself.
 *
 * @param keyword The signal `keyword`; absent where there is no phrase.
 */
export function createDecisionScope(
  ruleset: Ruleset,
  context: Context,
  keyword: Signals | undefined,
): Scope {
  const { segments, scoring } = ruleset.artifact;
  const signals: Record<string, SignalValue | Signals> = { ...context.signals };
  if (context.page !== null) signals["page"] ??= context.page;
  if (keyword) signals["keyword"] = keyword;
  addScores(signals, ruleset, context);
  const base = {
    signals,
    now: context.now,
    siteTimeZone: ruleset.artifact.site.timeZone,
    ...(context.history ? { history: context.history } : {}),
  };
  if (scoring.fit.length > 0) {
    // A scope of its own: a segment that reads the grade must not be remembered without it.
    signals["grade"] ??= gradeOf(scoring, withSegments(segments, base));
  }
  addRank(signals);
  return withSegments(segments, base);
}

function addScores(
  signals: Record<string, SignalValue | Signals>,
  { artifact: { scoring } }: Ruleset,
  { history, now }: Context,
): void {
  if (history) {
    const { score, scores } = scoresAt(scoring, history.ledger, now);
    signals["score"] ??= score;
    const merged = Object.entries(scores).map(
      ([name, value]) => [name, lookup(signals, ["scores", name]) ?? value] as const,
    );
    if (merged.length > 0) {
      signals["scores"] = { ...objectOf(signals["scores"]), ...Object.fromEntries(merged) };
    }
  }
  const { score } = signals;
  if (typeof score === "number") signals["interest"] ??= interestOf(scoring, score);
}

function addRank(signals: Record<string, SignalValue | Signals>): void {
  const { grade, interest } = signals;
  if (typeof grade === "string" && typeof interest === "number") {
    signals["rank"] ??= `${grade}${interest}`;
  }
}

function objectOf(value: SignalValue | Signals): object {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
