/** Sets of numbers, each kept once; set 0 is the empty one. */
export interface NumberSets {
  /** @returns the number of the set. */
  add(numbers: Iterable<number>): number;
  /** The sets as two arrays, their numbers replaced and in order. */
  write(replace: (number: number) => number): {
    /** Set → where it starts in `items`; one more entry ends the last one. */
    readonly start: readonly number[];
    readonly items: readonly number[];
  };
}

/** Makes a register of sets that has the empty one. */
export function createNumberSets(): NumberSets {
  const sets: (readonly number[])[] = [[]];
  const numbers = new Map<string, number>([["", 0]]);
  return {
    add(members) {
      const sorted = [...new Set(members)].sort((a, b) => a - b);
      const key = sorted.join(" ");
      const known = numbers.get(key);
      if (known !== undefined) return known;
      numbers.set(key, sets.length);
      return sets.push(sorted) - 1;
    },
    write(replace) {
      const start = [0];
      const items: number[] = [];
      for (const set of sets) {
        for (const number of set.map(replace).sort((a, b) => a - b)) items.push(number);
        start.push(items.length);
      }
      return { start, items };
    },
  };
}
