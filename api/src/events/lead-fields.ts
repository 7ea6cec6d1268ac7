import type { LeadRequest } from "@facet/protocol";
import { toJsonPath, unknownName } from "../http/parse.ts";
import { ApiProblem, type RequestMistake } from "../http/problem.ts";
import type { LeadField, LeadForm } from "../rulesets/lead-form.ts";
import { toPhone } from "./phone.ts";

type FieldValue = LeadRequest["fields"][string];

const EMAIL = /^[^\s@]{1,64}@[^\s@.]+(?:\.[^\s@.]+)+$/u;
const DATE = /^\d{4}-\d{2}-\d{2}$/u;
const TRUE_WORDS: ReadonlySet<string> = new Set(["on", "true", "1", "yes"]);

/** The fields of a submit, read. */
export interface LeadFields {
  readonly values: Readonly<Record<string, FieldValue>>;
  /** By name, what was typed where `values` has it in another form. */
  readonly typed: Readonly<Record<string, string>>;
}

/** What fields are read by. */
export interface LeadFieldsContext {
  /** Absent: any field is taken as it is. */
  readonly form: LeadForm | undefined;
  /** Of the site. */
  readonly locales: readonly string[];
}

/**
 * Checks a submit against its form: numbers become numbers, boxes booleans, telephone numbers E.164
 * where their country can be told; texts are trimmed, what was left empty is left out.
 *
 * @throws ApiProblem `invalid-fields` with every field that needs another value.
 */
export function readLeadFields(
  fields: LeadRequest["fields"],
  { form, locales }: LeadFieldsContext,
): LeadFields {
  const given = Object.entries(fields)
    .map(([name, value]) => [name, typeof value === "string" ? value.trim() : value] as const)
    .filter(([, value]) => value !== "");
  if (form === undefined) return { values: Object.fromEntries(given), typed: {} };
  const mistakes: RequestMistake[] = [];
  const values = new Map<string, FieldValue>();
  const typed = new Map<string, string>();
  for (const [name, value] of given) {
    const field = form.fields.get(name);
    const read = field === undefined ? undefined : readField(field, value, locales);
    if (field === undefined) {
      mistakes.push(mistake(name, unknownName("field", name, form.fields.keys())));
    } else if (read === undefined) {
      mistakes.push(mistake(name, EXPECTED[field.type]));
    } else {
      values.set(name, read);
      if (field.type === "tel" && read !== value) typed.set(name, String(value));
    }
  }
  const fieldsGiven = new Map(given);
  for (const field of form.fields.values()) {
    if (field.required && isEmpty(field, fieldsGiven.get(field.name)))
      mistakes.push(mistake(field.name, "fill this in"));
  }
  const [first] = mistakes;
  if (first === undefined) {
    return { values: Object.fromEntries(values), typed: Object.fromEntries(typed) };
  }
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
  scale: "expected one of the steps of the scale",
  select: "expected one of the listed options",
  radio: "expected one of the listed options",
  checkbox: "expected a ticked or an empty box",
  date: "expected a date such as 2026-12-05",
};

/** The value as a trait, `undefined` where it is none that the field takes. */
function readField(
  field: LeadField,
  value: FieldValue,
  locales: readonly string[],
): FieldValue | undefined {
  const text = String(value);
  switch (field.type) {
    case "scale":
      return readStep(text, field);
    case "number":
      return typeof value !== "boolean" && Number.isFinite(Number(text)) ? Number(text) : undefined;
    case "checkbox":
      return readBox(value, field);
    case "select":
    case "radio":
      return field.options.size === 0 || field.options.has(text) ? text : undefined;
    case "email":
      return text.length <= 254 && EMAIL.test(text) ? text : undefined;
    case "tel":
      return toPhone(text, locales);
    case "date":
      return DATE.test(text) && !Number.isNaN(Date.parse(text)) ? text : undefined;
    case "text":
    case "hidden":
      return typeof value === "boolean" ? undefined : text;
  }
}

/** A single box is yes or no; one of several stands for its option. */
function readBox(value: FieldValue, { options }: LeadField): FieldValue | undefined {
  if (typeof value === "boolean") return value;
  const text = String(value);
  if (options.has(text)) return text;
  return TRUE_WORDS.has(text.toLowerCase()) ? true : undefined;
}

/** A scale without options of its own goes from 0 to 10, as pages draw it. */
function readStep(text: string, { options }: LeadField): FieldValue | undefined {
  const isStep = options.size === 0 ? /^(?:\d|10)$/u.test(text) : options.has(text);
  if (!isStep) return undefined;
  return /^\d{1,9}$/u.test(text) ? Number(text) : text;
}

/** A required box has to be ticked. */
function isEmpty({ type }: LeadField, value: FieldValue | undefined): boolean {
  return value === undefined || (type === "checkbox" && value === false);
}

function mistake(name: string, message: string): RequestMistake {
  return { path: toJsonPath(["fields", name]), message };
}
