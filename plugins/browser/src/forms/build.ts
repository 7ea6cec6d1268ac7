import type { OfferDecision, PageState } from "@facet/client";
import { FORM_INPUTS, toFormView } from "@facet/client/form";
import type { FieldView } from "@facet/client/form";
import { inPageWords } from "../words.ts";
import { h } from "../dom.ts";

const SEND = { en: "Send", ru: "Отправить" };

export { formStyles } from "./styles.ts";

/** Builds an offer's form: a real `<form method="post">`, which sends itself even unenhanced. */
export function buildForm(
  offer: OfferDecision,
  options: { readonly state: PageState; readonly submit: string | undefined },
): HTMLFormElement {
  const { state } = options;
  const view = toFormView(offer.form ?? null);
  return h(
    "form",
    {
      method: "post",
      action: `${state.endpoint}/leads`,
      id: `facet-${offer.id}`,
      part: "form",
      "data-facet-thanks": view.thanks,
      "data-facet-event": view.event,
    },
    hidden(FORM_INPUTS.offer, offer.id),
    hidden(FORM_INPUTS.decisionId, state.decisionId),
    hidden(FORM_INPUTS.page, location.pathname + location.search),
    hidden(FORM_INPUTS.token, state.formToken ?? ""),
    ...view.fields.map(buildField),
    h(
      "div",
      { hidden: "" },
      h("input", { type: "text", name: FORM_INPUTS.trap, tabindex: "-1", autocomplete: "off" }),
    ),
    h("button", { class: "cta", part: "cta" }, view.submit ?? options.submit ?? inPageWords(SEND)),
  );
}

function hidden(name: string, value: string): HTMLInputElement {
  return h("input", { type: "hidden", name, value });
}

function buildField(field: FieldView): HTMLElement {
  const { name, placeholder, autocomplete, pattern } = field;
  const required = field.required ? "" : undefined;
  switch (field.kind) {
    case "hidden":
      return hidden(name, placeholder ?? "");
    case "checkbox":
      return labelled("check", h("input", { type: "checkbox", name, required }), field.label);
    case "choices":
      return h(
        "fieldset",
        { "data-facet-field": "" },
        h("legend", {}, field.label),
        ...field.options.map(({ value, label }) =>
          labelled("check", h("input", { type: "radio", name, value, required }), label),
        ),
      );
    case "select":
      return labelled("field", field.label, buildSelect(field, required));
    case "input":
      return labelled(
        "field",
        field.label,
        h("input", { type: field.inputType, name, required, placeholder, autocomplete, pattern }),
      );
  }
}

function buildSelect(field: FieldView, required: string | undefined): HTMLSelectElement {
  const options = field.options.map(({ value, label }) => h("option", { value }, label));
  const blank = h("option", { value: "" }, field.placeholder ?? "");
  return h("select", { name: field.name, required }, blank, ...options);
}

function labelled(kind: string, ...children: readonly (Node | string)[]): HTMLLabelElement {
  return h("label", { class: kind, "data-facet-field": "" }, ...children);
}
