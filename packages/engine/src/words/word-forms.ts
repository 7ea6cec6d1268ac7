import type { NumberList } from "./number-list.ts";
import type { TextWords } from "./text-words.ts";

/**
 * How a query word was recognised: `form` as a listed form of a word, `stem` by cutting its ending
 * because no list has it.
 */
export type FormSource = "form" | "stem";

/** The terms of the words of a text. */
export interface FoundTerms {
  /** Of the first word, then of the second and so on; a term may be there more than once. */
  readonly terms: NumberList;
  /** Word → where its terms end. */
  readonly ends: Uint32Array;
  /** Words that are listed forms, one bit each: the others were found by their stem, if at all. */
  listed: number;
}

/**
 * The words of all phrase lists, known in every form. Words that are forms of the same lemmas are one
 * term; a term is a number from 0 to `terms` − 1, by which an index of phrases knows its words.
 */
export interface WordForms {
  /** How many terms there are. */
  readonly terms: number;
  /**
   * Finds the terms that a word may be a form of: none, one, or a few for a homograph.
   *
   * @param word Folded, as the tokeniser gives it.
   * @param found Where the terms are added; nothing is taken out.
   * @returns how they were found, `undefined` where none was added.
   */
  find(word: string, found: number[]): FormSource | undefined;
  /** Reads ahead what {@link WordForms.findAll} will look at, so that it need not wait. */
  readAhead(words: TextWords): void;
  /** Finds the terms of every word of a text, without making texts of them. */
  findAll(words: TextWords, into: FoundTerms): void;
  /**
   * Finds the terms that a word of five letters or more is one typo away from: a letter too many,
   * too few, wrong, or two swapped.
   *
   * @param word Folded.
   * @param found Where the terms are added, each at most once.
   * @returns whether any was added.
   */
  findNear(word: string, found: number[]): boolean;
}
