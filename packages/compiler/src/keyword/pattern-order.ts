import { HEADER, WORD, isRequired } from "@facet/engine";
import type { Classes } from "./classes.ts";
import { createNumberBuffer } from "./number-buffer.ts";
import type { PatternPool } from "./pattern-pool.ts";

/** Numbers that stand behind the words of a pattern. */
export interface PatternExtras {
  readonly rank?: number | undefined;
  /** Its set of minus patterns. */
  readonly minus?: number | undefined;
}

/** Patterns in the order and form in which the engine looks them up. */
export interface OrderedPatterns {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly third: Uint32Array;
  readonly offset: Uint32Array;
  readonly body: Uint32Array;
  /** Place in this order → number in the pool. */
  readonly order: Uint32Array;
}

// Pattern numbers and classes stay below, so that a class and a number fit into one double.
const SHIFT = 2 ** 28;

/** Puts patterns in the order of their two rarest required words, then of the pool. */
export function orderPatterns(
  pool: PatternPool,
  { classOf, count }: Pick<Classes, "classOf" | "count">,
  extrasOf: (pattern: number) => PatternExtras = () => NOTHING,
): OrderedPatterns {
  const rarest = rarestWords(pool, classOf);
  const first = new Uint32Array(count + 2);
  for (const word of rarest.first) first[word + 1] = (first[word + 1] ?? 0) + 1;
  for (let i = 1; i < first.length; i++) first[i] = (first[i] ?? 0) + (first[i - 1] ?? 0);
  const keys = new Float64Array(pool.size);
  const next = first.slice();
  for (let pattern = 0; pattern < pool.size; pattern++) {
    const word = rarest.first[pattern] ?? 0;
    const at = next[word] ?? 0;
    next[word] = at + 1;
    keys[at] = (rarest.second[pattern] ?? 0) * SHIFT + pattern;
  }
  for (let word = 1; word <= count; word++) keys.subarray(first[word], first[word + 1]).sort();
  const order = Uint32Array.from(keys, (key) => key % SHIFT);
  return {
    first,
    second: Uint32Array.from(keys, (key) => Math.floor(key / SHIFT)),
    third: order.map((pattern) => rarest.third[pattern] ?? 0),
    order,
    ...writeBodies(pool, order, { classOf, extrasOf }),
  };
}

const NOTHING: PatternExtras = {};

type ClassOf = Classes["classOf"];

function rarestWords(pool: PatternPool, classOf: ClassOf) {
  const first = new Uint32Array(pool.size);
  const second = new Uint32Array(pool.size);
  const third = new Uint32Array(pool.size);
  for (let pattern = 0; pattern < pool.size; pattern++) {
    const required = pool.wordsOf(pattern).filter(isRequired);
    const classes = new Set(required.map((word) => classOf(word & WORD.class)).sort());
    [first[pattern] = 0, second[pattern] = 0, third[pattern] = 0] = classes;
  }
  return { first, second, third };
}

interface BodyScope {
  readonly classOf: ClassOf;
  readonly extrasOf: (pattern: number) => PatternExtras;
}

function writeBodies(pool: PatternPool, order: Uint32Array, { classOf, extrasOf }: BodyScope) {
  const body = createNumberBuffer();
  const offset = new Uint32Array(order.length);
  for (const [place, pattern] of order.entries()) {
    const { rank, minus } = extrasOf(pattern);
    offset[place] = body.length;
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
  return { offset, body: body.view() };
}
