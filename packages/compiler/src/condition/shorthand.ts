import type { Test } from "@facet/engine";
import { parseInstant } from "../scalar/instant.ts";
import { parseRange } from "../scalar/range.ts";
import { type Place, fail } from "./scope.ts";
import type { Subject } from "./subject.ts";

const COMPARISON = /^(>=|<=|!=|==?|>|<)\s*(\S.*)$/;
const NUMBER = /^-?\d+(?:\.\d+)?$/;

const OPERATORS = {
  ">=": "gte",
  "<=": "lte",
  ">": "gt",
  "<": "lt",
  "!=": "ne",
  "=": "eq",
  "==": "eq",
} as const;

/** Tests that a text stands for. */
export interface Shorthand {
  readonly tests: readonly Test[];
  /** The operands are points in time, although the signal was not known to be one. */
  readonly instant?: true;
}

/**
 * Reads a text that stands for tests: a range (`2..`, `..5`, `2..5`, also of dates) or a comparison
 * (`>= 2`). Text signals have neither: what looks like a comparison is their text.
 *
 * @returns the tests; none where it is broken, which is reported; `undefined` where the text is a
 * plain value.
 */
export function readShorthand(text: string, subject: Subject, place: Place): Shorthand | undefined {
  const range = readRange(text, subject, place);
  if (range) return { tests: checkRange(range, { text, subject, place }) };
  if (subject.type === "string" || subject.type === "list") return undefined;
  const match = COMPARISON.exec(text.trim());
  const sign = match?.[1];
  if (sign === undefined) return undefined;
  const end = match?.[2] ?? "";
  const value = readEnd(end, subject, place);
  const is = OPERATORS[sign as keyof typeof OPERATORS];
  if (value !== undefined) return { tests: [{ is, value }] };
  const instant = subject.type === "any" ? parseInstant(end, place.timeZone ?? "UTC") : undefined;
  return instant === undefined ? undefined : { tests: [{ is, value: instant }], instant: true };
}

interface Ends {
  readonly min?: number;
  readonly max?: number;
}

function readRange(text: string, subject: Subject, place: Place): Ends | undefined {
  if (subject.type !== "instant") return parseRange(text);
  const [from = "", to = "", ...more] = text.split("..").map((end) => end.trim());
  if (more.length > 0 || !text.includes("..") || (from === "" && to === "")) return undefined;
  const min = from === "" ? undefined : readEnd(from, subject, place);
  const max = to === "" ? undefined : readEnd(to, subject, place);
  if ((from !== "" && min === undefined) || (to !== "" && max === undefined)) return undefined;
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function readEnd(text: string, subject: Subject, place: Place): number | undefined {
  if (subject.type === "instant") return parseInstant(text, place.timeZone ?? "UTC");
  return NUMBER.test(text.trim()) ? Number(text) : undefined;
}

interface RangeText {
  readonly text: string;
  readonly subject: Subject;
  readonly place: Place;
}

function checkRange({ min, max }: Ends, { text, subject, place }: RangeText): readonly Test[] {
  if (subject.type === "string" || subject.type === "list" || subject.type === "boolean") {
    const kind = { string: "text", list: "a list", boolean: "true or false" }[subject.type];
    fail(place, {
      code: "range-without-number",
      message: `${subject.name} is ${kind}, a range such as ${text} is for numbers and dates`,
      ...(subject.type === "string"
        ? { suggestion: `write { eq: "${text}" } for this very text` }
        : {}),
      ...(subject.type === "list" ? { suggestion: `write { size: ${text} } for its length` } : {}),
    });
    return [];
  }
  if (min !== undefined && max !== undefined && min > max) {
    fail(place, {
      code: "empty-range",
      message: `nothing is in the range ${text}: its first number is above its last`,
    });
    return [];
  }
  const tests: Test[] = [];
  if (min !== undefined) tests.push({ is: "gte", value: min });
  if (max !== undefined) tests.push({ is: "lte", value: max });
  return tests;
}
