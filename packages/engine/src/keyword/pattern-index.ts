import { ENTRY, HEADER, WORD } from "./pattern.ts";
import type { Query } from "./query.ts";
import type { Sections } from "./sections.ts";

/**
 * Patterns in order of their three rarest required words, so that those of a query stand together: one
 * word leads to a range, two to a few patterns.
 */
export interface PatternIndex {
  /** Class → first pattern of which it is the rarest word; one more entry ends the last range. */
  readonly first: Uint32Array;
  /** A byte a pattern: the bits of a range tell most second words that it does not have. */
  readonly filter: Uint8Array;
  /** Pattern → its second rarest word, {@link scatter}ed; ascending inside a range. */
  readonly second: Uint32Array;
  /** Pattern → what else is known of it without its body, see {@link ENTRY}. */
  readonly entries: Uint32Array;
  readonly body: Uint32Array;
}

/** The phrases of the compiled index. */
export function phraseIndex({ first, filter, second, entries, body }: Sections): PatternIndex {
  return { first, filter: bytesOf(filter), second, entries, body };
}

/** The minus phrases of the compiled index. */
export function minusIndex(sections: Sections): PatternIndex {
  const { minusFirst, minusFilter, minusSecond, minusEntries, minusBody } = sections;
  return {
    first: minusFirst,
    filter: bytesOf(minusFilter),
    second: minusSecond,
    entries: minusEntries,
    body: minusBody,
  };
}

function bytesOf({ buffer, byteOffset, byteLength }: Uint32Array): Uint8Array {
  return new Uint8Array(buffer, byteOffset, byteLength);
}

/** A number of a pattern's entry, see {@link ENTRY}. */
export function entryOf({ entries }: PatternIndex, pattern: number, field: number): number {
  return entries[pattern * ENTRY.size + field] as number;
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

/** The row of a phrase pattern. */
export function rowOf(index: PatternIndex, pattern: number): number {
  return entryOf(index, pattern, ENTRY.row);
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
