import { FIELD_TYPES } from "@facet/engine";
import type { Content, FormField, Json, Localised, OfferForm } from "@facet/engine";
import { FACET_EVENTS } from "@facet/protocol";
import { toRecord } from "../json.ts";

/** A form that a lead may come from. */
export interface LeadForm {
  /** Event that a submit is. */
  readonly event: string;
  readonly fields: ReadonlyMap<string, LeadField>;
  /** By language tag. */
  readonly thanks: ReadonlyMap<string, string>;
}

/** A field, as far as a submit is checked against it. */
export interface LeadField {
  readonly name: string;
  readonly type: FormField["type"];
  /** Every form that has the field requires it, and always shows it. */
  readonly required: boolean;
  /** Empty: any value. */
  readonly options: ReadonlySet<string>;
}

/** One form as it may be shown. */
export interface Shown {
  readonly event: string;
  readonly fields: readonly LeadField[];
  readonly thanks: ReadonlyMap<string, string>;
}

const KNOWN_TYPES: ReadonlySet<string> = new Set(FIELD_TYPES);

/** Reads an offer's form. */
export function formOfOffer(form: OfferForm): Shown {
  return {
    event: form.event,
    fields: form.fields.map((field) =>
      toLeadField(field, { mayBeCut: form.maxFields !== undefined }),
    ),
    thanks: new Map(Object.entries(form.thanks ?? {})),
  };
}

/** Reads the forms of a content, one a language; none where it hides its slot. */
export function formsOfContent(content: Localised<Content>): Shown[] {
  return Object.entries(content).flatMap(([locale, shown]) =>
    "hidden" in shown ? [] : [formOfValue(shown.value, locale)],
  );
}

/** A form slot's content is free JSON: what does not look like a form has no fields. */
function formOfValue(value: Json, locale: string): Shown {
  const form = toRecord(value);
  const { event, thanks, fields } = form;
  const listed = Array.isArray(fields) ? fields.flatMap((field) => toFormField(field)) : [];
  return {
    event: typeof event === "string" ? event : FACET_EVENTS.leadSubmitted,
    fields: listed.map((field) =>
      toLeadField(field, { mayBeCut: form["maxFields"] !== undefined }),
    ),
    thanks: new Map(typeof thanks === "string" ? [[locale, thanks]] : []),
  };
}

function toFormField(value: Json): FormField[] {
  const { name, type, required, ask, options } = toRecord(value);
  if (typeof name !== "string") return [];
  return [
    {
      name,
      type: isFieldType(type) ? type : "text",
      required: required === true,
      ask: ask === undefined || ask === "always" ? "always" : "unknown",
      options: (Array.isArray(options) ? options : []).flatMap((option: Json) => {
        const { value: code } = toRecord(option);
        return typeof code === "string" ? [{ value: code, label: code }] : [];
      }),
    },
  ];
}

function isFieldType(type: Json | undefined): type is FormField["type"] {
  return typeof type === "string" && KNOWN_TYPES.has(type);
}

// A field that is only asked while unknown, or may be cut by maxFields, need not be in a submit.
function toLeadField(field: FormField, form: { readonly mayBeCut: boolean }): LeadField {
  return {
    name: field.name,
    type: field.type,
    required: field.required === true && field.ask === "always" && !form.mayBeCut,
    options: new Set(field.options?.map((option) => option.value)),
  };
}

/** One form out of several: event and thanks of the first, the fields of all. */
export function mergeForms(forms: readonly Shown[]): LeadForm {
  const fields = new Map<string, LeadField>();
  const thanks = new Map<string, string>();
  for (const form of forms) {
    for (const [locale, text] of form.thanks) {
      if (!thanks.has(locale)) thanks.set(locale, text);
    }
    for (const field of form.fields) {
      const known = fields.get(field.name);
      const everywhere = forms.every((each) => each.fields.some((f) => f.name === field.name));
      fields.set(field.name, {
        ...field,
        type: known === undefined || known.type === field.type ? field.type : "text",
        required: field.required && everywhere && known?.required !== false,
        options: mergeOptions(known?.options, field.options),
      });
    }
  }
  return { event: forms[0]?.event ?? FACET_EVENTS.leadSubmitted, fields, thanks };
}

function mergeOptions(
  known: ReadonlySet<string> | undefined,
  added: ReadonlySet<string>,
): ReadonlySet<string> {
  if (known === undefined) return added;
  return known.size === 0 || added.size === 0 ? new Set() : new Set([...known, ...added]);
}
