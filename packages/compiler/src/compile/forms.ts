import type { Json, JsonObject, Localised, OfferForm } from "@facet/engine";
import type { OfferFormSource } from "../schema/index.ts";
import { complain, within } from "./spot.ts";
import type { Spot } from "./spot.ts";

type FieldSource = OfferFormSource["fields"][number];

/** Kinds of field that are nothing without choices. */
const CHOICES: ReadonlySet<string> = new Set(["select", "radio"]);

/** What form fields and texts are compiled with. */
export interface FormScope {
  readonly locales: readonly string[];
  readonly spot: Spot;
}

/** Compiles the form of an offer. */
export function compileForm(source: OfferFormSource, { locales, spot }: FormScope): OfferForm {
  const [first = ""] = locales;
  const thanks = localisedText(source, "thanks", locales);
  checkFields(source.fields, within(spot, "fields"));
  checkMaxFields(source, { spot, unsaid: "unknown" });
  return {
    event: source.event,
    ...(thanks ? { thanks } : {}),
    ...(source.submit === undefined ? {} : { submit: { [first]: source.submit } }),
    ...(source.maxFields === undefined ? {} : { maxFields: source.maxFields }),
    fields: source.fields.map((field) => ({ ...withOptions(field), ask: field.ask ?? "unknown" })),
  };
}

/** Reports what is wrong between the fields of a form: names used twice, choices without options. */
export function checkFields(fields: readonly FieldSource[], spot: Spot): void {
  const names = new Set<string>();
  fields.forEach((field, index) => {
    const place = within(spot, index);
    if (names.has(field.name)) {
      complain(within(place, "name"), {
        code: "duplicate-field",
        message: `the form has two fields named "${field.name}"`,
        suggestion: "give each field a name of its own",
      });
    }
    names.add(field.name);
    if (CHOICES.has(field.type) && !field.options) {
      complain(place, {
        code: "field-options",
        message: `the ${field.type} "${field.name}" has no options to choose from`,
        suggestion: "add options: [one, two]",
      });
    }
  });
}

interface MaxFields {
  readonly fields: readonly FieldSource[];
  readonly maxFields?: number | undefined;
}

/** Warns of fields that are always asked, and cut off by `maxFields` all the same. */
function checkMaxFields(
  { fields, maxFields = Infinity }: MaxFields,
  { spot, unsaid }: { readonly spot: Spot; readonly unsaid: "always" | "unknown" },
): void {
  const always = fields.filter(({ type, ask = unsaid }) => ask === "always" && type !== "hidden");
  const cut = always.slice(maxFields).map(({ name }) => name);
  if (cut.length === 0) return;
  complain(within(spot, "maxFields"), {
    severity: "warning",
    code: "fields-never-asked",
    message: `the form always asks ${always.length} fields, but at most ${maxFields} at once: nobody is ever asked ${cut.join(", ")}`,
    suggestion: `raise maxFields to ${always.length}, or let some of them be asked later, with ask: unknown`,
  });
}

/** Checks the fields of a form slot's content, and writes their choices out. */
export function prepareFormContent(value: Json, spot: Spot): Json {
  const { fields, ...rest } = value as JsonObject & { readonly fields?: readonly FieldSource[] };
  if (!fields) return value;
  checkFields(fields, within(spot, "fields"));
  const { maxFields } = rest;
  if (typeof maxFields === "number")
    checkMaxFields({ fields, maxFields }, { spot, unsaid: "always" });
  // Fields are plain data once their shape has been checked.
  return { ...rest, fields: fields.map(withOptions) as unknown as Json };
}

/** Writes the choices of a field out: each with its value and its label. */
function withOptions<T extends Pick<FieldSource, "options">>(field: T) {
  const { options, ...rest } = field;
  if (!options) return rest;
  return {
    ...rest,
    options: options.map((option) =>
      typeof option === "string" ? { value: option, label: option } : option,
    ),
  };
}

function localisedText(
  source: OfferFormSource,
  name: "thanks",
  locales: readonly string[],
): Localised<string> | undefined {
  const [first = ""] = locales;
  const texts = new Map<string, string>();
  for (const [key, value] of Object.entries(source)) {
    const [field, locale = first] = key.split("@");
    if (field === name && typeof value === "string") texts.set(locale, value);
  }
  return texts.size === 0 ? undefined : Object.fromEntries(texts);
}
