import { WORD, isRequired, loadWordForms } from "@facet/engine";
import { compileWordForms } from "../morphology/index.ts";
import type { Dictionary } from "../morphology/index.ts";
import type { PatternPool } from "./pattern-pool.ts";
import type { Units } from "./units.ts";

/** The words of all patterns as classes: numbers from 1, the rarer the smaller. */
export interface Classes {
  readonly count: number;
  /** The table of word forms. */
  readonly forms: ArrayBuffer;
  classOf(unit: number): number;
  /** Term → class, 0 where no pattern has it. */
  readonly ofTerms: Uint32Array;
  /** Class → number of phrases that require it. */
  readonly frequency: Uint32Array;
  /** Class → other classes that its word may be a form of. */
  readonly kin: readonly (readonly number[])[];
}

/** What classes are made of. */
export interface ClassInput {
  readonly units: Units;
  readonly phrases: PatternPool;
  /** Words that are only read of queries, such as synonyms. */
  readonly others: Iterable<string>;
  readonly dictionary?: Dictionary | undefined;
}

/** Compiles the word forms and numbers the words by how many phrases require them. */
export function compileClasses({ units, phrases, others, dictionary }: ClassInput): Classes {
  const vocabulary = new Set(others);
  for (let unit = 0; unit < units.size; unit++) vocabulary.add(units.wordOf(unit));
  const { buffer, terms } = compileWordForms(vocabulary, { dictionary });
  const forms = loadWordForms(buffer);
  // A free word is its term, a fixed one has a number of its own behind the terms.
  const loose = new Uint32Array(units.size);
  let fixed = forms.terms;
  for (let unit = 0; unit < units.size; unit++) {
    loose[unit] = units.isExact(unit) ? fixed++ : (terms.get(units.wordOf(unit)) ?? 0);
  }
  const used = new Uint8Array(fixed);
  for (const number of loose) used[number] = 1;
  const counts = countPhrases(phrases, loose, fixed);
  const ordered = [...used.keys()]
    .filter((number) => used[number] === 1)
    .sort((a, b) => (counts[a] ?? 0) - (counts[b] ?? 0) || a - b);
  const classes = new Uint32Array(fixed);
  const frequency = new Uint32Array(ordered.length + 1);
  for (const [index, number] of ordered.entries()) {
    classes[number] = index + 1;
    frequency[index + 1] = counts[number] ?? 0;
  }
  const classOf = (unit: number): number => classes[loose[unit] ?? 0] ?? 0;
  const ofTerms = classes.slice(0, forms.terms);
  const kin = Array.from(frequency, (): number[] => []);
  for (let unit = 0; unit < units.size; unit++) {
    const found: number[] = [];
    forms.find(units.wordOf(unit), found);
    const own = classOf(unit);
    const others = found.map((term) => ofTerms[term] ?? 0).filter((each) => each > 0);
    kin[own] = [...new Set([...(kin[own] ?? []), ...others])].filter((each) => each !== own);
  }
  return { count: ordered.length, forms: buffer, classOf, ofTerms, frequency, kin };
}

/** How many phrases require each word. */
function countPhrases(phrases: PatternPool, loose: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  const lastSeen = new Int32Array(size).fill(-1);
  for (let pattern = 0; pattern < phrases.size; pattern++) {
    for (const word of phrases.wordsOf(pattern)) {
      const number = loose[word & WORD.class] ?? 0;
      if (!isRequired(word) || lastSeen[number] === pattern) continue;
      lastSeen[number] = pattern;
      counts[number] = (counts[number] ?? 0) + 1;
    }
  }
  return counts;
}
