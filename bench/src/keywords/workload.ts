import { createRandom } from "../random.ts";
import { createVocabulary, createZipf } from "./vocabulary.ts";
import type { Word } from "./vocabulary.ts";

const QUERIES_OF_A_KIND = 40_000;
/** Words of a phrase, from two on: the shares of each length; 3.8 words on average. */
const LENGTHS = [0.12, 0.3, 0.32, 0.18, 0.08];

/** How a query came about. */
export type QueryKind = "identical" | "varied" | "miss";

/** A query, capitalised as people type, so that to lower its case makes a new string. */
export interface Query {
  readonly kind: QueryKind;
  readonly text: string;
  /** Phrase it was made of, -1 for a miss. */
  readonly row: number;
}

/** Distinct phrases and the queries that are put to them. */
export interface KeywordWorkload {
  /** Phrases as an exact look-up has them: words alone. */
  readonly phrases: string[];
  /** Queries of all kinds, shuffled. */
  createQueries(): readonly Query[];
}

/** Seeded phrases over one vocabulary, its words as frequent as in language. */
export function createKeywordWorkload(size: number): KeywordWorkload {
  const vocabulary = createVocabulary();
  const random = createRandom(size);
  const next = createZipf(vocabulary.length, random);
  const numbers = new Map<string, readonly number[]>();
  while (numbers.size < size) {
    const words = new Set<number>();
    const length = lengthOf(random());
    while (words.size < length) words.add(next());
    const phrase = Array.from(words, (word) => vocabulary[word]?.[0]).join(" ");
    numbers.set(phrase, [...words]);
  }
  const words = [...numbers.values()];
  return {
    phrases: [...numbers.keys()],
    createQueries: () => createQueries({ vocabulary, words }),
  };
}

interface Given {
  readonly vocabulary: readonly Word[];
  /** Numbers of the words of each phrase. */
  readonly words: readonly (readonly number[])[];
}

function createQueries({ vocabulary, words }: Given): readonly Query[] {
  const random = createRandom(words.length + 1);
  const below = (limit: number): number => Math.floor(random() * limit);
  const formOf = (word: number): string => {
    const forms = vocabulary[word] as Word;
    return forms[below(forms.length)] as string;
  };
  const make: Readonly<Record<QueryKind, (row: number) => readonly string[]>> = {
    identical: (row) => (words[row] ?? []).map((word) => vocabulary[word]?.[0] as string),
    varied: (row) => {
      const extra = Array.from({ length: 1 + below(3) }, () => below(vocabulary.length));
      return shuffle([...(words[row] ?? []), ...extra], below).map(formOf);
    },
    // Rare words beside one that no phrase has: nothing fits, but there is something to look at.
    miss: () => [
      "ъэщ",
      ...Array.from({ length: 2 + below(3) }, () => formOf(below(vocabulary.length))),
    ],
  };
  const kinds = Object.keys(make) as QueryKind[];
  const queries = kinds.flatMap((kind) =>
    Array.from({ length: QUERIES_OF_A_KIND }, (): Query => {
      const row = below(words.length);
      return { kind, text: capitalise(make[kind](row).join(" ")), row: kind === "miss" ? -1 : row };
    }),
  );
  return shuffle(queries, below);
}

function lengthOf(chance: number): number {
  let rest = chance;
  const found = LENGTHS.findIndex((share) => (rest -= share) < 0);
  return 2 + (found === -1 ? LENGTHS.length - 1 : found);
}

function capitalise(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

function shuffle<T>(values: T[], below: (limit: number) => number): T[] {
  for (let at = values.length - 1; at > 0; at--) {
    const other = below(at + 1);
    [values[at], values[other]] = [values[other] as T, values[at] as T];
  }
  return values;
}
