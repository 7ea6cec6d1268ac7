export { FORM_INPUTS } from "./form-names.ts";
import type { MistakeWords } from "./form-words.ts";
export { ENGLISH_MISTAKES, RUSSIAN_MISTAKES } from "./form-words.ts";
export type { MistakeWords } from "./form-words.ts";
import type { Json } from "@facet/protocol";
import { asString, isRecord } from "./json.ts";
import type { JsonRecord } from "./json.ts";

/** How a field is drawn. */
export type FieldKind = "input" | "select" | "choices" | "checkbox" | "hidden";

/** One field of a form, ready to be drawn on the server or in the page. */
export interface FieldView {
  readonly name: string;
  readonly kind: FieldKind;
  /** `type` of the `<input>`. */
  readonly inputType: string;
  readonly label: string;
  readonly required: boolean;
  readonly placeholder: string | undefined;
  /** `pattern` of the `<input>`: what the service takes, as far as a pattern can say it. */
  readonly pattern: string | undefined;
  /** Token of the `autocomplete` attribute (HTML, autofill). */
  readonly autocomplete: string | undefined;
  readonly options: readonly { readonly value: string; readonly label: string }[];
}

/** A form, ready to be drawn. Texts that the rules leave out are undefined. */
export interface FormView {
  readonly title: string | undefined;
  readonly body: string | undefined;
  readonly submit: string | undefined;
  readonly thanks: string | undefined;
  /** The event that its submit is. */
  readonly event: string | undefined;
  readonly fields: readonly FieldView[];
}

const KINDS: ReadonlyMap<string, FieldKind> = new Map([
  ["select", "select"],
  ["radio", "choices"],
  ["scale", "choices"],
  ["checkbox", "checkbox"],
  ["hidden", "hidden"],
]);

const INPUT_TYPES = new Set(["email", "tel", "number", "date"]);

// Read with the flag `v`, in which more characters of a class are escaped. Plain texts: a bundler
// would keep a call for them in the page, whose runtime needs the words of this entry alone.
const PATTERNS: ReadonlyMap<string, string> = new Map([
  ["email", "[^\\s@]{1,64}@[^\\s@.]+(\\.[^\\s@.]+)+"],
  ["tel", "\\s*\\+?[\\d\\s\\(\\).\\-\\/]{5,25}"],
]);

const AUTOCOMPLETE: ReadonlyMap<string, string> = new Map([
  ["email", "email"],
  ["phone", "tel"],
  ["tel", "tel"],
  ["name", "name"],
  ["firstName", "given-name"],
  ["lastName", "family-name"],
  ["company", "organization"],
  ["city", "address-level2"],
]);

/**
 * Reads a form slot's content or an offer's form. Fields without a name are left out.
 *
 * @param options `asked`: names of the fields to ask this visitor; absent: all.
 */
export function toFormView(
  content: Json,
  { asked }: { readonly asked?: readonly string[] | undefined } = {},
): FormView {
  const form: JsonRecord = isRecord(content) ? content : {};
  const fields = Array.isArray(form["fields"]) ? form["fields"].filter(isRecord) : [];
  return {
    title: asString(form["title"]),
    body: asString(form["body"]),
    submit: asString(form["submit"]),
    thanks: asString(form["thanks"]),
    event: asString(form["event"]),
    fields: fields
      .map(toFieldView)
      .filter(({ name }) => name !== "" && (asked === undefined || asked.includes(name))),
  };
}

function toFieldView(field: JsonRecord): FieldView {
  const name = asString(field["name"]) ?? "";
  const type = asString(field["type"]) ?? "text";
  return {
    name,
    kind: KINDS.get(type) ?? "input",
    inputType: INPUT_TYPES.has(type) ? type : "text",
    label: asString(field["label"]) ?? name,
    required: field["required"] === true,
    placeholder: asString(field["placeholder"]),
    pattern: PATTERNS.get(type),
    autocomplete: AUTOCOMPLETE.get(name) ?? AUTOCOMPLETE.get(type),
    options: optionsOf(field, type),
  };
}

/**
 * `title` of an `<input>` with a pattern. Where the pattern is not met the browser says so and adds
 * the title (HTML, constraint validation): all that a form without JavaScript can say of it.
 */
export function hintOf(
  { pattern, inputType }: Pick<FieldView, "pattern" | "inputType">,
  words: MistakeWords,
): string | undefined {
  return pattern === undefined ? undefined : words.get(inputType);
}

function optionsOf(field: JsonRecord, type: string): FieldView["options"] {
  const given = Array.isArray(field["options"]) ? field["options"] : [];
  const options = given.flatMap((option: unknown) => {
    if (typeof option === "string") return [{ value: option, label: option }];
    const value = isRecord(option) ? asString(option["value"]) : undefined;
    if (!isRecord(option) || value === undefined) return [];
    return [{ value, label: asString(option["label"]) ?? value }];
  });
  if (options.length > 0 || type !== "scale") return options;
  // "How likely are you to recommend us" is asked from 0 to 10.
  return Array.from({ length: 11 }, (_, step) => ({ value: `${step}`, label: `${step}` }));
}
