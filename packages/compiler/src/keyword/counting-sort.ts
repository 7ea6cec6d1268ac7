/** How items are sorted. */
export interface SortOptions {
  /** Keys are below it. */
  readonly below: number;
  /** Items in the order that equal keys keep; absent: ascending. */
  readonly from?: Uint32Array;
}

/** Items in order of their keys. */
export interface SortedItems {
  readonly order: Uint32Array;
  /** Key → place of its first item in `order`; one more entry ends the last one. */
  readonly starts: Uint32Array;
}

/** Counting sort of the items 0, 1, 2, … by a key each; equal keys keep their order. */
export function sortByKey(keys: Uint32Array, { below, from }: SortOptions): SortedItems {
  const starts = new Uint32Array(below + 1);
  for (let i = 0; i < keys.length; i++) {
    const after = (keys[i] as number) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  for (let i = 1; i < starts.length; i++) {
    starts[i] = (starts[i] as number) + (starts[i - 1] as number);
  }
  const next = starts.slice();
  const order = new Uint32Array(keys.length);
  for (let i = 0; i < keys.length; i++) {
    const item = from ? (from[i] as number) : i;
    const key = keys[item] as number;
    const place = next[key] as number;
    next[key] = place + 1;
    order[place] = item;
  }
  return { order, starts };
}
