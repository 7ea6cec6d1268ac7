/** Words as code units close together: to compare with strings takes twice as long. */
export interface Spellings {
  add(word: string): void;
  /** Whether a word, by its place among those added, is what stands among some code units. */
  isAt(word: number, codes: Uint16Array, start: number, end: number): boolean;
}

/** Makes an empty register of spellings. */
export function createSpellings(): Spellings {
  let letters = new Uint16Array(4_096);
  let starts = new Uint32Array(512);
  let size = 0;
  return {
    add(word: string): void {
      const start = starts[size] as number;
      const end = start + word.length;
      if (end > letters.length) letters = enlarged(letters, new Uint16Array(2 * end));
      if (size + 2 > starts.length) starts = enlarged(starts, new Uint32Array(2 * starts.length));
      for (let i = 0; i < word.length; i++) letters[start + i] = word.charCodeAt(i);
      size += 1;
      starts[size] = end;
    },
    isAt(word: number, codes: Uint16Array, start: number, end: number): boolean {
      const shift = (starts[word] as number) - start;
      if ((starts[word + 1] as number) !== end + shift) return false;
      for (let i = start; i < end; i++) if (letters[shift + i] !== codes[i]) return false;
      return true;
    },
  };
}

/** Copies numbers into the larger array that takes their place. */
export function enlarged<T extends Uint8Array | Uint16Array | Uint32Array>(
  numbers: T,
  larger: T,
): T {
  larger.set(numbers);
  return larger;
}
