export { writeFormTable } from "./form-table.ts";
export type { FormEntries } from "./form-table.ts";
export { guessKeys } from "./guess.ts";
export {
  addHash,
  createWordCodes,
  hashKey,
  hashText,
  hashUnits,
  hashWord,
  setWord,
  startHash,
} from "./hash.ts";
export type { WordCodes, WordHash } from "./hash.ts";
export { rewriteLayout } from "./layout.ts";
export { loadWordForms } from "./load-word-forms.ts";
export { isStopWord } from "./stop-words.ts";
export type { StopWordSystem } from "./stop-words.ts";
export { createSynonyms } from "./synonyms.ts";
export type { SynonymRule, Synonyms } from "./synonyms.ts";
export { MAX_WORD_LENGTH } from "./text-words.ts";
export { MAX_WORDS, tokenise } from "./tokenise.ts";
export { rewriteTransliteration } from "./transliteration.ts";
export type { FormSource, WordForms } from "./word-forms.ts";
