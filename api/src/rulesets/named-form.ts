import type { Ruleset } from "@facet/engine";
import type { LeadRequest } from "@facet/protocol";
import { chooseLocale } from "@facet/context";
import { unknownName } from "../http/parse.ts";
import { ApiProblem } from "../http/problem.ts";
import { formsOf } from "./forms.ts";
import type { LeadForm } from "./lead-form.ts";

/**
 * The form that a lead names.
 *
 * @returns `undefined` where it names none.
 * @throws ApiProblem `unknown-name` where there is no such offer or slot, or it has no form.
 */
export function findForm(lead: LeadRequest, ruleset: Ruleset): LeadForm | undefined {
  const { offer, slot } = lead;
  const { offerForms, slotForms } = formsOf(ruleset);
  if (offer !== undefined) return lookUp("offer", offer, offerForms);
  return slot === undefined ? undefined : lookUp("slot", slot, slotForms).find(lead);
}

/** The form's thanks in the visitor's language, else in the site's first. */
export function thanksOf(
  { thanks }: LeadForm,
  { artifact }: Ruleset,
  acceptLanguage: string | undefined,
): string | undefined {
  const { locales } = artifact.site;
  const { content } = chooseLocale(locales, acceptLanguage);
  return thanks.get(content) ?? thanks.get(locales[0] ?? "");
}

function lookUp<T>(kind: "offer" | "slot", id: string, forms: ReadonlyMap<string, T>): T {
  const form = forms.get(id);
  if (form !== undefined) return form;
  const message = unknownName(`form ${kind}`, id, forms.keys());
  throw new ApiProblem({
    code: "unknown-name",
    detail: `$.${kind}: ${message}`,
    errors: [{ path: `$.${kind}`, message }],
  });
}
