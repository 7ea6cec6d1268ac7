/** Unsigned 32-bit numbers that grow in number. */
export interface NumberBuffer {
  readonly length: number;
  push(value: number): void;
  /** What has been pushed so far; valid until the next push. */
  view(): Uint32Array<ArrayBuffer>;
}

/** Makes an empty buffer. An array of a million numbers would take twice as much. */
export function createNumberBuffer(): NumberBuffer {
  let numbers = new Uint32Array(1_024);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === numbers.length) {
        const larger = new Uint32Array(length * 2);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[length] = value;
      length += 1;
    },
    view: () => numbers.subarray(0, length),
  };
}
