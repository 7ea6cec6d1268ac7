import { HEADER, WORD, isRequired } from "@facet/engine";
import { compileWordForms } from "../morphology/index.ts";
import type { CompiledWordForms, Dictionary } from "../morphology/index.ts";
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
  const words = compileWordForms(vocabulary, { dictionary });
  const { numbers, size } = numberUnits(units, words);
  const counts = countPhrases(phrases, numbers, size);
  const ordered = orderByCount(numbers, counts);
  const classes = new Uint32Array(size);
  const frequency = new Uint32Array(ordered.length + 1);
  for (let index = 0; index < ordered.length; index++) {
    const number = ordered[index] as number;
    classes[number] = index + 1;
    frequency[index + 1] = counts[number] as number;
  }
  const ofUnits = numbers.map((number) => classes[number] as number);
  const ofTerms = classes.slice(0, words.size);
  const kin = findKin(units, words, { ofUnits, ofTerms, count: ordered.length });
  return { count: ordered.length, forms: words.table, ofUnits, ofTerms, frequency, kin };
}

/** A free word is its term, a fixed one has a number of its own behind the terms. */
function numberUnits(
  units: Units,
  { terms, size: free }: CompiledWordForms,
): { readonly numbers: Uint32Array; readonly size: number } {
  const numbers = new Uint32Array(units.size);
  let size = free;
  for (let unit = 0; unit < units.size; unit++) {
    numbers[unit] = units.isExact(unit) ? size++ : (terms.get(units.wordOf(unit)) ?? 0);
  }
  return { numbers, size };
}

/** The numbers that occur, those that the fewest phrases require first. */
function orderByCount(numbers: Uint32Array, counts: Uint32Array): Float64Array {
  // A number for each pair: to sort by comparing pairs takes several times as long.
  const pairs = Float64Array.from(
    new Set(numbers),
    (number) => (counts[number] as number) * counts.length + number,
  );
  return pairs.sort().map((pair) => pair % counts.length);
}

function findKin(
  units: Units,
  { forms }: CompiledWordForms,
  { ofUnits, ofTerms, count }: Pick<Classes, "ofUnits" | "ofTerms" | "count">,
): Classes["kin"] {
  const kin = Array.from({ length: count + 1 }, (): number[] => []);
  for (let unit = 0; unit < units.size; unit++) {
    const own = ofUnits[unit] as number;
    const known = kin[own] as number[];
    const terms = forms.get(units.wordOf(unit)) ?? [];
    for (const term of typeof terms === "number" ? [terms] : terms) {
      const other = ofTerms[term] as number;
      if (other > 0 && other !== own && !known.includes(other)) known.push(other);
    }
  }
  return kin;
}

/** How many phrases require each word. */
function countPhrases({ pieces }: Patterns, loose: Uint32Array, size: number): Uint32Array {
  const counts = new Uint32Array(size);
  const lastSeen = new Uint32Array(size);
  let seen = 0;
  for (const piece of pieces) {
    for (let at = 0; at < piece.length;) {
      seen += 1;
      const end = at + 1 + ((piece[at] as number) & HEADER.count);
      for (at += 1; at < end; at++) {
        const word = piece[at] as number;
        const number = loose[word & WORD.class] as number;
        if (!isRequired(word) || lastSeen[number] === seen) continue;
        lastSeen[number] = seen;
        counts[number] = (counts[number] as number) + 1;
      }
    }
  }
  return counts;
}
