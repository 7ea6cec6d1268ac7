import type { FieldView } from "@facet/client/form";
import { h } from "vue";
import type { VNode } from "vue";

/** One field of a form, with its label. `isWrong`: the visitor has to mend it. */
export function field(view: FieldView, { isWrong }: { readonly isWrong: boolean }): VNode {
  const { name, required, placeholder, label } = view;
  const invalid = isWrong ? { "aria-invalid": "true" } : {};
  switch (view.kind) {
    case "hidden":
      return h("input", { type: "hidden", name, value: placeholder ?? "" });
    case "checkbox":
      return h("label", { class: "facet-check", "data-facet-field": "" }, [
        h("input", { type: "checkbox", name, required, ...invalid }),
        label,
      ]);
    case "choices":
      return h("fieldset", { class: "facet-choices", "data-facet-field": "" }, [
        h("legend", label),
        ...view.options.map((option) =>
          h("label", { class: "facet-check" }, [
            h("input", { type: "radio", name, value: option.value, required }),
            option.label,
          ]),
        ),
      ]);
    case "select":
      return labelled(
        label,
        h("select", { name, required, ...invalid }, [
          h("option", { value: "" }, placeholder ?? ""),
          ...view.options.map((option) => h("option", { value: option.value }, option.label)),
        ]),
      );
    case "input": {
      const { inputType: type, autocomplete } = view;
      return labelled(
        label,
        h("input", { type, name, required, placeholder, autocomplete, ...invalid }),
      );
    }
  }
}

function labelled(label: string, control: VNode): VNode {
  return h("label", { class: "facet-field", "data-facet-field": "" }, [h("span", label), control]);
}
