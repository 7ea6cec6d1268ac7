import { type Test, isVersion } from "@facet/engine";
import { parseDuration } from "../scalar/duration.ts";
import { compileElementMatch } from "./element.ts";
import { listOperand, scalarOperand, textOperand } from "./operand.ts";
import { compileRegex } from "./regex.ts";
import { type Place, fail, failEmpty, isMapping, show, withSuggestion } from "./scope.ts";
import { type Subject, untyped } from "./subject.ts";
import type { SignalTests } from "./signal-tests.ts";
import { valueTest, valuesTest } from "./value-tests.ts";

/** One operator under a signal. */
export interface OperatorUse {
  /** Its name, without `$`. */
  readonly operator: string;
  readonly operand: unknown;
  readonly subject: Subject;
  /** Compiles tests inside this one. */
  readonly compileTests: (input: unknown, subject: Subject, place: Place) => SignalTests;
}

const TAKES: Readonly<Record<string, readonly Subject["type"][]>> = {
  gt: ["number", "string", "instant"],
  gte: ["number", "string", "instant"],
  lt: ["number", "string", "instant"],
  lte: ["number", "string", "instant"],
  startsWith: ["string", "list"],
  endsWith: ["string", "list"],
  contains: ["string", "list"],
  icontains: ["string", "list"],
  matches: ["string", "list"],
  all: ["list"],
  elemMatch: ["list"],
  size: ["list"],
  olderThan: ["instant"],
  newerThan: ["instant"],
  "semver.eq": ["string"],
  "semver.gt": ["string"],
  "semver.gte": ["string"],
  "semver.lt": ["string"],
  "semver.lte": ["string"],
};

const KINDS = {
  string: "texts",
  number: "numbers",
  boolean: "true and false",
  instant: "dates",
  list: "lists",
  any: "any values",
} as const;

const KIND_OF = {
  string: "a text",
  number: "a number",
  boolean: "true or false",
  instant: "a date",
  list: "a list",
  any: "any value",
} as const;

/** Compiles one operator and its operand; faults are reported and give no test. */
export function compileOperator(use: OperatorUse, place: Place): readonly Test[] {
  const { operator, subject } = use;
  const takes = TAKES[operator];
  if (place.strict && subject.type !== "any" && takes && !takes.includes(subject.type)) {
    fail(place, {
      code: "operator-type",
      onKey: true,
      message: `${operator} is for ${takes.map((type) => KINDS[type]).join(", ")}; ${subject.name} is ${KIND_OF[subject.type]}`,
    });
    return [];
  }
  const test = build(use, place);
  return test === undefined ? [] : [test];
}

function build(use: OperatorUse, place: Place): Test | undefined {
  const { operator, operand, subject } = use;
  switch (operator) {
    case "eq":
    case "ne": {
      const value = scalarOperand(operand, subject, place);
      return value === undefined ? undefined : valueTest(operator, value, subject);
    }
    case "in":
    case "nin":
    case "all":
      return buildList(operator, use, place);
    case "gt":
    case "gte":
    case "lt":
    case "lte": {
      const value = scalarOperand(operand, subject, place);
      if (typeof value !== "boolean")
        return value === undefined ? undefined : { is: operator, value };
      return fail(place, {
        code: "bad-operand",
        message: `true and false have no order: ${operator} compares numbers, texts and dates`,
      });
    }
    case "exists":
      if (typeof operand === "boolean") return { is: "exists", value: operand };
      return fail(place, { code: "bad-operand", message: "exists takes true or false" });
    case "startsWith":
    case "endsWith":
    case "contains":
    case "icontains":
      return buildText(operator, use, place);
    case "matches":
      return buildRegex(use, place);
    case "olderThan":
    case "newerThan":
      return buildAge(operator, operand, place);
    case "elemMatch":
      return compileElementMatch(use, place);
    case "size":
      return buildSize(use, place);
    case "not":
      return buildNot(use, place);
    default:
      return buildVersion(use, place);
  }
}

