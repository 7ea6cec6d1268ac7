import type { Test } from "@facet/engine";
import { suggest } from "../suggest.ts";
import { listOperand, scalarOperand } from "./operand.ts";
import { OPERATOR_NAMES, aliasOf, operatorOf } from "./operator-names.ts";
import { compileOperator } from "./operator.ts";
import {
  type Place,
  fail,
  failEmpty,
  isMapping,
  isTooDeep,
  under,
  withSuggestion,
} from "./scope.ts";
import { readShorthand } from "./shorthand.ts";
import { type Subject, resolveSubject } from "./subject.ts";
import { valueTest, valuesTest } from "./value-tests.ts";

/** What stands under a signal, compiled. */
export interface SignalTests {
  readonly tests: readonly Test[];
  readonly orUnknown?: true;
  /** Operands are points in time, although the signal was not known to be one. */
  readonly instant?: true;
}

/** Compiles what stands under a signal: a value, a list, a range, or operators. */
export function compileTests(input: unknown, subject: Subject, place: Place): SignalTests {
  if (Array.isArray(input)) return { tests: compileList(input, subject, place) };
  if (isMapping(input)) return compileOperators(input, subject, place);
  if (typeof input === "string") {
    const shorthand = readShorthand(input, subject, place);
    if (shorthand) return shorthand;
    warnOfGlob(input, subject, place);
  }
  const value = scalarOperand(input, subject, place);
  return { tests: value === undefined ? [] : [valueTest("eq", value, subject)] };
}

function compileList(input: readonly unknown[], subject: Subject, place: Place): readonly Test[] {
  if (input.length === 0) {
    failEmpty(place, `${subject.name} is in no empty list: this matches nobody`);
  }
  for (const value of input) if (typeof value === "string") warnOfGlob(value, subject, place);
  const values = listOperand(input, subject, place);
  return values ? [valuesTest("in", values, subject)] : [];
}

/** Compiles a mapping of operators under a signal. */
export function compileOperators(
  input: Readonly<Record<string, unknown>>,
  subject: Subject,
  place: Place,
): SignalTests {
  if (isTooDeep(place)) return { tests: [] };
  const entries = Object.entries(input);
  if (entries.length === 0) {
    failEmpty(place, `${subject.name} has no operators: this matches everybody`);
  }
  const tests: Test[] = [];
  let orUnknown = false;
  for (const [key, operand] of entries) {
    const operator = operatorOf(key);
    const at = under(place, key);
    if (operator === undefined) failOperator(key, subject, at);
    else if (operator === "orUnknown") orUnknown = readFlag(operand, at);
    else tests.push(...compileOperator({ operator, operand, subject, compileTests }, at));
  }
  if (orUnknown && entries.length === 1) {
    fail(place, {
      code: "lone-or-unknown",
      message: "orUnknown says what an unknown result counts as: an operator must stand beside it",
      suggestion: "write { exists: false } to ask whether the signal is absent",
    });
  }
  return { tests, ...(orUnknown ? { orUnknown: true } : {}) };
}

/** Reads the value of `orUnknown`. */
export function readFlag(operand: unknown, place: Place): boolean {
  if (typeof operand === "boolean") return operand;
  fail(place, { code: "bad-operand", message: "true or false was expected" });
  return false;
}

function failOperator(key: string, subject: Subject, place: Place): void {
  const nested = `${subject.name}.${key}`;
  const isSignal = !place.element && resolveSubject(nested, { ...place, report: () => {} });
  if (isSignal && place.strict) {
    fail(place, {
      code: "nested-signal",
      onKey: true,
      message: `a signal is named in full, on one line`,
      suggestion: `write ${nested}: …`,
    });
    return;
  }
  const alias = aliasOf(key);
  fail(place, {
    code: "unknown-operator",
    onKey: true,
    message: `there is no operator "${key}" for ${subject.name}`,
    ...withSuggestion(
      alias === undefined
        ? suggest(key.replace(/^\$/, ""), OPERATOR_NAMES)
        : `did you mean "${alias}"?`,
    ),
  });
}

function warnOfGlob(text: string, subject: Subject, place: Place): void {
  if (subject.glob || !place.strict || subject.type !== "string" || !text.includes("*")) return;
  fail(place, {
    code: "glob-not-supported",
    severity: "warning",
    message: `* stands for itself in ${subject.name}: only keyword.list, .group and .phrase take patterns`,
    suggestion: "use startsWith, endsWith, contains or matches; or { eq: … } where * is meant",
  });
}
