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
  /** Class → first pattern of which it is the rarest word; one more entry ends the last range. */
  readonly first: Uint32Array;
  /** Place in this order → number in the pool. */
  readonly order: Uint32Array;
  /** How many numbers the parts that are written later have. */
  readonly lengths: Readonly<Record<keyof WrittenPatterns, number>>;
  /** Writes the other parts where they shall stand. */
  write(into: WrittenPatterns): void;
}

/** What the engine reads of patterns besides their ranges. */
export interface WrittenPatterns {
  readonly filter: Uint32Array;
  /** Scattered. */
  readonly second: Uint32Array;
  readonly entries: Uint32Array;
  readonly body: Uint32Array;
}

/**
 * Puts patterns in the order of their three rarest required words, the second of them scattered, then
 * of the pool.
 */
export function orderPatterns(patterns: Patterns, scope: OrderScope): OrderedPatterns {
  const scattered = scatteredClasses(scope.classes);
  const facts = factsOf(patterns, scope, ranksOf(scattered));
  const below = scope.classes + 1;
  // Each sort keeps the order of the one before it among equals, so the last one counts most.
  const byThird = sortByKey(facts.third, { below });
  const bySecond = sortByKey(facts.second, { below, from: byThird.order });
  const { order, starts: first } = sortByKey(facts.first, { below, from: bySecond.order });
  const { size } = patterns;
  return {
    first,
    order,
    lengths: {
      filter: Math.ceil(size / 4),
      second: size,
      entries: ENTRY.size * size,
      body: facts.length,
    },
    write(into) {
      for (let place = 0; place < size; place++) {
        into.second[place] = scattered[facts.second[order[place] as number] as number] as number;
      }
      writeFilter(first, into);
      writePatterns(patterns, { ...scope, ...facts, order }, into);
    },
  };
}

/** What is known of patterns before they are put in order. */
interface Facts {
  /** The rarest required words of each pattern, the rarest first; 0 where it has fewer. */
  readonly first: Uint32Array;
  /** By the place of what the class is scattered to among all of them. */
  readonly second: Uint32Array;
  readonly third: Uint32Array;
  readonly fourth: Uint32Array;
  /** How many numbers of the body each pattern takes: at most a header, as many words, two more. */
  readonly lengths: Uint8Array;
  /** The sum of these. */
  readonly length: number;
}

function factsOf(
  { pieces, size }: Patterns,
  { classOf, rank, minus }: OrderScope,
  rankOf: Uint32Array,
): Facts {
  const first = new Uint32Array(size);
  const second = new Uint32Array(size);
  const third = new Uint32Array(size);
  const fourth = new Uint32Array(size);
  const lengths = new Uint8Array(size);
  const rarest = new Uint32Array(4);
  let length = 0;
  let pattern = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; pattern++) {
      const start = at;
      const end = start + 1 + ((piece[at] as number) & HEADER.count);
      rarest.fill(0);
      for (at += 1; at < end; at++) {
        const word = piece[at] as number;
        if (isRequired(word)) insert(rarest, classOf[word & WORD.class] as number);
      }
      first[pattern] = rarest[0] as number;
      second[pattern] = rankOf[rarest[1] as number] as number;
      third[pattern] = rarest[2] as number;
      fourth[pattern] = rarest[3] as number;
      const extras = Number((rank?.[pattern] ?? 0) > 0) + Number((minus?.[pattern] ?? 0) > 0);
      lengths[pattern] = end - start + extras;
      length += end - start + extras;
    }
  }
  return { first, second, third, fourth, lengths, length };
}

/** Puts a number into its place among the least ones; 0 is a free place. */
function insert(least: Uint32Array, number: number): void {
  let place = 0;
  while (place < least.length && least[place] !== 0 && (least[place] as number) < number) place++;
  if (place === least.length || least[place] === number) return;
  for (let at = least.length - 1; at > place; at--) least[at] = least[at - 1] as number;
  least[place] = number;
}

/** What the classes from 0 on are scattered to, ascending. */
function scatteredClasses(count: number): Uint32Array {
  return Uint32Array.from({ length: count + 1 }, (_, each) => scatter(each)).sort();
}

/** Class → place of what it is scattered to. */
function ranksOf(scattered: Uint32Array): Uint32Array {
  const ranks = new Map(Array.from(scattered, (each, rank) => [each, rank] as const));
  return scattered.map((_, each) => ranks.get(scatter(each)) ?? 0);
}

function writeFilter(first: Uint32Array, { filter, second }: WrittenPatterns): void {
  const bytes = new Uint8Array(filter.buffer, filter.byteOffset, filter.byteLength);
  for (let word = 0; word + 1 < first.length; word++) {
    const start = first[word] as number;
    const end = first[word + 1] as number;
    for (let place = start; place < end; place++) {
      const scattered = second[place] as number;
      const at = start + placeInRange(scattered, end - start);
      bytes[at] = (bytes[at] as number) | filterBits(scattered);
    }
  }
}

/**
 * Goes through the pool and writes each pattern where it shall stand: nothing waits for what is written
 * anywhere, while everything waits for what is read from anywhere.
 */
function writePatterns(
  { pieces, size }: Patterns,
  { classOf, row, rank, minus, order, third, fourth, lengths }: OrderScope & WriteFacts,
  { entries, body }: WrittenPatterns,
): void {
  const places = new Uint32Array(size);
  const starts = new Uint32Array(size);
  let start = 0;
  for (let place = 0; place < size; place++) {
    const pattern = order[place] as number;
    places[pattern] = place;
    starts[pattern] = start;
    start += lengths[pattern] as number;
  }
  let pattern = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length; pattern++) {
      let to = starts[pattern] as number;
      const entry = ENTRY.size * (places[pattern] as number);
      entries[entry + ENTRY.third] = third[pattern] as number;
      entries[entry + ENTRY.fourth] = fourth[pattern] as number;
      entries[entry + ENTRY.place] = to;
      if (row) entries[entry + ENTRY.row] = row[pattern] as number;
      const header = piece[at] as number;
      const end = at + 1 + (header & HEADER.count);
      const ownRank = rank?.[pattern] ?? 0;
      const ownMinus = minus?.[pattern] ?? 0;
      body[to++] =
        header | (ownRank === 0 ? 0 : HEADER.ranked) | (ownMinus === 0 ? 0 : HEADER.minus);
      for (at += 1; at < end; at++) {
        const word = piece[at] as number;
        body[to++] = (word & ~WORD.class) | (classOf[word & WORD.class] as number);
      }
      if (ownRank !== 0) body[to++] = ownRank - 1;
      if (ownMinus !== 0) body[to] = ownMinus;
    }
  }
}

/** What of the patterns decides where they are written. */
interface WriteFacts extends Pick<Facts, "third" | "fourth" | "lengths"> {
  readonly order: Uint32Array;
}
