import { boxOf } from "./box.ts";
import { mistakeWords } from "./messages.ts";

type Field = HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement;

const MARK = "data-facet-error";

/** The fields of a form that a person fills in. */
export function fieldsOf(form: HTMLFormElement): Field[] {
  return [...form.querySelectorAll<Field>("input:not([type=hidden]), select, textarea")];
}

/** What the browser itself finds wrong: one message per field name. */
export function findErrors(form: HTMLFormElement): Map<string, string> {
  const invalid = fieldsOf(form).filter((field) => field.willValidate && !field.validity.valid);
  return new Map(invalid.map((field) => [field.name, messageOf(field)]));
}

// Of a pattern the browser says no more than that it is not met.
function messageOf({ validity, validationMessage, type }: Field): string {
  return (validity.patternMismatch ? mistakeWords().get(type) : undefined) ?? validationMessage;
}

/**
 * Shows messages beside their fields and focuses the first such field. A message whose field is not
 * in the form is said for the form as a whole.
 */
export function showErrors(form: HTMLFormElement, errors: ReadonlyMap<string, string>): void {
  clearErrors(form);
  const fields = fieldsOf(form);
  let first: Field | undefined;
  for (const [name, message] of errors) {
    const field = fields.find((field) => field.name === name);
    if (field === undefined) {
      showFormError(form, message);
      continue;
    }
    first ??= field;
    const text = document.createElement("p");
    text.setAttribute(MARK, "");
    text.className = "facet-error";
    text.id = `facet-error-${form.id}-${name}`;
    text.textContent = message;
    field.setAttribute("aria-invalid", "true");
    field.setAttribute("aria-describedby", text.id);
    (boxOf(field) ?? field).after(text);
  }
  first?.focus();
}

/** Says a message for the form as a whole, aloud. */
export function showFormError(form: HTMLFormElement, message: string): void {
  const text = document.createElement("p");
  text.setAttribute(MARK, "");
  text.className = "facet-error";
  text.role = "alert";
  form.append(text);
  text.textContent = message;
}

/** Takes all messages away again. */
export function clearErrors(form: HTMLFormElement): void {
  for (const text of form.querySelectorAll(`[${MARK}]`)) text.remove();
  for (const field of fieldsOf(form)) {
    field.removeAttribute("aria-invalid");
    field.removeAttribute("aria-describedby");
  }
}
