import { sortByKey } from "./counting-sort.ts";

/** Keys by their two hashes, each with a row, in columns. */
export interface HashedKeys {
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  readonly rows: Uint32Array;
  /** Key → its number before they were put in order. */
  readonly numbers: Uint32Array;
}

const BITS = 11;
/** Bits of a hash by which keys are put in order: more than there are keys to tell apart. */
const SORTED_BITS = 2 * BITS;

/**
 * Puts keys in the order in which a table has its cells, so that to write it is to go through memory
 * once; keys with the same hash keep their order and stand close together.
 */
export function inOrderOfHash({ high, low, rows }: Omit<HashedKeys, "numbers">): HashedKeys {
  const below = 1 << BITS;
  const { order } = sortByKey(
    high.map((each) => (each >>> (32 - SORTED_BITS)) & (below - 1)),
    { below },
  );
  const numbers = sortByKey(
    high.map((each) => each >>> (32 - BITS)),
    { below, from: order },
  ).order;
  return {
    high: gather(high, numbers),
    low: gather(low, numbers),
    rows: gather(rows, numbers),
    numbers,
  };
}

function gather(column: Uint32Array, order: Uint32Array): Uint32Array {
  const gathered = new Uint32Array(order.length);
  for (let i = 0; i < order.length; i++) gathered[i] = column[order[i] as number] as number;
  return gathered;
}

/** What becomes of keys that have the same hash, by their places. */
export interface SameKeys {
  /** Whether two keys are the same although only their hashes are. */
  isSame(kept: number, other: number): boolean;
  /** Called for each key that is taken out, before its place is used again. */
  drop(kept: number, other: number): void;
}

/**
 * Takes out keys that are there already, of keys in the order of their hash.
 *
 * @returns the keys that are left, each the first of those that are the same.
 */
export function keepFirst(keys: HashedKeys, { isSame, drop }: SameKeys): HashedKeys {
  const { high, low, rows, numbers } = keys;
  let count = 0;
  let run = 0;
  let bits = -1;
  for (let place = 0; place < high.length; place++) {
    const own = (high[place] as number) >>> (32 - SORTED_BITS);
    if (own !== bits) run = count;
    bits = own;
    let kept = run;
    for (; kept < count; kept++) {
      if (high[kept] === high[place] && low[kept] === low[place] && isSame(kept, place)) break;
    }
    if (kept < count) {
      drop(kept, place);
      continue;
    }
    high[count] = high[place] as number;
    low[count] = low[place] as number;
    rows[count] = rows[place] as number;
    numbers[count++] = numbers[place] as number;
  }
  return {
    high: high.subarray(0, count),
    low: low.subarray(0, count),
    rows: rows.subarray(0, count),
    numbers: numbers.subarray(0, count),
  };
}
