import { evaluate, explainCondition, lookup } from "../condition/index.ts";
import type { Condition, Scope, Truth } from "../condition/index.ts";
import type { Signals } from "../context.ts";
import type { ConditionTrace } from "../explain/trace.ts";
import type { RulesetArtifact } from "../ruleset.ts";
import { withSegments } from "./segments.ts";

/** What a condition is evaluated against outside a decision. */
export interface EvaluationInput extends Pick<Scope, "signals" | "now" | "history"> {
  /** IANA zone of `time` conditions that name none; absent: UTC. */
  readonly timeZone?: string;
  /** Segments that the condition may name, by id. */
  readonly segments?: RulesetArtifact["segments"];
}

/** The value of a condition and how it came about. */
export interface Evaluation {
  readonly value: Truth;
  readonly trace: ConditionTrace;
}

/**
 * Evaluates one condition on its own and explains its value. A query for which no `keyword` is given
 * is in no keyword list.
 */
export function evaluateCondition(condition: Condition, input: EvaluationInput): Evaluation {
  const { timeZone = "UTC", segments = {}, ...rest } = input;
  const signals = withKeyword(input.signals);
  const scope = withSegments(segments, { ...rest, signals, siteTimeZone: timeZone });
  return {
    value: evaluate(condition, scope),
    // Explaining costs more than evaluating, and most callers want the value alone.
    get trace() {
      return explainCondition(condition, scope);
    },
  };
}

function withKeyword(signals: Signals): Signals {
  if (lookup(signals, QUERY) === undefined || lookup(signals, KEYWORD) !== undefined)
    return signals;
  return { ...signals, keyword: {} };
}

const QUERY = ["query"] as const;
const KEYWORD = ["keyword"] as const;
