import {
  ENTRY,
  HEADER,
  WORD,
  filterBit,
  filterShift,
  isRequired,
  otherFilterBit,
  scatter,
} from "@facet/engine";
import type { Classes } from "./classes.ts";
import { createNumberBuffer } from "./number-buffer.ts";
import type { PatternPool } from "./pattern-pool.ts";

/** What a pattern has besides its words. */
export interface PatternExtras {
  readonly row?: number | undefined;
  readonly rank?: number | undefined;
  /** Its set of minus patterns. */
  readonly minus?: number | undefined;
}

/** Patterns in the order and form in which the engine looks them up. */
export interface OrderedPatterns {
  readonly first: Uint32Array;
  readonly filter: Uint32Array;
  /** Scattered. */
  readonly second: Uint32Array;
  readonly entries: Uint32Array;
  readonly body: Uint32Array;
  /** Place in this order → number in the pool. */
  readonly order: Uint32Array;
}

/**
 * Puts patterns in the order of their three rarest required words, the second of them scattered, then
 * of the pool.
 */
export function orderPatterns(
  pool: PatternPool,
  { classOf, count }: Pick<Classes, "classOf" | "count">,
  extrasOf: (pattern: number) => PatternExtras = () => NOTHING,
): OrderedPatterns {
  const [first, second, third, fourth] = rarestWords(pool, classOf);
  // Each sort keeps the order of the one before it among equals, so the last one counts most.
  const order = [third, scatteredRanks(second, count), first].reduce<Uint32Array>(
    (order, keys) => sortByClass(order, { keys, count }),
    Uint32Array.from(first.keys()),
  );
  const starts = new Uint32Array(count + 2);
  for (const word of first) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const scattered = order.map((pattern) => scatter(second[pattern] ?? 0));
  return {
    first: starts,
    filter: writeFilter(starts, scattered),
    second: scattered,
    ...writePatterns(pool, order, { classOf, extrasOf, third, fourth }),
    order,
  };
}

const NOTHING: PatternExtras = {};

type ClassOf = Classes["classOf"];

/** The four rarest words of each pattern, the rarest of all first; 0 where it has fewer. */
function rarestWords(pool: PatternPool, classOf: ClassOf) {
  const first = new Uint32Array(pool.size);
  const second = new Uint32Array(pool.size);
  const third = new Uint32Array(pool.size);
  const fourth = new Uint32Array(pool.size);
  for (let pattern = 0; pattern < pool.size; pattern++) {
    const required = pool.wordsOf(pattern).filter(isRequired);
    const classes = new Set(required.map((word) => classOf(word & WORD.class)).sort());
    [first[pattern] = 0, second[pattern] = 0, third[pattern] = 0, fourth[pattern] = 0] = classes;
  }
  return [first, second, third, fourth] as const;
}

/** The classes by their places in the order of what they are scattered to. */
function scatteredRanks(classes: Uint32Array, count: number): Uint32Array {
  const order = Float64Array.from({ length: count + 1 }, (_, each) => scatter(each)).sort();
  const ranks = new Map(Array.from(order, (scattered, rank) => [scattered, rank] as const));
  const rankOf = Uint32Array.from(
    { length: count + 1 },
    (_, each) => ranks.get(scatter(each)) ?? 0,
  );
  return classes.map((each) => rankOf[each] ?? 0);
}

interface Sort {
  /** Pattern → class. */
  readonly keys: Uint32Array;
  /** The greatest class. */
  readonly count: number;
}

/** Sorts patterns by a class each, equal ones as they stood. */
function sortByClass(order: Uint32Array, { keys, count }: Sort): Uint32Array {
  const next = new Uint32Array(count + 2);
  for (const word of keys) next[word + 1] = (next[word + 1] ?? 0) + 1;
  for (let i = 1; i < next.length; i++) next[i] = (next[i] ?? 0) + (next[i - 1] ?? 0);
  const sorted = new Uint32Array(order.length);
  for (const pattern of order) {
    const word = keys[pattern] ?? 0;
    const at = next[word] ?? 0;
    next[word] = at + 1;
    sorted[at] = pattern;
  }
  return sorted;
}

function writeFilter(first: Uint32Array, second: Uint32Array): Uint32Array {
  const filter = new Uint32Array(Math.ceil(second.length / 4));
  const bytes = new Uint8Array(filter.buffer);
  for (let word = 0; word + 1 < first.length; word++) {
    const start = first[word] ?? 0;
    const end = first[word + 1] ?? 0;
    if (start === end) continue;
    const shift = filterShift(end - start);
    for (const scattered of second.subarray(start, end)) {
      for (const bit of [filterBit(scattered, shift), otherFilterBit(scattered, shift)]) {
        const at = start + (bit >>> 3);
        bytes[at] = (bytes[at] ?? 0) | (1 << (bit & 7));
      }
    }
  }
  return filter;
}

interface PatternScope {
  readonly classOf: ClassOf;
  readonly extrasOf: (pattern: number) => PatternExtras;
  readonly third: Uint32Array;
  readonly fourth: Uint32Array;
}

function writePatterns(
  pool: PatternPool,
  order: Uint32Array,
  { classOf, extrasOf, third, fourth }: PatternScope,
) {
  const body = createNumberBuffer();
  const entries = new Uint32Array(ENTRY.size * order.length);
  for (const [at, pattern] of order.entries()) {
    const { row = 0, rank, minus } = extrasOf(pattern);
    entries[ENTRY.size * at + ENTRY.third] = third[pattern] ?? 0;
    entries[ENTRY.size * at + ENTRY.fourth] = fourth[pattern] ?? 0;
    entries[ENTRY.size * at + ENTRY.place] = body.length;
    entries[ENTRY.size * at + ENTRY.row] = row;
    body.push(
      pool.headerOf(pattern) |
        (rank === undefined ? 0 : HEADER.ranked) |
        (minus === undefined ? 0 : HEADER.minus),
    );
    for (const word of pool.wordsOf(pattern)) {
      body.push(((word & ~WORD.class) | classOf(word & WORD.class)) >>> 0);
    }
    if (rank !== undefined) body.push(rank);
    if (minus !== undefined) body.push(minus);
  }
  return { entries, body: body.view() };
}
