import { lookUp } from "../words/form-table.ts";
import type { FormTable } from "../words/form-table.ts";
import { createWordCodes, hashWord, setWord } from "../words/hash.ts";
import { MAX_WORD_LENGTH } from "../words/tokenise.ts";
import type { FormSource, WordForms } from "../words/word-forms.ts";
import type { Sections } from "./sections.ts";

/** The words of all phrases: what a query's word may stand for. */
export interface Vocabulary {
  /** How many classes there are; they count from 1. */
  readonly classes: number;
  /**
   * Adds the classes of which a word is a form to `found`.
   *
   * @returns how they were found.
   */
  find(word: string, found: number[]): FormSource | undefined;
  /** Adds the classes of words that are one typo away. */
  findNear(word: string, found: number[]): boolean;
  /** The class of exactly this form, 0 where no phrase fixes it. */
  findFixed(word: string): number;
}

/** Makes the look-up of words over the word forms and the table of fixed forms. */
export function createVocabulary(
  forms: WordForms,
  fixed: FormTable,
  { termClass, frequency }: Sections,
): Vocabulary {
  const codes = createWordCodes(MAX_WORD_LENGTH);
  const hash = { high: 0, low: 0 };
  const classes: number[] = [];
  const toClasses = (found: number[]): void => {
    for (let i = 0; i < found.length; i++) found[i] = termClass[found[i] as number] as number;
  };
  return {
    classes: frequency.length - 1,
    find(word, found) {
      const source = forms.find(word, found);
      toClasses(found);
      return source;
    },
    findNear(word, found) {
      const isFound = forms.findNear(word, found);
      toClasses(found);
      return isFound;
    },
    findFixed(word) {
      setWord(codes, word);
      hashWord(codes, fixed.seed, hash);
      classes.length = 0;
      return lookUp(fixed, hash, classes) ? (classes[0] as number) : 0;
    },
  };
}
