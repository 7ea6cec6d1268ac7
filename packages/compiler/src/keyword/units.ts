/** The words of patterns by number; a word in any form and the same word as it stands are two. */
export interface Units {
  readonly size: number;
  numberOf(word: string, kind: { readonly exact: boolean }): number;
  wordOf(unit: number): string;
  isExact(unit: number): boolean;
}

/** Makes an empty register of words. */
export function createUnits(): Units {
  const numbers = { exact: new Map<string, number>(), free: new Map<string, number>() };
  const words: string[] = [];
  const exactness: boolean[] = [];
  return {
    get size() {
      return words.length;
    },
    numberOf(word, { exact }) {
      const known = exact ? numbers.exact : numbers.free;
      const number = known.get(word);
      if (number !== undefined) return number;
      known.set(word, words.length);
      exactness.push(exact);
      return words.push(word) - 1;
    },
    wordOf: (unit) => words[unit] ?? "",
    isExact: (unit) => exactness[unit] === true,
  };
}
