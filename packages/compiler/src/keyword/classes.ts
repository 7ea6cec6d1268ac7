import { HEADER, WORD, isRequired, loadWordForms } from "@facet/engine";
import { compileWordForms } from "../morphology/index.ts";
import type { Dictionary } from "../morphology/index.ts";
import type { Patterns } from "./pattern-pool.ts";
import type { Units } from "./units.ts";

/** The words of all patterns as classes: numbers from 1, the rarer the smaller. */
export interface Classes {
  readonly count: number;
  /** The table of word forms. */
  readonly forms: Uint32Array;
  /** Unit → class. */
  readonly ofUnits: Uint32Array;
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
  readonly phrases: Patterns;
  /** Words that are only read of queries, such as synonyms. */
  readonly others: Iterable<string>;
  readonly dictionary?: Dictionary | undefined;
}

/** Compiles the word forms and numbers the words by how many phrases require them. */
export function compileClasses({ units, phrases, others, dictionary }: ClassInput): Classes {
  const vocabulary = new Set(others);
  for (let unit = 0; unit < units.size; unit++) vocabulary.add(units.wordOf(unit));
  const { table, terms } = compileWordForms(vocabulary, { dictionary });
  const forms = loadWordForms(table);
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
  const ofUnits = loose.map((number) => classes[number] ?? 0);
  const ofTerms = classes.slice(0, forms.terms);
  const kin = Array.from(frequency, (): number[] => []);
  for (let unit = 0; unit < units.size; unit++) {
    const found: number[] = [];
    forms.find(units.wordOf(unit), found);
    const own = ofUnits[unit] ?? 0;
    const others = found.map((term) => ofTerms[term] ?? 0).filter((each) => each > 0);
    kin[own] = [...new Set([...(kin[own] ?? []), ...others])].filter((each) => each !== own);
  }
  return { count: ordered.length, forms: table, ofUnits, ofTerms, frequency, kin };
}

/** How many phrases require each word. */
function countPhrases({ body, starts }: Patterns, loose: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  const lastSeen = new Int32Array(size).fill(-1);
  for (let pattern = 0; pattern < starts.length; pattern++) {
    const start = (starts[pattern] as number) + 1;
    const end = start + ((body[start - 1] as number) & HEADER.count);
    for (let at = start; at < end; at++) {
      const word = body[at] as number;
      const number = loose[word & WORD.class] as number;
      if (!isRequired(word) || lastSeen[number] === pattern) continue;
      lastSeen[number] = pattern;
      counts[number] = (counts[number] as number) + 1;
    }
  }
  return counts;
}
