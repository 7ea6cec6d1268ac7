import { MAX_UNIT_BYTES, readText, writeText } from "@facet/engine/keywords";
import type { TextBytes } from "@facet/engine/keywords";
import { createNumberBuffer } from "./number-buffer.ts";

/** Where the bytes of the next text go. */
export interface TextRoom {
  bytes: Uint8Array;
  /** Where the text starts. */
  at: number;
}

/** Texts one behind the other: a million strings would take several times as much. */
export interface TextPool {
  readonly size: number;
  /** @returns the number of the text. */
  add(text: string): number;
  /** @returns room for so many bytes, the same each time; what is written there counts once it is taken. */
  reserve(bytes: number): TextRoom;
  /** Takes so many bytes of the room as the next text; @returns its number. */
  take(bytes: number): number;
  /** All that has been added so far. */
  close(): ClosedTexts;
}

/** Texts that no more are added to. */
export interface ClosedTexts extends TextBytes {
  textOf(text: number): string;
}

const PIECE = 1 << 20;

/** Makes an empty pool. It grows by pieces, for the same reason as a buffer of numbers does. */
export function createTextPool(): TextPool {
  const full: Uint8Array[] = [];
  const ends = createNumberBuffer();
  const room = { bytes: new Uint8Array(1_024), at: 0 };
  let length = 0;

  function reserve(count: number): TextRoom {
    const { bytes, at } = room;
    if (at + count <= bytes.length) return room;
    if (at > 0) full.push(bytes.subarray(0, at));
    room.bytes = new Uint8Array(Math.max(count, Math.min(PIECE, 4 * bytes.length)));
    room.at = 0;
    return room;
  }

  function take(count: number): number {
    room.at += count;
    length += count;
    ends.push(length);
    return ends.length - 1;
  }

  return {
    get size() {
      return ends.length;
    },
    add(text) {
      const { bytes, at } = reserve(MAX_UNIT_BYTES * text.length);
      return take(writeText(text, bytes, at) - at);
    },
    reserve,
    take,
    close() {
      const starts = new Uint32Array(ends.length + 1);
      starts.set(ends.toArray(), 1);
      const pieces = [...full, room.bytes.subarray(0, room.at)];
      return { pieces, starts, textOf: (text) => cut(pieces, starts[text] ?? 0, starts[text + 1]) };
    },
  };
}

/** The text at some place; none is in two pieces. */
function cut(pieces: readonly Uint8Array[], start: number, end = start): string {
  let from = 0;
  for (const piece of pieces) {
    if (start < from + piece.length) return readText(piece, start - from, end - from);
    from += piece.length;
  }
  return "";
}
