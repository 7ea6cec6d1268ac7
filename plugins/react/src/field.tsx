import type { ReactNode } from "react";
import type { FieldView } from "@facet/client/form";

/** Properties of {@link Field}. */
export interface FieldProps {
  readonly field: FieldView;
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
export function Field({ field, form, hint, value, mistake }: FieldProps): ReactNode {
  const describedBy = mistake === undefined ? undefined : `facet-error-${form}-${field.name}`;
  return (
    <>
      <Box field={field} hint={hint} value={value} describedBy={describedBy} />
      {mistake === undefined ? null : (
        <p className="facet-error" id={describedBy} data-facet-error="">
          {mistake}
        </p>
      )}
    </>
  );
}

/** The input in its label; `describedBy`: id of what is said of its mistake. */
function Box({
  field,
  hint,
  value,
  describedBy,
}: Pick<FieldProps, "field" | "hint" | "value"> & {
  readonly describedBy: string | undefined;
}): ReactNode {
  const { kind, name, label, required, placeholder } = field;
  const told = {
    "aria-invalid": describedBy === undefined ? undefined : true,
    "aria-describedby": describedBy,
  };
  const own = { name, required, title: hint, ...told };
  switch (kind) {
    case "hidden":
      return <input type="hidden" name={name} defaultValue={placeholder ?? ""} />;
    case "checkbox":
      return (
        <label className="facet-check" data-facet-field="">
          <input type="checkbox" {...own} defaultChecked={value === "on"} /> {label}
        </label>
      );
    case "choices":
      return (
        <fieldset className="facet-choices" data-facet-field="">
          <legend>{label}</legend>
          {field.options.map((option) => (
            <label className="facet-check" key={option.value}>
              <input
                type="radio"
                {...own}
                value={option.value}
                defaultChecked={value === option.value}
              />{" "}
              {option.label}
            </label>
          ))}
        </fieldset>
      );
    case "select":
      return (
        <label className="facet-field" data-facet-field="">
          <span>{label}</span>
          <select {...own} defaultValue={value ?? ""}>
            <option value="">{placeholder ?? ""}</option>
            {field.options.map((option) => (
              <option key={option.value} value={option.value}>
                {option.label}
              </option>
            ))}
          </select>
        </label>
      );
    case "input":
      return (
        <label className="facet-field" data-facet-field="">
          <span>{label}</span>
          <input
            type={field.inputType}
            placeholder={placeholder}
            autoComplete={field.autocomplete}
            pattern={field.pattern}
            defaultValue={value}
            {...own}
          />
        </label>
      );
  }
}
