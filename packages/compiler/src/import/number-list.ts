/** Numbers in order, four or eight bytes each: a list of millions stays small. */
export interface NumberList {
  readonly length: number;
  push(value: number): void;
  /** The number at an index; `undefined` beyond the end. */
  at(index: number): number | undefined;
}

/** Makes an empty list; a `whole` one holds numbers from 0 to 2³²−1, another any. */
export function createNumberList(kind: "whole" | "any"): NumberList {
  const make = (size: number) =>
    kind === "whole" ? new Uint32Array(size) : new Float64Array(size);
  let values = make(64);
  let length = 0;
  return {
    get length() {
      return length;
    },
    push(value) {
      if (length === values.length) {
        const longer = make(length * 2);
        longer.set(values);
        values = longer;
      }
      values[length] = value;
      length += 1;
    },
    at: (index) => (index < length ? values[index] : undefined),
  };
}
