import { pickLocale } from "../cascade/locale.ts";
import type { Locales } from "../cascade/locale.ts";
import { lookup } from "../condition/index.ts";
import type { Signals } from "../context.ts";
import type { Json, JsonObject } from "../json.ts";
import type { FormField, OfferForm } from "../ruleset.ts";

/** What is known of who fills the form in. */
export interface FormInput {
  readonly signals: Signals;
  readonly locales: Locales;
  /** How many forms the visitor has submitted; absent: not known, so nothing is asked after one. */
  readonly submissions?: number;
}

/**
 * The form as a page shows it: what is known of the visitor is not asked again, and at most
 * `maxFields` fields are asked, those that are always asked before the others. Fields carry no
 * values: what is known stays out of the page.
 */
export function toFormDecision(form: OfferForm, input: FormInput): JsonObject {
  const thanks = form.thanks && pickLocale(form.thanks, input.locales);
  const submit = form.submit && pickLocale(form.submit, input.locales);
  return {
    event: form.event,
    ...(thanks === undefined ? {} : { thanks }),
    ...(submit === undefined ? {} : { submit }),
    fields: pickAsked(form, input).map(toWire),
  };
}

/** The fields to ask, in the author's order: those not known yet, at most `maxFields`. */
export function pickAsked(
  { fields, maxFields }: Pick<OfferForm, "fields" | "maxFields">,
  input: Omit<FormInput, "locales">,
): readonly FormField[] {
  return cut(
    fields.filter((field) => isAsked(field, input)),
    maxFields,
  );
}

function isAsked(
  { name, type, ask }: FormField,
  { signals, submissions }: Omit<FormInput, "locales">,
): boolean {
  if (ask === "always" || type === "hidden") return true;
  if (lookup(signals, ["traits", name]) !== undefined) return false;
  return ask === "unknown" || (submissions ?? 0) >= ask.afterSubmissions;
}

/** Keeps the order of the author. */
function cut(fields: readonly FormField[], maxFields: number | undefined): readonly FormField[] {
  if (maxFields === undefined) return fields;
  const visible = fields.filter(({ type }) => type !== "hidden");
  const first = visible.filter(({ ask }) => ask === "always");
  const rest = visible.filter(({ ask }) => ask !== "always");
  const kept = new Set([...first, ...rest].slice(0, maxFields));
  return fields.filter((field) => field.type === "hidden" || kept.has(field));
}

/** When to ask is no business of the page. */
function toWire(field: FormField): Json {
  const shown = Object.entries(field).filter(([key]) => key !== "ask");
  return Object.fromEntries(shown) as JsonObject;
}
