import type { Json, JsonObject } from "@facet/engine";
import type { LeadRequest } from "@facet/protocol";
import { toJsonPath, unknownName } from "../http/parse.ts";
import { ApiProblem, type RequestMistake } from "../http/problem.ts";
import type { LeadField, LeadForm } from "../rulesets/lead-form.ts";

type FieldValue = LeadRequest["fields"][string];

const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/u;
const PHONE = /^\+?[\d\s().-]{5,25}$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;
const TRUE_WORDS: ReadonlySet<string> = new Set(["on", "true", "1", "yes"]);

/**
 * Checks a submit against its form and turns it into traits: numbers as numbers, boxes as booleans,
 * texts trimmed, what was left empty left out.
 *
 * @param form Absent: any field is taken as it is.
 * @throws ApiProblem `invalid-fields` with every field that needs another value.
 */
export function readLeadFields(
  fields: LeadRequest["fields"],
  form: LeadForm | undefined,
): JsonObject {
  const given = Object.entries(fields)
    .map(([name, value]) => [name, typeof value === "string" ? value.trim() : value] as const)
    .filter(([, value]) => value !== "");
  if (form === undefined) return Object.fromEntries(given);
  const mistakes: RequestMistake[] = [];
  const traits = new Map<string, Json>();
  for (const [name, value] of given) {
    const field = form.fields.get(name);
    const read = field === undefined ? undefined : readField(field, value);
    if (field === undefined) {
      mistakes.push(mistake(name, unknownName("field", name, form.fields.keys())));
    } else if (read === undefined) {
      mistakes.push(mistake(name, EXPECTED[field.type]));
    } else {
      traits.set(name, read);
    }
  }
  for (const field of form.fields.values()) {
    const isMissing = field.required && !given.some(([name]) => name === field.name);
    if (isMissing) mistakes.push(mistake(field.name, "fill this in"));
  }
  const [first] = mistakes;
  if (first === undefined) return Object.fromEntries(traits);
  throw new ApiProblem({
    code: "invalid-fields",
    detail: `${first.path}: ${first.message}`,
    errors: mistakes,
  });
}

const EXPECTED: Readonly<Record<LeadField["type"], string>> = {
  text: "expected text",
  hidden: "expected text",
  email: "expected an address such as name@example.com",
  tel: "expected a phone number such as +7 495 123-45-67",
  number: "expected a number",
  scale: "expected a number",
  select: "expected one of the listed options",
  radio: "expected one of the listed options",
  checkbox: "expected a ticked or an empty box",
  date: "expected a date such as 2026-12-05",
};

/** The value as a trait, `undefined` where it is none that the field takes. */
function readField(field: LeadField, value: FieldValue): Json | undefined {
  const text = String(value);
  switch (field.type) {
    case "number":
    case "scale":
      return typeof value !== "boolean" && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "checkbox":
      return readBox(value, field);
    case "select":
    case "radio":
      return field.options.size === 0 || field.options.has(text) ? text : undefined;
    case "email":
      return text.length <= 254 && EMAIL.test(text) ? text : undefined;
    case "tel":
      return PHONE.test(text) && countDigits(text) >= 5 ? text : undefined;
    case "date":
      return DATE.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
    case "text":
    case "hidden":
      return typeof value === "boolean" ? undefined : text;
  }
}

/** A single box is yes or no; one of several stands for its option. */
function readBox(value: FieldValue, { options }: LeadField): Json | undefined {
  if (typeof value === "boolean") return value;
  const text = String(value);
  if (options.has(text)) return text;
  return TRUE_WORDS.has(text.toLowerCase()) ? true : undefined;
}

function countDigits(text: string): number {
  return text.replaceAll(/\D/gu, "").length;
}

function mistake(name: string, message: string): RequestMistake {
  return { path: toJsonPath(["fields", name]), message };
}
