import { ENGLISH_MISTAKES, RUSSIAN_MISTAKES } from "@facet/client/form";
import type { MistakeWords } from "@facet/client/form";
import { inPageWords } from "../words.ts";

/** What to say of fields in the language of the page; English where it has no other. */
export function mistakeWords(): MistakeWords {
  return inPageWords({ en: ENGLISH_MISTAKES, ru: RUSSIAN_MISTAKES });
}

/**
 * What the service says of fields, in the language of the page. It says it in English; on a Russian
 * page that becomes words for the field's type, and what a site says itself in Russian stays.
 */
export function inPageLanguage(
  form: HTMLFormElement,
  errors: ReadonlyMap<string, string>,
): ReadonlyMap<string, string> {
  const words = mistakeWords();
  if (words === ENGLISH_MISTAKES) return errors;
  return new Map(
    [...errors].map(([name, message]) => {
      if (/[а-яё]/iu.test(message)) return [name, message];
      const field = form.querySelector<HTMLInputElement>(`[name="${CSS.escape(name)}"]`);
      return [name, words.get(field?.type ?? "") ?? words.get("") ?? message];
    }),
  );
}
