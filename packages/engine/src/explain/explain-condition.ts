import type { Condition } from "../condition/condition.ts";
import { evaluate } from "../condition/evaluate.ts";
import { lookup } from "../condition/lookup.ts";
import { didCount } from "../condition/operators/did.ts";
import { wallClock } from "../condition/operators/time.ts";
import type { Scope } from "../condition/scope.ts";
import type { SignalValue } from "../context.ts";
import { describe } from "./describe.ts";
import { firstFailure } from "./failure.ts";
import { writeClock } from "./notation.ts";
import type { ConditionTrace } from "./trace.ts";

const DAYS: readonly string[] = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/**
 * Evaluates a condition like {@link evaluate} and keeps the value of every node, what the signals
 * were, and, on the root, the first leaf that kept it from being true.
 */
export function explainCondition(condition: Condition, scope: Scope): ConditionTrace {
  const failed = firstFailure(condition, scope);
  return { ...trace(condition, scope), ...(failed === undefined ? {} : { failed }) };
}

function trace(condition: Condition, scope: Scope): ConditionTrace {
  const actual = actualValue(condition, scope);
  const parts = partsOf(condition);
  return {
    condition: describe(condition),
    value: evaluate(condition, scope),
    ...(actual === undefined ? {} : { actual }),
    ...(parts === undefined ? {} : { of: parts.map((part) => trace(part, scope)) }),
  };
}

function partsOf(condition: Condition): readonly Condition[] | undefined {
  switch (condition.op) {
    case "all":
    case "any":
      return condition.of;
    case "not":
    case "orUnknown":
      return [condition.of];
    default:
      return undefined;
  }
}

function actualValue(condition: Condition, scope: Scope): SignalValue {
  switch (condition.op) {
    case "signal":
      return lookup(scope.signals, condition.path);
    case "did":
      return didCount(condition, scope);
    case "time": {
      const clock = wallClock(condition, scope);
      return clock && `${DAYS[clock.weekday] ?? ""} ${writeClock(clock.minutes)}`;
    }
    default:
      return undefined;
  }
}
