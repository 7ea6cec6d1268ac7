import { NOTHING, findValue } from "../words/form-table.ts";
import type { FormTable } from "../words/form-table.ts";
import { hashUnits } from "../words/hash.ts";
import type { NumberList } from "../words/number-list.ts";
import { createTextWords, setWords } from "../words/text-words.ts";
import type { TextWords } from "../words/text-words.ts";
import type { FormSource, WordForms } from "../words/word-forms.ts";
import type { Sections } from "./sections.ts";

/** The words of all phrases: what a query's word may stand for. */
export interface Vocabulary {
  /** How many classes there are; they count from 1. */
  readonly classes: number;
  /**
   * Adds the classes of which the word at a position is a form to `found`, 0 for words that no phrase
   * has.
   *
   * @returns how they were found.
   */
  findAt(words: TextWords, position: number, found: NumberList): FormSource | undefined;
  /** The class of exactly this form, 0 where no phrase fixes it. */
  findFixedAt(words: TextWords, position: number): number;
  /** Whether any phrase has a word of which this one is a form. */
  isKnown(word: string): boolean;
  /** Adds the classes of words that are one typo away, 0 for words that no phrase has. */
  findNear(word: string, found: number[]): boolean;
}

/** Makes the look-up of words over the word forms and the table of fixed forms. */
export function createVocabulary(
  forms: WordForms,
  fixed: FormTable,
  { termClass, frequency }: Sections,
): Vocabulary {
  const hash = { high: 0, low: 0 };
  const single = createTextWords(1);
  const hasFixed = fixed.entries.length > 0;
  const findFixedAt = (words: TextWords, position: number): number => {
    if (!hasFixed) return 0;
    const start = words.starts[position] as number;
    hashUnits(words, start, words.lengths[position] as number, fixed.seed, hash);
    const value = findValue(fixed, hash);
    return value === NOTHING ? 0 : value;
  };
  return {
    classes: frequency.length - 1,
    findAt(words, position, found) {
      const before = found.length;
      const source = forms.findAt(words, position, found);
      const { items, length } = found;
      for (let i = before; i < length; i++) items[i] = termClass[items[i] as number] as number;
      return source;
    },
    findFixedAt,
    isKnown(word) {
      const terms: number[] = [];
      forms.find(word, terms);
      if (terms.some((term) => termClass[term] !== 0)) return true;
      setWords(single, [word]);
      return findFixedAt(single, 0) !== 0;
    },
    findNear(word, found) {
      const terms: number[] = [];
      const isFound = forms.findNear(word, terms);
      for (const term of terms) found.push(termClass[term] as number);
      return isFound;
    },
  };
}
