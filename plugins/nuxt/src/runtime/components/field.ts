import type { FieldView } from "@facet/client/form";
import { h } from "vue";
import type { VNode } from "vue";

/** What a field is drawn with beside its own description. */
export interface FieldOptions {
  /** Id of the form that it is in. */
  readonly form: string;
  /** What the browser adds where the pattern is not met. */
  readonly hint: string | undefined;
  /** What the visitor typed before. */
  readonly value: string | undefined;
  /** What the visitor has to mend. */
  readonly mistake: string | undefined;
}

/** One field of a form, with its label and what is wrong with it. */
export function field(view: FieldView, { form, hint, value, mistake }: FieldOptions): VNode[] {
  if (mistake === undefined) return [control(view, { hint, value })];
  const id = `facet-error-${form}-${view.name}`;
  const told = { "aria-invalid": "true", "aria-describedby": id };
  const message = h("p", { class: "facet-error", id, "data-facet-error": "" }, mistake);
  return [control(view, { hint, value, told }), message];
}

function control(
  view: FieldView,
  { hint, value, told = {} }: Pick<FieldOptions, "hint" | "value"> & { readonly told?: object },
): VNode {
  const { name, required, placeholder, label } = view;
  switch (view.kind) {
    case "hidden":
      return h("input", { type: "hidden", name, value: placeholder ?? "" });
    case "checkbox":
      return h("label", { class: "facet-check", "data-facet-field": "" }, [
        h("input", { type: "checkbox", name, required, checked: value === "on", ...told }),
        label,
      ]);
    case "choices":
      return h("fieldset", { class: "facet-choices", "data-facet-field": "" }, [
        h("legend", label),
        ...view.options.map((option) =>
          h("label", { class: "facet-check" }, [
            h("input", {
              type: "radio",
              name,
              value: option.value,
              required,
              checked: value === option.value,
              ...told,
            }),
            option.label,
          ]),
        ),
      ]);
    case "select":
      return labelled(
        label,
        h("select", { name, required, ...told }, [
          h("option", { value: "" }, placeholder ?? ""),
          ...view.options.map((option) =>
            h("option", { value: option.value, selected: value === option.value }, option.label),
          ),
        ]),
      );
    case "input": {
      const { inputType: type, autocomplete, pattern } = view;
      const attributes = { type, name, required, placeholder, autocomplete, pattern, value };
      return labelled(label, h("input", { ...attributes, title: hint, ...told }));
    }
  }
}

function labelled(label: string, input: VNode): VNode {
  return h("label", { class: "facet-field", "data-facet-field": "" }, [h("span", label), input]);
}
