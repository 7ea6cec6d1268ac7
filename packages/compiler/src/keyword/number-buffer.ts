/** Unsigned 32-bit numbers that grow in number. */
export interface NumberBuffer {
  readonly length: number;
  push(value: number): void;
  /** All that has been pushed so far, in an array of its own. */
  toArray(): Uint32Array<ArrayBuffer>;
}

const PIECE = 65_536;

/**
 * Makes an empty buffer. It grows by pieces: to copy everything into a larger array again and again
 * would leave twice as much behind, and set off the garbage collector.
 */
export function createNumberBuffer(): NumberBuffer {
  const full: Uint32Array[] = [];
  let piece = new Uint32Array(16);
  let filled = 0;
  return {
    get length() {
      return full.length * PIECE + filled;
    },
    push(value) {
      if (filled === piece.length) {
        if (filled === PIECE) {
          full.push(piece);
          piece = new Uint32Array(PIECE);
          filled = 0;
        } else {
          const larger = new Uint32Array(4 * filled);
          larger.set(piece);
          piece = larger;
        }
      }
      piece[filled] = value;
      filled += 1;
    },
    toArray() {
      const numbers = new Uint32Array(full.length * PIECE + filled);
      for (const [at, each] of full.entries()) numbers.set(each, at * PIECE);
      numbers.set(piece.subarray(0, filled), full.length * PIECE);
      return numbers;
    },
  };
}
