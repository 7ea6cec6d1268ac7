import type { ReactNode } from "react";
import type { FieldView } from "@facet/client/form";

/** One field of a form, with its label. `isWrong`: the visitor has to mend it. */
export function Field({
  field,
  isWrong,
}: {
  readonly field: FieldView;
  readonly isWrong: boolean;
}): ReactNode {
  const { kind, name, label, required, placeholder } = field;
  const own = { name, required, "aria-invalid": isWrong || undefined };
  switch (kind) {
    case "hidden":
      return <input type="hidden" name={name} defaultValue={placeholder ?? ""} />;
    case "checkbox":
      return (
        <label className="facet-check" data-facet-field="">
          <input type="checkbox" {...own} /> {label}
        </label>
      );
    case "choices":
      return (
        <fieldset className="facet-choices" data-facet-field="">
          <legend>{label}</legend>
          {field.options.map((option) => (
            <label className="facet-check" key={option.value}>
              <input type="radio" {...own} value={option.value} /> {option.label}
            </label>
          ))}
        </fieldset>
      );
    case "select":
      return (
        <label className="facet-field" data-facet-field="">
          <span>{label}</span>
          <select {...own} defaultValue="">
            <option value="">{placeholder ?? ""}</option>
            {field.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      );
    default:
      return (
        <label className="facet-field" data-facet-field="">
          <span>{label}</span>
          <input
            type={field.inputType}
            placeholder={placeholder}
            autoComplete={field.autocomplete}
            {...own}
          />
        </label>
      );
  }
}