function buildList(
  is: "in" | "nin" | "all",
  { operand, subject }: OperatorUse,
  place: Place,
): Test | undefined {
  if (Array.isArray(operand) && operand.length === 0) {
    failEmpty(place, `an empty ${is} matches ${is === "in" ? "nobody" : "everybody"}`);
  }
  const values = listOperand(operand, subject, place);
  if (values === undefined) return undefined;
  return is === "all" ? { is: "allOf", values } : valuesTest(is, values, subject);
}

type TextOperator = "startsWith" | "endsWith" | "contains" | "icontains";

function buildText(
  is: TextOperator,
  { operand, subject }: OperatorUse,
  place: Place,
): Test | undefined {
  const isPlain = typeof operand === "number" || typeof operand === "boolean";
  if (is === "contains" && isPlain && subject.type !== "string" && subject.type !== "any") {
    return { is: "eq", value: operand };
  }
  const text = textOperand(operand, place);
  if (text === undefined) return undefined;
  if (text === "") {
    return fail(place, {
      code: "bad-operand",
      message: `every text has "" in it: ${is} needs a text`,
    });
  }
  // A text operand is part of a value, so it is not checked against the values of the signal.
  const value = scalarOperand(
    text,
    { ...untyped(subject.name), fold: subject.fold },
    { ...place, element: true },
  );
  if (typeof value !== "string") return undefined;
  return { is, value: is === "icontains" ? value.toLowerCase() : value };
}

function buildRegex({ operand, subject }: OperatorUse, place: Place): Test | undefined {
  const pattern = textOperand(operand, place);
  if (pattern === undefined) return undefined;
  const result = compileRegex(pattern, { fold: subject.fold });
  if ("program" in result) return { is: "matches", pattern, program: result.program };
  return fail(place, {
    code: "bad-regex",
    message: `the pattern cannot be used: ${result.message}`,
    ...withSuggestion(result.suggestion),
  });
}

function buildAge(is: "olderThan" | "newerThan", operand: unknown, place: Place): Test | undefined {
  const ms = typeof operand === "string" ? parseDuration(operand) : undefined;
  if (ms !== undefined) return { is, ms };
  return fail(place, {
    code: "bad-duration",
    message: `${show(operand)} is no length of time: write a number and ms, s, m, h, d or w, as in 14d`,
  });
}

function buildVersion({ operator, operand }: OperatorUse, place: Place): Test | undefined {
  const version = textOperand(operand, place);
  if (version === undefined) return undefined;
  if (!isVersion(version)) {
    return fail(place, {
      code: "bad-version",
      message: `${show(operand)} is no version: write one to three numbers, as in 2.1.0 or 2.1.0-rc.1`,
    });
  }
  const is = VERSION_TESTS[operator];
  return is === undefined ? undefined : { is, value: version };
}

const VERSION_TESTS: Readonly<
  Record<string, "semverEq" | "semverGt" | "semverGte" | "semverLt" | "semverLte">
> = {
  "semver.eq": "semverEq",
  "semver.gt": "semverGt",
  "semver.gte": "semverGte",
  "semver.lt": "semverLt",
  "semver.lte": "semverLte",
};

function buildSize(
  { operand, subject, compileTests }: OperatorUse,
  place: Place,
): Test | undefined {
  const length: Subject = { ...untyped(`size of ${subject.name}`), type: "number" };
  const { tests, orUnknown } = compileTests(operand, length, place);
  if (orUnknown === true) failNestedOrUnknown(place);
  return tests.length === 0 ? undefined : { is: "size", tests };
}

function buildNot({ operand, subject, compileTests }: OperatorUse, place: Place): Test | undefined {
  if (!isMapping(operand)) {
    return fail(place, {
      code: "bad-operand",
      message: `not takes operators, not ${show(operand)}`,
      suggestion: Array.isArray(operand) ? "use nin: [ … ]" : `use ne: ${String(operand)}`,
    });
  }
  const { tests, orUnknown } = compileTests(operand, subject, place);
  if (orUnknown === true) failNestedOrUnknown(place);
  return { is: "not", tests };
}

function failNestedOrUnknown(place: Place): void {
  fail(place, {
    code: "misplaced-operator",
    message: "orUnknown stands directly under the signal",
    suggestion: "move it up, beside this operator",
  });
}
