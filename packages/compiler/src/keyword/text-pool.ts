import type { TextUnits } from "@facet/engine/keywords";

/** Texts one behind the other in one array: a million strings would take several times as much. */
export interface TextPool {
  readonly size: number;
  /** @returns the number of the text. */
  add(text: string): number;
  /** Adds the first so many code units. */
  addUnits(units: Uint16Array, length: number): number;
  textOf(text: number): string;
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

  function end(): number {
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
      for (let i = 0; i < text.length; i++) units[length++] = text.charCodeAt(i);
      return end();
    },
    addUnits(own, count) {
      reserve(count);
      for (let i = 0; i < count; i++) units[length++] = own[i] as number;
      return end();
    },
    textOf: (text) => String.fromCharCode(...units.subarray(starts[text], starts[text + 1])),
    view: () => ({ units: units.subarray(0, length), starts: starts.subarray(0, size + 1) }),
  };
}
