import { createRandom } from "../random.ts";

/** A made-up word in all its forms, the first one as a dictionary has it. */
export type Word = readonly string[];

const WORDS = 20_000;
const CONSONANTS = [..."бвгдзклмнпрст"];
const VOWELS = [..."аеиоу"];

/** Endings as Russian has them, so that word forms are told by the same means as of real words. */
const PARADIGMS: readonly (readonly string[])[] = [
  ["ка", "ки", "ке", "ку", "кой"],
  ["ный", "ная", "ное", "ного", "ному", "ным", "ные", "ных"],
  ["тель", "теля", "телю", "телем", "тели"],
  ["ство", "ства", "ству", "ством"],
  ["ция", "ции", "цию", "цией"],
];

/** Distinct words, the most frequent first; the same ones in every run. */
export function createVocabulary(): readonly Word[] {
  const random = createRandom(1);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const stems = new Set<string>();
  while (stems.size < WORDS) {
    const syllables = 2 + Math.floor(random() * 2);
    stems.add(Array.from({ length: syllables }, () => pick(CONSONANTS) + pick(VOWELS)).join(""));
  }
  return Array.from(stems, (stem) => pick(PARADIGMS).map((ending) => stem + ending));
}

/** Makes a picker of words that takes the n-th most frequent one about 1/n times as often. */
export function createZipf(size: number, random: () => number): () => number {
  const sums = new Float64Array(size);
  let sum = 0;
  for (let rank = 0; rank < size; rank++) {
    sum += 1 / (rank + 10);
    sums[rank] = sum;
  }
  return () => {
    const wanted = random() * sum;
    let low = 0;
    let high = size - 1;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((sums[middle] as number) < wanted) low = middle + 1;
      else high = middle;
    }
    return low;
  };
}
