import type { Vocabulary } from "./vocabulary.ts";

/** A query as patterns see it. It is one object that is read anew for every query. */
export interface Query {
  /** Folded words, at most 24. */
  words: readonly string[];
  /** Class → positions at which a word of it stands, one bit each. */
  readonly masks: Int32Array;
  /** The same, of words that are listed forms: not found by their stem. */
  readonly sure: Int32Array;
  /** Classes that occur, ascending: the rarest first. */
  readonly classes: number[];
}

/** Makes the object that queries are read into. */
export function createQuery({ classes }: Pick<Vocabulary, "classes">): Query {
  return {
    words: [],
    masks: new Int32Array(classes + 1),
    sure: new Int32Array(classes + 1),
    classes: [],
  };
}

const found: number[] = [];

/** Reads a query's words in place of those before. */
export function readQuery(query: Query, words: readonly string[], vocabulary: Vocabulary): void {
  clearQuery(query);
  query.words = words;
  for (let position = 0; position < words.length; position++) {
    const word = words[position] as string;
    found.length = 0;
    const source = vocabulary.find(word, found);
    for (const each of found) addClass(query, each, { position, sure: source === "form" });
    const fixed = vocabulary.findFixed(word);
    if (fixed !== 0) addClass(query, fixed, { position, sure: true });
  }
  sortAscending(query.classes);
}

/** Adds classes at a position of the query that has been read; they are not {@link Query.sure}. */
export function addClasses(query: Query, classes: readonly number[], position: number): void {
  for (const each of classes) addClass(query, each, { position, sure: false });
  sortAscending(query.classes);
}

interface Occurrence {
  readonly position: number;
  readonly sure: boolean;
}

function addClass(query: Query, each: number, { position, sure }: Occurrence): void {
  if (each === 0) return;
  const { masks, classes } = query;
  if (masks[each] === 0) classes.push(each);
  const bit = 1 << position;
  masks[each] = (masks[each] as number) | bit;
  if (sure) query.sure[each] = (query.sure[each] as number) | bit;
}

function clearQuery({ masks, sure, classes }: Query): void {
  for (const each of classes) {
    masks[each] = 0;
    sure[each] = 0;
  }
  classes.length = 0;
}

/** A few dozen numbers, nearly in order or not: insertion sort needs no comparator. */
function sortAscending(numbers: number[]): void {
  for (let i = 1; i < numbers.length; i++) {
    const number = numbers[i] as number;
    let at = i;
    for (; at > 0 && (numbers[at - 1] as number) > number; at--) {
      numbers[at] = numbers[at - 1] as number;
    }
    numbers[at] = number;
  }
}
