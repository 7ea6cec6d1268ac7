import { loadWordForms, tokenise } from "@facet/engine";
import { compileWordForms } from "./compile-word-forms.ts";
import type { WordFormsScope } from "./compile-word-forms.ts";

/**
 * Whether a query that says the one text is found by a phrase that says the other: word by word, in
 * the same order, forms free.
 */
export function isSameWord(query: string, phrase: string, scope: WordFormsScope = {}): boolean {
  const said = tokenise(query);
  const wanted = tokenise(phrase);
  if (wanted.length === 0 || said.length !== wanted.length) return false;
  const { table, terms } = compileWordForms(wanted, scope);
  const forms = loadWordForms(table);
  return said.every((word, index) => {
    const found: number[] = [];
    forms.find(word, found);
    return found.includes(terms.get(wanted[index] ?? "") ?? -1);
  });
}
