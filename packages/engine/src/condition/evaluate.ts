import type { SignalValue, Signals } from "../context.ts";
import { foldValue } from "../text/fold-memo.ts";
import type { Condition, SignalTest, Test } from "./condition.ts";
import { toInstant } from "./instant.ts";
import { lookup } from "./lookup.ts";
import { hasAge } from "./operators/age.ts";
import { passesDid } from "./operators/did.ts";
import { anyElement, equals, hasAll, isOneOf } from "./operators/equality.ts";
import { compares } from "./operators/order.ts";
import { passesText } from "./operators/text.ts";
import { passesTime } from "./operators/time.ts";
import { comparesVersion } from "./operators/version.ts";
import type { Scope } from "./scope.ts";
import { both, either, negate, type Truth } from "./truth.ts";

/** The value of a signal that is known to have none, such as the group of an unlisted phrase. */
export const NOTHING: readonly never[] = Object.freeze([]);
const KEYWORD: readonly string[] = ["keyword"];
const RUNG: readonly string[] = ["keyword", "rung"];

/**
 * Evaluates a condition in Kleene's three values. Never throws.
 *
 * @returns `unknown` where the signals that it needs are absent or of another type.
 */
export function evaluate(condition: Condition, scope: Scope): Truth {
  switch (condition.op) {
    case "signal":
      return evaluateSignal(condition, scope);
    case "all": {
      let result: Truth = true;
      for (const part of condition.of) {
        result = both(result, evaluate(part, scope));
        if (result === false) return false;
      }
      return result;
    }
    case "any": {
      let result: Truth = false;
      for (const part of condition.of) {
        result = either(result, evaluate(part, scope));
        if (result === true) return true;
      }
      return result;
    }
    case "not":
      return negate(evaluate(condition.of, scope));
    case "orUnknown":
      return evaluate(condition.of, scope) !== false;
    case "segment":
      return scope.segment(condition.id);
    case "did":
      return passesDid(condition, scope);
    case "time":
      return passesTime(condition, scope);
    case "constant":
      return condition.value;
  }
}

function evaluateSignal(signal: SignalTest, scope: Scope): Truth {
  const value = readSignal(signal, scope.signals);
  const result = passesAll(signal.tests, value, signal, scope);
  return signal.orUnknown === true ? result !== false : result;
}

/** The value of a signal in the form that the operands of its tests have. */
export function readSignal(signal: SignalTest, signals: Signals): SignalValue {
  const value = lookup(signals, signal.path);
  if (signal.fold === true) {
    if (value !== undefined) return foldValue(value);
    return isKnownToBeNothing(signal, signals) ? NOTHING : undefined;
  }
  return signal.instant === true ? (toInstant(value) ?? value) : value;
}

/** Of a phrase everything is known once it was looked for, but for a text that is not loaded. */
function isKnownToBeNothing({ path }: SignalTest, signals: Signals): boolean {
  if (path[0] !== "keyword" || lookup(signals, KEYWORD) === undefined) return false;
  return path[1] !== "phrase" || lookup(signals, RUNG) === undefined;
}

function passesAll(
  tests: readonly Test[],
  value: SignalValue,
  signal: SignalTest,
  scope: Scope,
): Truth {
  let result: Truth = true;
  for (const test of tests) {
    result = both(result, passes(test, value, signal, scope));
    if (result === false) return false;
  }
  return result;
}

function passes(test: Test, value: SignalValue, signal: SignalTest, scope: Scope): Truth {
  if (value === NOTHING) return passesNothing(test, signal, scope);
  switch (test.is) {
    case "eq":
      return equals(value, test.value);
    case "ne":
      return negate(equals(value, test.value));
    case "in":
      return isOneOf(value, test.values);
    case "nin":
      return negate(isOneOf(value, test.values));
    case "gt":
    case "gte":
    case "lt":
    case "lte":
      return compares(test.is, value, test.value);
    case "exists":
      return (value !== undefined) === test.value;
    case "startsWith":
    case "endsWith":
    case "contains":
    case "icontains":
    case "glob":
    case "matches":
      return passesText(test, value, signal);
    case "not":
      return negate(passesAll(test.tests, value, signal, scope));
    case "allOf":
      return hasAll(value, test.values);
    case "elemMatch":
      return hasElement(value, (element) => meets(test.of, element, scope));
    case "elemTests":
      return hasElement(value, (element) => passesAll(test.tests, element, signal, scope));
    case "size":
      return Array.isArray(value) ? passesAll(test.tests, value.length, signal, scope) : "unknown";
    case "olderThan":
    case "newerThan":
      return hasAge(test.is, value, { ms: test.ms, now: scope.now });
    case "semverEq":
    case "semverGt":
    case "semverGte":
    case "semverLt":
    case "semverLte":
      return comparesVersion(test.is, value, test.value);
  }
}

function passesNothing(test: Test, signal: SignalTest, scope: Scope): Truth {
  switch (test.is) {
    case "ne":
    case "nin":
      return true;
    case "allOf":
      return test.values.length === 0;
    case "exists":
      return !test.value;
    case "not":
      return negate(passesAll(test.tests, NOTHING, signal, scope));
    default:
      return false;
  }
}

function hasElement(value: SignalValue, test: (element: SignalValue) => Truth): Truth {
  if (!Array.isArray(value)) return "unknown";
  return anyElement(value, (element) => test(element ?? undefined));
}

/** Whether an object meets a condition of which it is the signals. */
function meets(condition: Condition, element: SignalValue, scope: Scope): Truth {
  if (element === null || typeof element !== "object" || Array.isArray(element)) return "unknown";
  return evaluate(condition, {
    signals: element as Signals,
    now: scope.now,
    siteTimeZone: scope.siteTimeZone,
    segment: (id) => scope.segment(id),
  });
}
