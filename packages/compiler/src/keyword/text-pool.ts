import type { TextUnits } from "@facet/engine/keywords";

/** Texts one behind the other in one array: a million strings would take several times as much. */
export interface TextPool {
  readonly size: number;
  /** @returns the number of the text. */
  add(text: string): number;
  /** Adds the first so many code units. */
  addUnits(units: Uint16Array, length: number): number;
  textOf(text: number): string;
  /** Whether a text is the part of some code units. */
  isAt(text: number, codes: Uint16Array, start: number, end: number): boolean;
  /** What has been added so far; valid until more is added. */
  view(): TextUnits;
}

/** Makes an empty pool. */
export function createTextPool(): TextPool {
  let units = new Uint16Array(4_096);
  let starts = new Uint32Array(1_024);
  let size = 0;
  let length = 0;

  function reserve(more: number): void {
    if (length + more > units.length) {
      const larger = new Uint16Array(Math.max(length + more, 2 * units.length));
      larger.set(units);
      units = larger;
    }
    if (size + 2 > starts.length) {
      const larger = new Uint32Array(2 * starts.length);
      larger.set(starts);
      starts = larger;
    }
  }

  function end(more: number): number {
    length += more;
    size += 1;
    starts[size] = length;
    return size - 1;
  }

  return {
    get size() {
      return size;
    },
    add(text) {
      reserve(text.length);
      for (let i = 0; i < text.length; i++) units[length + i] = text.charCodeAt(i);
      return end(text.length);
    },
    addUnits(own, count) {
      reserve(count);
      const to = units;
      const from = length;
      for (let i = 0; i < count; i++) to[from + i] = own[i] as number;
      return end(count);
    },
    textOf: (text) => String.fromCharCode(...units.subarray(starts[text], starts[text + 1])),
    isAt(text, codes, start, end) {
      const from = (starts[text] as number) - start;
      if ((starts[text + 1] as number) !== from + end) return false;
      for (let i = start; i < end; i++) if (units[from + i] !== codes[i]) return false;
      return true;
    },
    view: () => ({ units: units.subarray(0, length), starts: starts.subarray(0, size + 1) }),
  };
}
