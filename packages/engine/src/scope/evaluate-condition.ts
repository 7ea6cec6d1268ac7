import { evaluate, explainCondition } from "../condition/index.ts";
import type { Condition, Scope, Truth } from "../condition/index.ts";
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

/** Evaluates one condition on its own and explains its value. */
export function evaluateCondition(condition: Condition, input: EvaluationInput): Evaluation {
  const { timeZone = "UTC", segments = {}, ...rest } = input;
  const scope = withSegments(segments, { ...rest, siteTimeZone: timeZone });
  return {
    value: evaluate(condition, scope),
    // Explaining costs more than evaluating, and most callers want the value alone.
    get trace() {
      return explainCondition(condition, scope);
    },
  };
}
