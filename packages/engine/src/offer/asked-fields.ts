import type { Decision, SlotDecision } from "../decision.ts";
import type { Json } from "../json.ts";
import type { FormField } from "../ruleset.ts";
import { pickAsked } from "./form.ts";
import type { FormInput } from "./form.ts";

/**
 * By form slot, the names of the fields to ask; slots that ask all of theirs are left out.
 *
 * @returns `undefined` where that leaves none.
 */
export function askedFields(
  slots: Decision["slots"],
  input: Omit<FormInput, "locales">,
): Decision["askedFields"] {
  const asked = Object.entries(slots).flatMap(([id, slot]) => {
    const form = slot.type === "form" ? readForm(slot) : undefined;
    const names = form && pickAsked(form, input).map(({ name }) => name);
    return names && names.length < form.fields.length ? [[id, names] as const] : [];
  });
  return asked.length === 0 ? undefined : Object.fromEntries(asked);
}

/** A field of a slot's form is always asked unless it says otherwise. */
function readForm({ content }: SlotDecision) {
  const { fields, maxFields } = toObject(content);
  if (!Array.isArray(fields)) return undefined;
  return {
    // The compiler has checked the shape of a form's fields.
    fields: fields.map(toObject).map(({ name, type, ask }) => ({
      name,
      type,
      ask: ask ?? "always",
    })) as unknown as FormField[],
    ...(typeof maxFields === "number" ? { maxFields } : {}),
  };
}

function toObject(value: Json): Readonly<Record<string, Json>> {
  return typeof value === "object" && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, Json>>)
    : {};
}
