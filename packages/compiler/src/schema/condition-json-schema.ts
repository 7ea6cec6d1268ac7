import type { SignalInfo } from "@facet/engine";
import { SIGNALS } from "@facet/engine";

/** A JSON Schema, draft 7. */
export type JsonSchema = { readonly [key: string]: unknown };

const SCALAR = { type: ["string", "number", "boolean"] };
const SCALARS = { type: "array", items: SCALAR, minItems: 1 };
const NUMBER_OR_TEXT = { type: ["number", "string"] };
const TEXT = { type: ["string", "number"] };
const DURATION = { type: "string", pattern: String.raw`^\d+(\.\d+)?\s*(ms|[smhdw])$` };
const CONDITION = { $ref: "#/definitions/condition" };
const CONDITIONS = { type: "array", items: CONDITION, minItems: 1 };

/** What stands under a signal: operator → operand and what it says. */
const OPERATORS: Readonly<Record<string, JsonSchema>> = {
  eq: { ...SCALAR, description: "Equals." },
  ne: { ...SCALAR, description: "Is there and does not equal." },
  in: { ...SCALARS, description: "Is one of (of a list: has one of)." },
  nin: { ...SCALARS, description: "Is there and none of." },
  gt: { ...NUMBER_OR_TEXT, description: "Greater than." },
  gte: { ...NUMBER_OR_TEXT, description: "Greater than or equal to." },
  lt: { ...NUMBER_OR_TEXT, description: "Less than." },
  lte: { ...NUMBER_OR_TEXT, description: "Less than or equal to." },
  exists: { type: "boolean", description: "`false`: absent; `true`: there." },
  startsWith: { ...TEXT, description: "Begins with." },
  endsWith: { ...TEXT, description: "Ends with." },
  contains: { ...TEXT, description: "Has this text somewhere." },
  icontains: { ...TEXT, description: "Has this text somewhere, in capitals or not." },
  matches: { type: "string", description: "Regular expression (RE2 syntax)." },
  all: { ...SCALARS, description: "A list that has all of these." },
  elemMatch: { ...CONDITION, description: "A list with an element that meets the condition." },
  size: { type: ["number", "string", "object"], description: "Number of elements of a list." },
  olderThan: { ...DURATION, description: "A time longer ago than this." },
  newerThan: { ...DURATION, description: "A time not as long ago as this." },
  "semver.eq": { ...TEXT, description: "The same version." },
  "semver.gt": { ...TEXT, description: "A later version." },
  "semver.gte": { ...TEXT, description: "This version or a later one." },
  "semver.lt": { ...TEXT, description: "An earlier version." },
  "semver.lte": { ...TEXT, description: "This version or an earlier one." },
  not: { $ref: "#/definitions/operators", description: "Does not meet these." },
  orUnknown: { type: "boolean", description: "`true`: an absent signal meets the condition." },
};

const DID: JsonSchema = {
  type: "object",
  description: "What the visitor did before: event → how often. `0`: never.",
  additionalProperties: {
    anyOf: [
      { ...NUMBER_OR_TEXT, description: "How often: a number or a range such as `1..`." },
      {
        type: "object",
        properties: {
          count: { ...NUMBER_OR_TEXT, description: "How often. Absent: `1..`." },
          within: { ...DURATION, description: "In the last so long; at most 90d." },
          orUnknown: { type: "boolean" },
        },
        additionalProperties: false,
      },
    ],
  },
};

const TIME: JsonSchema = {
  type: "object",
  description: "Day of the week and time of day; may wrap over midnight.",
  properties: {
    days: {
      anyOf: [{ type: "string" }, { type: "array", items: { type: "string" } }],
      description: "mon, tue, …, or runs such as mon-fri.",
    },
    from: { type: "string", description: 'From this time, included: "21:00".' },
    to: { type: "string", description: 'To this time, excluded: "09:00".' },
    zone: { type: "string", description: "Time zone, or `visitor`. Absent: the site's." },
    orUnknown: { type: "boolean" },
  },
  additionalProperties: false,
};

const SEGMENT: JsonSchema = {
  anyOf: [
    { type: "string" },
    { type: "array", items: { type: "string" } },
    { $ref: "#/definitions/operators" },
  ],
  description: "In this segment, or in any of these.",
};

/** Definitions that describe conditions to an editor: combinations, operators and every signal. */
export function conditionDefinitions(): Readonly<Record<string, JsonSchema>> {
  const exact = SIGNALS.filter(({ name }) => !name.endsWith(".*"));
  const families = SIGNALS.filter(({ name }) => name.endsWith(".*"));
  const dollar = (names: readonly string[], schema: JsonSchema): [string, JsonSchema][] =>
    names.map((name) => [name, schema]);
  return {
    condition: {
      type: "object",
      description: "Signals and what they must be. All keys must hold.",
      properties: {
        any: { ...CONDITIONS, description: "One of these conditions is enough." },
        all: { ...CONDITIONS, description: "All of these conditions." },
        not: { ...CONDITION, description: "Not this condition; unknown stays unknown." },
        did: DID,
        time: TIME,
        segment: SEGMENT,
        ...Object.fromEntries(dollar(["$and", "$or", "$nor"], CONDITIONS)),
        $not: CONDITION,
        ...Object.fromEntries(exact.map((signal) => [signal.name, signalSchema(signal)])),
      },
      patternProperties: Object.fromEntries(
        families.map((signal) => [`^${escape(signal.name.slice(0, -1))}.+$`, signalSchema(signal)]),
      ),
      additionalProperties: { $ref: "#/definitions/test" },
    },
    test: {
      anyOf: [SCALAR, SCALARS, { $ref: "#/definitions/operators" }],
      description: "A value: equals; a list: one of; a range: `2..`, `..5`, `2..5`; or operators.",
    },
    operators: {
      type: "object",
      properties: {
        ...OPERATORS,
        ...Object.fromEntries(
          Object.entries(OPERATORS).map(([name, schema]) => [`$${name}`, schema]),
        ),
        $regex: OPERATORS["matches"],
      },
      // Of a list of objects a condition on their fields may stand here.
      additionalProperties: true,
    },
  };
}

function signalSchema({ values, description }: SignalInfo): JsonSchema {
  if (!values) return { $ref: "#/definitions/test", description };
  // The values are offered, not required: a range or another name may stand there.
  return {
    anyOf: [
      { enum: values },
      { type: "array", items: { anyOf: [{ enum: values }, SCALAR] } },
      { $ref: "#/definitions/test" },
    ],
    description,
  };
}

function escape(text: string): string {
  return text.replaceAll(".", String.raw`\.`);
}
