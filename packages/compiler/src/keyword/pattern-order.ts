import { HEADER, WORD, isRequired } from "@facet/engine";
import { sortByKey } from "./counting-sort.ts";
import type { Patterns } from "./pattern-pool.ts";

/** What patterns are put in order by. */
export interface OrderScope {
  /** Unit → class. */
  readonly classOf: Uint32Array;
  /** How many classes there are. */
  readonly classes: number;
  /** Pattern → 1 + rank that stands behind its words, 0 for none. */
  readonly rank?: Uint32Array;
  /** Pattern → set of minus patterns that stands behind its words, 0 for none. */
  readonly minus?: Uint32Array;
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

/** Puts patterns in the order of their two rarest required words, then of the pool. */
export function orderPatterns(patterns: Patterns, scope: OrderScope): OrderedPatterns {
  const { first, second, third } = rarestWords(patterns, scope);
  const below = scope.classes + 1;
  const bySecond = sortByKey(second, { below });
  const { order, starts } = sortByKey(first, { below, from: bySecond.order });
  return {
    first: starts,
    second: pick(second, order),
    third: pick(third, order),
    order,
    ...writeBodies(patterns, order, scope),
  };
}

/** The three rarest required words of each pattern: classes count from the rarest. */
function rarestWords({ body, starts }: Patterns, { classOf }: OrderScope) {
  const size = starts.length;
  const first = new Uint32Array(size);
  const second = new Uint32Array(size);
  const third = new Uint32Array(size);
  for (let pattern = 0; pattern < size; pattern++) {
    const start = (starts[pattern] as number) + 1;
    const end = start + ((body[start - 1] as number) & HEADER.count);
    let a = 0;
    let b = 0;
    let c = 0;
    for (let at = start; at < end; at++) {
      const word = body[at] as number;
      if (!isRequired(word)) continue;
      const own = classOf[word & WORD.class] as number;
      if (own === a || own === b || own === c) continue;
      if (a === 0 || own < a) {
        c = b;
        b = a;
        a = own;
      } else if (b === 0 || own < b) {
        c = b;
        b = own;
      } else if (c === 0 || own < c) c = own;
    }
    first[pattern] = a;
    second[pattern] = b;
    third[pattern] = c;
  }
  return { first, second, third };
}

function pick(values: Uint32Array, order: Uint32Array): Uint32Array {
  const picked = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) picked[i] = values[order[i] as number] as number;
  return picked;
}

function writeBodies({ body, starts }: Patterns, order: Uint32Array, scope: OrderScope) {
  const { classOf, rank, minus } = scope;
  // Room for a rank and a set behind each.
  const written = new Uint32Array(body.length + 2 * order.length);
  const offset = new Uint32Array(order.length);
  let at = 0;
  for (let place = 0; place < order.length; place++) {
    const pattern = order[place] as number;
    const start = starts[pattern] as number;
    const header = body[start] as number;
    const end = start + 1 + (header & HEADER.count);
    const ownRank = rank?.[pattern] ?? 0;
    const ownMinus = minus?.[pattern] ?? 0;
    offset[place] = at;
    written[at++] =
      header | (ownRank === 0 ? 0 : HEADER.ranked) | (ownMinus === 0 ? 0 : HEADER.minus);
    for (let from = start + 1; from < end; from++) {
      const word = body[from] as number;
      written[at++] = (word & ~WORD.class) | (classOf[word & WORD.class] as number);
    }
    if (ownRank !== 0) written[at++] = ownRank - 1;
    if (ownMinus !== 0) written[at++] = ownMinus;
  }
  return { offset, body: written.subarray(0, at) };
}
