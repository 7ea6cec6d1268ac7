export { RUSSIAN_DICTIONARY } from "./az.ts";
export { compileWordForms } from "./compile-word-forms.ts";
export type { CompiledWordForms, WordFormsScope } from "./compile-word-forms.ts";
export type { Dictionary, Lexeme } from "./dictionary.ts";
export { missingDictionary } from "./missing-dictionary.ts";
export { readSynonyms } from "./read-synonyms.ts";
export type { ReadSynonyms, SynonymIssue } from "./read-synonyms.ts";
export { loadRussianDictionary } from "./russian-dictionary.ts";
export { isSameWord } from "./same-word.ts";
