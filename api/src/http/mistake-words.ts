import type * as z from "zod";

const NAMES: Readonly<Record<string, string>> = {
  string: "a text",
  number: "a number",
  int: "a whole number",
  boolean: "true or false",
  array: "a list",
  object: "an object",
  record: "an object",
  null: "null",
};

const UNITS: Readonly<Record<string, string>> = {
  string: " characters",
  array: " entries",
  number: "",
  int: "",
};

/**
 * Says what a value is expected to be, in the words of the other messages.
 *
 * @returns `undefined` for a kind of mistake that the schema's library words well itself.
 */
export function wordMistake(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case "invalid_type": {
      const expected = NAMES[issue.expected] ?? issue.expected;
      return issue.input === undefined
        ? `is missing; expected ${expected}`
        : `expected ${expected}`;
    }
    case "too_small":
      return issue.origin === "string" && Number(issue.minimum) === 1
        ? "expected a text that is not empty"
        : `expected at least ${issue.minimum}${UNITS[issue.origin] ?? ""}`;
    case "too_big":
      return `expected at most ${issue.maximum}${UNITS[issue.origin] ?? ""}`;
    default:
      return undefined;
  }
}
