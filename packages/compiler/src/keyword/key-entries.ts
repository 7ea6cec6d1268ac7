import { createNumberBuffer } from "./number-buffer.ts";

/** Keys by their hashes, each with a row: a hash table in which several may have one hash. */
export interface KeyEntries {
  /**
   * @param isSame Whether an entry with the same hash has the same key.
   * @returns -1 where none has.
   */
  find(high: number, low: number, isSame: (entry: number) => boolean): number;
  /** @returns the number of the entry. */
  add(high: number, low: number, row: number): number;
  /** All that has been added so far. */
  toColumns(): {
    readonly high: Uint32Array;
    readonly low: Uint32Array;
    readonly rows: Uint32Array;
  };
}

/** Makes an empty table with room for so many entries. */
export function createKeyEntries(capacity: number): KeyEntries {
  const highs = createNumberBuffer();
  const lows = createNumberBuffer();
  const rows = createNumberBuffer();
  const mask = 2 ** Math.ceil(Math.log2(2 * capacity + 1)) - 1;
  /** 1 + entry, 0 where free; beside it the entry's lower hash, so that both are read at once. */
  const slots = new Int32Array(2 * (mask + 1));
  return {
    find(high, low, isSame) {
      for (let slot = high & mask; slots[2 * slot] !== 0; slot = (slot + 1) & mask) {
        if (slots[2 * slot + 1] !== (low | 0)) continue;
        const entry = (slots[2 * slot] as number) - 1;
        if (isSame(entry)) return entry;
      }
      return -1;
    },
    add(high, low, row) {
      let slot = high & mask;
      while (slots[2 * slot] !== 0) slot = (slot + 1) & mask;
      highs.push(high);
      lows.push(low);
      rows.push(row);
      slots[2 * slot] = rows.length;
      slots[2 * slot + 1] = low;
      return rows.length - 1;
    },
    toColumns: () => ({ high: highs.toArray(), low: lows.toArray(), rows: rows.toArray() }),
  };
}
