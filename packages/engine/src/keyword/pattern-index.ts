import { HEADER, WORD } from "./pattern.ts";
import { addNumber } from "../words/number-list.ts";
import type { NumberList } from "../words/number-list.ts";
import type { Query } from "./query.ts";

/**
 * Patterns in order of their two rarest required words, so that those of a query stand together: one
 * word leads to a range, two to a few patterns.
 */
export interface PatternIndex {
  /** Class → first pattern of which it is the rarest word; one more entry ends the last range. */
  readonly first: Uint32Array;
  /** Pattern → its second rarest word, 0 where it has one; ascending inside a range. */
  readonly second: Uint32Array;
  /** Pattern → its third rarest word, 0 where it has two: most others need not be read at all. */
  readonly third: Uint32Array;
  /** Pattern → its place in `body`. */
  readonly offset: Uint32Array;
  readonly body: Uint32Array;
}

// Up to so many patterns are looked at one by one: a binary search jumps about as long.
const SCAN = 12;

/** Adds to `found` the patterns whose required words all occur in the query. */
export function findPatterns(index: PatternIndex, query: Query, found: NumberList): void {
  const { first, second } = index;
  const { masks } = query;
  const { items: classes, length } = query.classes;
  for (let i = 0; i < length; i++) {
    const rarest = classes[i] as number;
    let at = first[rarest] as number;
    const end = first[rarest + 1] as number;
    while (at < end && second[at] === 0) addNumber(found, at++);
    if (end - at <= SCAN) {
      for (; at < end; at++) {
        if (masks[second[at] as number] !== 0 && hasRest(index, at, query)) addNumber(found, at);
      }
      continue;
    }
    for (let j = i + 1; j < length && at < end; j++) {
      const wanted = classes[j] as number;
      at = lowerBound(second, { wanted, from: at, end });
      for (; at < end && second[at] === wanted; at++) {
        if (hasRest(index, at, query)) addNumber(found, at);
      }
    }
  }
}

/** Whether the words of a pattern besides its two rarest ones occur in the query. */
function hasRest(index: PatternIndex, pattern: number, query: Query): boolean {
  const third = index.third[pattern] as number;
  return third === 0 || (query.masks[third] !== 0 && hasAll(index, pattern, query));
}

/** Whether every required word of a pattern occurs in the query. */
export function hasAll(index: PatternIndex, pattern: number, { masks }: Query): boolean {
  const { body } = index;
  const end = endOf(index, pattern);
  for (let at = startOf(index, pattern); at < end; at++) {
    const word = body[at] as number;
    if (masks[word & WORD.class] === 0 && (word & WORD.optional) === 0) return false;
  }
  return true;
}

/** The header of a pattern. */
export function headerOf({ offset, body }: PatternIndex, pattern: number): number {
  return body[offset[pattern] as number] as number;
}

/** Where the words of a pattern start in the body. */
export function startOf({ offset }: PatternIndex, pattern: number): number {
  return (offset[pattern] as number) + 1;
}

/** Where the words of a pattern end in the body: behind the last one. */
export function endOf(index: PatternIndex, pattern: number): number {
  return startOf(index, pattern) + (headerOf(index, pattern) & HEADER.count);
}

/** The words of a pattern, in the order written; makes an array, which a search must not. */
export function wordsOf(index: PatternIndex, pattern: number): Uint32Array {
  return index.body.subarray(startOf(index, pattern), endOf(index, pattern));
}

interface Search {
  readonly wanted: number;
  readonly from: number;
  readonly end: number;
}

function lowerBound(sorted: Uint32Array, { wanted, from, end }: Search): number {
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
