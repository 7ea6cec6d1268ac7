import { addNumber } from "../words/number-list.ts";
import type { NumberList } from "../words/number-list.ts";
import { ENTRY, HEADER, WORD, filterBit, filterShift } from "./pattern.ts";
import type { Query } from "./query.ts";
import type { Sections } from "./sections.ts";

/**
 * Patterns in order of their three rarest required words, so that those of a query stand together: one
 * word leads to a range, two to a few patterns.
 */
export interface PatternIndex {
  /** Class → first pattern of which it is the rarest word; one more entry ends the last range. */
  readonly first: Uint32Array;
  /** What is known of each pattern without its body, see {@link ENTRY}; in one place, read at once. */
  readonly entries: Uint32Array;
  /** A byte a pattern: the bits of a range tell most second words that it does not have. */
  readonly filter: Uint8Array;
  readonly body: Uint32Array;
}

/** The phrases of the compiled index. */
export function phraseIndex({ first, entries, filter, body }: Sections): PatternIndex {
  return { first, entries, filter: bytesOf(filter), body };
}

/** The minus phrases of the compiled index. */
export function minusIndex(sections: Sections): PatternIndex {
  const { minusFirst, minusEntries, minusFilter, minusBody } = sections;
  return {
    first: minusFirst,
    entries: minusEntries,
    filter: bytesOf(minusFilter),
    body: minusBody,
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

// Up to so many patterns are looked at one by one: a binary search jumps about as long.
const SCAN = 12;

/** Adds to `found` the patterns whose required words all occur in the query. */
export function findPatterns(index: PatternIndex, query: Query, found: NumberList): void {
  const { first, filter } = index;
  const { items: classes, length } = query.classes;
  for (let i = 0; i < length; i++) {
    const rarest = classes[i] as number;
    const start = first[rarest] as number;
    const end = first[rarest + 1] as number;
    if (start === end) continue;
    const shift = filterShift(end - start);
    let at = start;
    if (((filter[start] as number) & 1) !== 0) at = addSingles(index, { at, end }, found);
    for (let j = i + 1; j < length; j++) {
      const bit = filterBit(classes[j] as number, shift);
      if ((((filter[start + (bit >>> 3)] as number) >>> (bit & 7)) & 1) === 0) continue;
      at = findPairs(index, { at, end }, { query, second: j }, found);
    }
  }
}

/** Patterns that stand one behind the other. */
interface Range {
  readonly at: number;
  readonly end: number;
}

/** Adds the patterns of one word at the start of a range; returns where they end. */
function addSingles(index: PatternIndex, { at, end }: Range, found: NumberList): number {
  let next = at;
  while (next < end && entryOf(index, next, ENTRY.second) === 0) addNumber(found, next++);
  return next;
}

interface Pair {
  readonly query: Query;
  /** Position in the classes of the query of the second word. */
  readonly second: number;
}

/** Adds the patterns of a range with this second word; returns where the words after it start. */
function findPairs(
  index: PatternIndex,
  { at, end }: Range,
  { query, second }: Pair,
  found: NumberList,
): number {
  const wanted = query.classes.items[second] as number;
  let next = lowerBound(index, { field: ENTRY.second, wanted, from: at, end });
  const scanned = Math.min(end, next + SCAN);
  for (; next < scanned; next++) {
    if (entryOf(index, next, ENTRY.second) !== wanted) return next;
    if (hasRest(index, next, query)) addNumber(found, next);
  }
  if (next === end || entryOf(index, next, ENTRY.second) !== wanted) return next;
  const after = lowerBound(index, { field: ENTRY.second, wanted: wanted + 1, from: next, end });
  findTriples(index, { at: next, end: after }, { query, second }, found);
  return after;
}

/** Adds the patterns of a range in which the two rarest words are the same. */
function findTriples(
  index: PatternIndex,
  { at, end }: Range,
  { query, second }: Pair,
  found: NumberList,
): void {
  const { items: classes, length } = query.classes;
  let next = at;
  while (next < end && entryOf(index, next, ENTRY.third) === 0) addNumber(found, next++);
  for (let k = second + 1; k < length && next < end; k++) {
    const wanted = classes[k] as number;
    next = lowerBound(index, { field: ENTRY.third, wanted, from: next, end });
    for (; next < end && entryOf(index, next, ENTRY.third) === wanted; next++) {
      if (hasRest(index, next, query)) addNumber(found, next);
    }
  }
}

function entryOf({ entries }: PatternIndex, pattern: number, field: number): number {
  return entries[pattern * ENTRY.size + field] as number;
}

/** Whether the words of a pattern besides its two rarest ones occur in the query. */
function hasRest(index: PatternIndex, pattern: number, query: Query): boolean {
  const { masks } = query;
  const third = entryOf(index, pattern, ENTRY.third);
  if (third === 0) return true;
  if (masks[third] === 0) return false;
  const fourth = entryOf(index, pattern, ENTRY.fourth);
  return fourth === 0 || (masks[fourth] !== 0 && hasAll(index, pattern, query));
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

/** How many patterns there are. */
export function patternCount({ entries }: PatternIndex): number {
  return entries.length / ENTRY.size;
}

/** The header of a pattern. */
export function headerOf(index: PatternIndex, pattern: number): number {
  return index.body[entryOf(index, pattern, ENTRY.place)] as number;
}

/** The row of a phrase pattern: it stands before the header. */
export function rowOf(index: PatternIndex, pattern: number): number {
  return index.body[entryOf(index, pattern, ENTRY.place) - 1] as number;
}

/** Where the words of a pattern start in the body. */
export function startOf(index: PatternIndex, pattern: number): number {
  return entryOf(index, pattern, ENTRY.place) + 1;
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
  readonly field: number;
  readonly wanted: number;
  readonly from: number;
  readonly end: number;
}

/** The first pattern of a range whose field is as great as wanted. */
function lowerBound({ entries }: PatternIndex, { field, wanted, from, end }: Search): number {
  let low = from;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((entries[middle * ENTRY.size + field] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
