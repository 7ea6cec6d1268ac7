import { createNumberList } from "./number-list.ts";
import type { ImportRow } from "./row.ts";

/** Bytes that are written to and read from again, of any number. */
export interface ByteStore {
  /** Bytes so far. */
  readonly length: number;
  append(bytes: Uint8Array): void;
  read(start: number, end: number): Uint8Array;
}

/** The phrases of an import, out of memory: they are read again when the table is written. */
export interface Spool {
  readonly size: number;
  /** @returns the number of the row. */
  append(row: ImportRow): number;
  /** The row of a number that `append` gave. */
  read(number: number): ImportRow;
}

/** Makes an empty spool over a store. */
export function createSpool(store: ByteStore): Spool {
  const starts = createNumberList("any");
  const encoder = new TextEncoder();
  const decoder = new TextDecoder();
  return {
    get size() {
      return starts.length;
    },
    append(row) {
      starts.push(store.length);
      store.append(encoder.encode(JSON.stringify(row)));
      return starts.length - 1;
    },
    read(number) {
      const start = starts.at(number) ?? 0;
      const end = starts.at(number + 1) ?? store.length;
      return JSON.parse(decoder.decode(store.read(start, end))) as ImportRow;
    },
  };
}
