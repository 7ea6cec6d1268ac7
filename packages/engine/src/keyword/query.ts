import { addNumber, createNumberList } from "../words/number-list.ts";
import type { NumberList } from "../words/number-list.ts";
import { MAX_POSITIONS, createTextWords, setWords } from "../words/text-words.ts";
import type { TextWords } from "../words/text-words.ts";
import { readWords } from "../words/tokenise.ts";
import type { Vocabulary } from "./vocabulary.ts";

/** A query as patterns see it. It is one object that is read anew for every query. */
export interface Query {
  /** Folded words. */
  readonly words: TextWords;
  /** Class → positions at which a word of it stands, one bit each. */
  readonly masks: Int32Array;
  /** The same, of words that are listed forms: not found by their stem. */
  readonly sure: Int32Array;
  /** Classes that occur, ascending: the rarest first. */
  readonly classes: NumberList;
}

/** Makes the object that queries are read into. */
export function createQuery({ classes }: Pick<Vocabulary, "classes">): Query {
  return {
    words: createTextWords(MAX_POSITIONS),
    masks: new Int32Array(classes + 1),
    sure: new Int32Array(classes + 1),
    classes: createNumberList(),
  };
}

/** Reads a text in place of the query before. */
export function readText(query: Query, text: string, vocabulary: Vocabulary): void {
  readWords(query.words, text);
  findClasses(query, vocabulary);
}

/** Reads folded words in place of the query before. */
export function readQuery(query: Query, words: readonly string[], vocabulary: Vocabulary): void {
  setWords(query.words, words);
  findClasses(query, vocabulary);
}

/** Finds the classes of the words that have been read, in place of those before. */
export function findClasses(query: Query, vocabulary: Vocabulary): void {
  clearClasses(query);
  const { terms, ends, listed, fixed } = vocabulary.findAll(query.words);
  let at = 0;
  for (let position = 0; position < query.words.count; position++) {
    const bit = 1 << position;
    const end = ends[position] as number;
    for (; at < end; at++) addClass(query, terms.items[at] as number, bit, listed & bit);
    addClass(query, fixed[position] as number, bit, bit);
  }
  sortAscending(query.classes);
}

/** Adds classes at a position of the query that has been read; they are not {@link Query.sure}. */
export function addClasses(query: Query, classes: readonly number[], position: number): void {
  for (const each of classes) addClass(query, each, 1 << position, 0);
  sortAscending(query.classes);
}

// A literal instead of two numbers would be made for every class of every query.
function addClass(
  { masks, sure, classes }: Query,
  each: number,
  bit: number,
  sureBit: number,
): void {
  if (each === 0) return;
  const mask = masks[each] as number;
  if (mask === 0) addNumber(classes, each);
  masks[each] = mask | bit;
  sure[each] = (sure[each] as number) | sureBit;
}

function clearClasses({ masks, sure, classes }: Query): void {
  for (let i = 0; i < classes.length; i++) {
    masks[classes.items[i] as number] = 0;
    sure[classes.items[i] as number] = 0;
  }
  classes.length = 0;
}

/** A few dozen numbers, nearly in order or not: insertion sort needs no comparator. */
function sortAscending({ items, length }: NumberList): void {
  for (let i = 1; i < length; i++) {
    const number = items[i] as number;
    let at = i;
    for (; at > 0 && (items[at - 1] as number) > number; at--) {
      items[at] = items[at - 1] as number;
    }
    items[at] = number;
  }
}
