import { boxOf } from "./box.ts";

/**
 * Takes away from the forms of a page the fields that this visitor need not fill in: a page that
 * many share has all of them.
 *
 * @param asked By form slot, the names of the fields to ask.
 */
export function hideKnownFields(asked: Readonly<Record<string, readonly string[]>>): void {
  for (const form of document.querySelectorAll<HTMLFormElement>("form[data-facet-form]")) {
    const id = form.dataset["facetForm"] ?? "";
    const names = Object.hasOwn(asked, id) ? asked[id] : undefined;
    if (names !== undefined) hideOthers(form, new Set(names));
  }
}

function hideOthers(form: HTMLFormElement, asked: ReadonlySet<string>): void {
  for (const field of form.elements) {
    if (!isField(field) || field.name === "" || field.name.startsWith("_facet_")) continue;
    // Who has begun to type in it finds it where it was.
    if (asked.has(field.name) || field.matches(":focus")) continue;
    field.disabled = true;
    const box = boxOf(field) ?? field;
    // A site's own `display` on the box would win over `hidden`.
    box.style.setProperty("display", "none", "important");
  }
}

function isField(
  element: Element,
): element is HTMLInputElement | HTMLSelectElement | HTMLTextAreaElement {
  return element.matches("input,select,textarea");
}
