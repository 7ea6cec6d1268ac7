import { NOTHING, findValue, readAhead, startOfLook } from "../words/form-table.ts";
import type { FormTable } from "../words/form-table.ts";
import { createNumberList } from "../words/number-list.ts";
import { MAX_POSITIONS, createTextWords, hashWords, setWords } from "../words/text-words.ts";
import type { TextWords } from "../words/text-words.ts";
import type { FoundTerms, WordForms } from "../words/word-forms.ts";
import type { Sections } from "./sections.ts";

/** Classes in place of terms, 0 for a word that no phrase has. */
export interface FoundClasses extends FoundTerms {
  /** Word → the class of exactly this form, 0 where no phrase fixes it. */
  readonly fixed: Uint32Array;
}

/** The words of all phrases: what a query's word may stand for. */
export interface Vocabulary {
  /** How many classes there are; they count from 1. */
  readonly classes: number;
  /** Reads ahead what {@link Vocabulary.findAll} will look at, so that it need not wait. */
  readAhead(words: TextWords): void;
  /** Finds the classes of every word of a text. What is returned is valid until the next call. */
  findAll(words: TextWords): FoundClasses;
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
  const single = createTextWords(1);
  const found: FoundClasses = {
    terms: createNumberList(),
    ends: new Uint32Array(MAX_POSITIONS),
    listed: 0,
    fixed: new Uint32Array(MAX_POSITIONS),
  };
  const hasFixed = fixed.cells.some((cell, at) => at % 2 === 1 && cell !== NOTHING);

  function findFixed(words: TextWords): void {
    hashWords(words, fixed.seed);
    for (let position = 0; position < words.count; position++) {
      const start = startOfLook(fixed, words.highs[position] as number);
      const value = findValue(fixed, start, words.lows[position] as number);
      found.fixed[position] = value === NOTHING ? 0 : value;
    }
  }

  function findAll(words: TextWords): FoundClasses {
    forms.findAll(words, found);
    const { items, length } = found.terms;
    for (let i = 0; i < length; i++) items[i] = termClass[items[i] as number] as number;
    if (hasFixed) findFixed(words);
    return found;
  }

  return {
    classes: frequency.length - 1,
    readAhead(words) {
      forms.readAhead(words);
      if (hasFixed) readAhead(fixed, words);
    },
    findAll,
    isKnown(word) {
      setWords(single, [word]);
      const { terms, fixed: exact } = findAll(single);
      const { items, length } = terms;
      return exact[0] !== 0 || items.subarray(0, length).some((each) => each !== 0);
    },
    findNear(word, found) {
      const terms: number[] = [];
      const isFound = forms.findNear(word, terms);
      for (const term of terms) found.push(termClass[term] as number);
      return isFound;
    },
  };
}
