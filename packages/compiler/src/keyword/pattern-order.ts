import { ENTRY, HEADER, WORD, filterBit, filterShift, isRequired } from "@facet/engine";
import type { Classes } from "./classes.ts";
import { createNumberBuffer } from "./number-buffer.ts";
import type { PatternPool } from "./pattern-pool.ts";

/** Numbers that stand before and behind the words of a pattern. */
export interface PatternExtras {
  readonly row?: number | undefined;
  readonly rank?: number | undefined;
  /** Its set of minus patterns. */
  readonly minus?: number | undefined;
}

/** Patterns in the order and form in which the engine looks them up. */
export interface OrderedPatterns {
  readonly first: Uint32Array;
  readonly entries: Uint32Array;
  readonly filter: Uint32Array;
  readonly body: Uint32Array;
  /** Place in this order → number in the pool. */
  readonly order: Uint32Array;
}

/** Puts patterns in the order of their three rarest required words, then of the pool. */
export function orderPatterns(
  pool: PatternPool,
  { classOf, count }: Pick<Classes, "classOf" | "count">,
  extrasOf: (pattern: number) => PatternExtras = () => NOTHING,
): OrderedPatterns {
  const rarest = rarestWords(pool, classOf);
  const [first, second, third, fourth] = rarest;
  // Each sort keeps the order of the one before it among equals, so the last one counts most.
  const order = [third, second, first].reduce(
    (order, keys) => sortByClass(order, { keys, count }),
    Uint32Array.from(first.keys()),
  );
  const starts = new Uint32Array(count + 2);
  for (const word of first) starts[word + 1] = (starts[word + 1] ?? 0) + 1;
  for (let i = 1; i < starts.length; i++) starts[i] = (starts[i] ?? 0) + (starts[i - 1] ?? 0);
  const { places, body } = writeBodies(pool, order, { classOf, extrasOf });
  const entries = new Uint32Array(ENTRY.size * order.length);
  for (let place = 0; place < order.length; place++) {
    const pattern = order[place] ?? 0;
    const at = ENTRY.size * place;
    entries[at + ENTRY.second] = second[pattern] ?? 0;
    entries[at + ENTRY.third] = third[pattern] ?? 0;
    entries[at + ENTRY.fourth] = fourth[pattern] ?? 0;
    entries[at + ENTRY.place] = places[place] ?? 0;
  }
  return { first: starts, entries, filter: writeFilter(starts, entries), body, order };
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

interface Sort {
  /** Pattern → class. */
  readonly keys: Uint32Array;
  /** The greatest class. */
  readonly count: number;
}

/** Sorts patterns by a class each, equal ones as they stood. */
function sortByClass(
  order: Uint32Array<ArrayBuffer>,
  { keys, count }: Sort,
): Uint32Array<ArrayBuffer> {
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

function writeFilter(first: Uint32Array, entries: Uint32Array): Uint32Array {
  const filter = new Uint32Array(Math.ceil(entries.length / ENTRY.size / 4));
  const bytes = new Uint8Array(filter.buffer);
  for (let word = 0; word + 1 < first.length; word++) {
    const start = first[word] ?? 0;
    const end = first[word + 1] ?? 0;
    if (start === end) continue;
    const shift = filterShift(end - start);
    for (let place = start; place < end; place++) {
      const bit = filterBit(entries[ENTRY.size * place + ENTRY.second] ?? 0, shift);
      const at = start + (bit >>> 3);
      bytes[at] = (bytes[at] ?? 0) | (1 << (bit & 7));
    }
  }
  return filter;
}

interface BodyScope {
  readonly classOf: ClassOf;
  readonly extrasOf: (pattern: number) => PatternExtras;
}

function writeBodies(pool: PatternPool, order: Uint32Array, { classOf, extrasOf }: BodyScope) {
  const body = createNumberBuffer();
  const places = new Uint32Array(order.length);
  for (const [place, pattern] of order.entries()) {
    const { row = 0, rank, minus } = extrasOf(pattern);
    body.push(row);
    places[place] = body.length;
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
  return { places, body: body.view() };
}
