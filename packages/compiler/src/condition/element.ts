import type { Test } from "@facet/engine";
import { operatorOf } from "./operator-names.ts";
import type { OperatorUse } from "./operator.ts";
import { MAX_DEPTH, type Place, fail, failEmpty, isMapping, show } from "./scope.ts";
import { type Subject, untyped } from "./subject.ts";

/**
 * Compiles `elemMatch`: operators are tests of the element itself, other keys a condition on its
 * fields.
 */
export function compileElementMatch(use: OperatorUse, place: Place): Test | undefined {
  const { operand, subject } = use;
  if (!isMapping(operand)) {
    return fail(place, {
      code: "bad-operand",
      message: `elemMatch takes operators or a condition on the element, not ${show(operand)}`,
    });
  }
  const keys = Object.keys(operand);
  if (keys.length === 0) failEmpty(place, "an empty elemMatch asks nothing of the element");
  const operators = keys.filter((key) => isOperator(key, operand[key]));
  const inside: Place = { ...place, element: true };
  if (operators.length === 0) return { is: "elemMatch", of: inside.nested(operand, inside) };
  if (operators.length < keys.length) {
    return fail(place, {
      code: "mixed-element-match",
      message: "elemMatch has operators and fields: an element is either a value or an object",
    });
  }
  const element: Subject = { ...untyped(`an element of ${subject.name}`) };
  const { tests, orUnknown } = use.compileTests(operand, element, inside);
  if (orUnknown === true) {
    return fail(place, {
      code: "misplaced-operator",
      message: "orUnknown stands directly under the signal",
    });
  }
  return { is: "elemTests", tests };
}

/** Whether a key is an operator here; `all` of conditions and `not` of fields are conditions. */
function isOperator(key: string, value: unknown, depth = 0): boolean {
  const operator = operatorOf(key);
  if (operator === undefined) return false;
  if (operator === "all") return !(Array.isArray(value) && value.some(isMapping));
  // What is too deep is reported when it is compiled.
  if (operator !== "not" || !isMapping(value) || depth > MAX_DEPTH) return true;
  return Object.keys(value).every((inner) => isOperator(inner, value[inner], depth + 1));
}
