import type { SignalValue } from "../../context.ts";
import type { Scalar } from "../condition.ts";
import { both, either, type Truth } from "../truth.ts";

/** Whether a value is a text, a number or a boolean. */
export function isScalar(value: unknown): value is Scalar {
  return typeof value === "string" || typeof value === "number" || typeof value === "boolean";
}

/** `eq`: the signal is the operand, or a list that has it. Other types are unknown. */
export function equals(value: SignalValue, operand: Scalar): Truth {
  if (typeof value === typeof operand) return value === operand;
  return Array.isArray(value)
    ? anyElement(value, (element) => equals(element, operand))
    : "unknown";
}

/**
 * `in`: the signal is one of the operands, or a list that has one. A value of a type that no operand
 * has is unknown; nothing is in an empty list.
 */
export function isOneOf(value: SignalValue, operands: readonly Scalar[]): Truth {
  if (operands.length === 0) return false;
  if (Array.isArray(value)) return anyElement(value, (element) => isOneOf(element, operands));
  if (!isScalar(value)) return "unknown";
  if (has(operands, value)) return true;
  return operands.some((operand) => typeof operand === typeof value) ? false : "unknown";
}

/** `all`: the signal is a list that has every operand. */
export function hasAll(value: SignalValue, operands: readonly Scalar[]): Truth {
  if (operands.length === 0) return true;
  if (!Array.isArray(value)) return "unknown";
  let result: Truth = true;
  for (const operand of operands) {
    result = both(result, equals(value, operand));
    if (result === false) return false;
  }
  return result;
}

/** Kleene's or of a test over the elements of a list; false for an empty one. */
export function anyElement(
  list: readonly SignalValue[],
  test: (element: SignalValue) => Truth,
): Truth {
  let result: Truth = false;
  for (const element of list) {
    result = either(result, test(element));
    if (result === true) return true;
  }
  return result;
}

// From about this many operands on, hashing the value beats comparing it with each.
const SET_FROM = 16;
const sets = new WeakMap<readonly Scalar[], ReadonlySet<Scalar>>();

function has(operands: readonly Scalar[], value: Scalar): boolean {
  if (operands.length < SET_FROM) return operands.includes(value);
  let set = sets.get(operands);
  if (set === undefined) {
    set = new Set(operands);
    sets.set(operands, set);
  }
  return set.has(value);
}
