import type { TextUnits } from "@facet/engine/keywords";
import { createNumberBuffer } from "./number-buffer.ts";

/** Texts one behind the other: a million strings would take several times as much. */
export interface TextPool {
  readonly size: number;
  /** @returns the number of the text. */
  add(text: string): number;
  /** Adds the first so many code units. */
  addUnits(units: Uint16Array, length: number): number;
  /** All that has been added so far. */
  close(): ClosedTexts;
}

/** Texts that no more are added to. */
export interface ClosedTexts extends TextUnits {
  textOf(text: number): string;
}

const PIECE = 1 << 20;

/** Makes an empty pool. It grows by pieces, for the same reason as a buffer of numbers does. */
export function createTextPool(): TextPool {
  const full: Uint16Array[] = [];
  const ends = createNumberBuffer();
  let piece = new Uint16Array(1_024);
  let filled = 0;
  let length = 0;

  function reserve(more: number): void {
    if (filled + more <= piece.length) return;
    if (filled > 0) full.push(piece.subarray(0, filled));
    piece = new Uint16Array(Math.max(more, Math.min(PIECE, 4 * piece.length)));
    filled = 0;
  }

  function end(count: number): number {
    filled += count;
    length += count;
    ends.push(length);
    return ends.length - 1;
  }

  return {
    get size() {
      return ends.length;
    },
    add(text) {
      reserve(text.length);
      for (let i = 0; i < text.length; i++) piece[filled + i] = text.charCodeAt(i);
      return end(text.length);
    },
    addUnits(units, count) {
      reserve(count);
      const to = piece;
      const from = filled;
      for (let i = 0; i < count; i++) to[from + i] = units[i] as number;
      return end(count);
    },
    close() {
      const starts = new Uint32Array(ends.length + 1);
      starts.set(ends.toArray(), 1);
      const pieces = [...full, piece.subarray(0, filled)];
      return { pieces, starts, textOf: (text) => cut(pieces, starts[text] ?? 0, starts[text + 1]) };
    },
  };
}

/** The text at some place; none is in two pieces. */
function cut(pieces: readonly Uint16Array[], start: number, end = start): string {
  let from = 0;
  for (const piece of pieces) {
    if (start < from + piece.length) {
      return String.fromCharCode(...piece.subarray(start - from, end - from));
    }
    from += piece.length;
  }
  return "";
}
