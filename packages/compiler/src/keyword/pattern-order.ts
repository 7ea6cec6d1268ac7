import { ENTRY, HEADER, WORD, filterBits, isRequired, placeInRange, scatter } from "@facet/engine";
import { sortByKey } from "./counting-sort.ts";
import type { Patterns } from "./pattern-pool.ts";

/** What patterns are put in order by, and what they have besides their words. */
export interface OrderScope {
  /** Unit → class. */
  readonly classOf: Uint32Array;
  /** How many classes there are. */
  readonly classes: number;
  /** Pattern → row. */
  readonly row?: Uint32Array;
  /** Pattern → 1 + rank that stands behind its words, 0 for none. */
  readonly rank?: Uint32Array;
  /** Pattern → set of minus patterns that stands behind its words, 0 for none. */
  readonly minus?: Uint32Array;
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
export function orderPatterns(patterns: Patterns, scope: OrderScope): OrderedPatterns {
  const rarest = rarestWords(patterns, scope);
  const below = scope.classes + 1;
  // Each sort keeps the order of the one before it among equals, so the last one counts most.
  const byThird = sortByKey(rarest.third, { below });
  const ranks = scatteredRanks(rarest.second, scope.classes);
  const bySecond = sortByKey(ranks, { below, from: byThird.order });
  const { order, starts } = sortByKey(rarest.first, { below, from: bySecond.order });
  const second = new Uint32Array(order.length);
  for (let place = 0; place < order.length; place++) {
    second[place] = scatter(rarest.second[order[place] as number] as number);
  }
  return {
    first: starts,
    filter: writeFilter(starts, second),
    second,
    ...writePatterns(patterns, order, { ...scope, ...rarest }),
    order,
  };
}

interface RarestWords {
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly third: Uint32Array;
  /** Pattern → its entry, with its place in the pool: it is read at once when it is put in order. */
  readonly entries: Uint32Array;
}

/** The four rarest required words of each pattern, the rarest first; 0 where it has fewer. */
function rarestWords({ body, starts }: Patterns, { classOf, row }: OrderScope): RarestWords {
  const size = starts.length;
  const first = new Uint32Array(size);
  const second = new Uint32Array(size);
  const third = new Uint32Array(size);
  const entries = new Uint32Array(ENTRY.size * size);
  const rarest = new Uint32Array(4);
  for (let pattern = 0; pattern < size; pattern++) {
    const start = (starts[pattern] as number) + 1;
    const end = start + ((body[start - 1] as number) & HEADER.count);
    rarest.fill(0);
    for (let at = start; at < end; at++) {
      const word = body[at] as number;
      if (isRequired(word)) insert(rarest, classOf[word & WORD.class] as number);
    }
    first[pattern] = rarest[0] as number;
    second[pattern] = rarest[1] as number;
    third[pattern] = rarest[2] as number;
    entries[ENTRY.size * pattern + ENTRY.third] = rarest[2] as number;
    entries[ENTRY.size * pattern + ENTRY.fourth] = rarest[3] as number;
    entries[ENTRY.size * pattern + ENTRY.place] = start - 1;
    if (row) entries[ENTRY.size * pattern + ENTRY.row] = row[pattern] as number;
  }
  return { first, second, third, entries };
}

/** Puts a number into its place among the least ones; 0 is a free place. */
function insert(least: Uint32Array, number: number): void {
  let place = 0;
  while (place < least.length && least[place] !== 0 && (least[place] as number) < number) place++;
  if (place === least.length || least[place] === number) return;
  for (let at = least.length - 1; at > place; at--) least[at] = least[at - 1] as number;
  least[place] = number;
}

/** The classes by their places in the order of what they are scattered to. */
function scatteredRanks(classes: Uint32Array, count: number): Uint32Array {
  const order = Float64Array.from({ length: count + 1 }, (_, each) => scatter(each)).sort();
  const ranks = new Map(Array.from(order, (scattered, rank) => [scattered, rank] as const));
  const rankOf = Uint32Array.from(
    { length: count + 1 },
    (_, each) => ranks.get(scatter(each)) ?? 0,
  );
  return classes.map((each) => rankOf[each] as number);
}

function writeFilter(first: Uint32Array, second: Uint32Array): Uint32Array {
  const filter = new Uint32Array(Math.ceil(second.length / 4));
  const bytes = new Uint8Array(filter.buffer);
  for (let word = 0; word + 1 < first.length; word++) {
    const start = first[word] as number;
    const end = first[word + 1] as number;
    for (let place = start; place < end; place++) {
      const scattered = second[place] as number;
      const at = start + placeInRange(scattered, end - start);
      bytes[at] = (bytes[at] as number) | filterBits(scattered);
    }
  }
  return filter;
}

function writePatterns(
  patterns: Patterns,
  order: Uint32Array,
  { classOf, rank, minus, entries: unordered }: OrderScope & RarestWords,
) {
  const { body } = patterns;
  const entries = new Uint32Array(unordered.length);
  const extras = countOthers(rank) + countOthers(minus);
  const written = new Uint32Array(body.length + extras);
  let at = 0;
  for (let place = 0; place < order.length; place++) {
    if (place % AHEAD === 0) readAhead(patterns, unordered, order.subarray(place, place + AHEAD));
    const pattern = order[place] as number;
    const from = ENTRY.size * pattern;
    const to = ENTRY.size * place;
    for (let field = 0; field < ENTRY.size; field++) {
      entries[to + field] = unordered[from + field] as number;
    }
    const start = unordered[from + ENTRY.place] as number;
    entries[to + ENTRY.place] = at;
    const header = body[start] as number;
    const end = start + 1 + (header & HEADER.count);
    const ownRank = rank?.[pattern] ?? 0;
    const ownMinus = minus?.[pattern] ?? 0;
    written[at++] =
      header | (ownRank === 0 ? 0 : HEADER.ranked) | (ownMinus === 0 ? 0 : HEADER.minus);
    for (let word = start + 1; word < end; word++) {
      const unit = body[word] as number;
      written[at++] = (unit & ~WORD.class) | (classOf[unit & WORD.class] as number);
    }
    if (ownRank !== 0) written[at++] = ownRank - 1;
    if (ownMinus !== 0) written[at++] = ownMinus;
  }
  return { entries, body: written };
}

/** Patterns that are read ahead together. */
const AHEAD = 64;
/** Where what has been read ahead is left; of no use to anyone. */
const ahead = { sum: 0 };

// Patterns that follow each other stand anywhere in the pool. Nothing waits for these reads, so the
// machine does them all at the same time; when they are written each would be waited for.
function readAhead({ body }: Patterns, entries: Uint32Array, order: Uint32Array): void {
  let sum = 0;
  for (let i = 0; i < order.length; i++) {
    sum ^= entries[ENTRY.size * (order[i] as number)] as number;
  }
  for (let i = 0; i < order.length; i++) {
    sum ^= body[entries[ENTRY.size * (order[i] as number) + ENTRY.place] as number] as number;
  }
  ahead.sum = sum;
}

const NONE = new Uint32Array();

/** How many numbers are not 0. */
function countOthers(numbers: Uint32Array = NONE): number {
  let count = 0;
  for (let i = 0; i < numbers.length; i++) if (numbers[i] !== 0) count += 1;
  return count;
}
