import type { WordForms } from "./word-forms.ts";

/** Words that others may stand for in a query. */
export interface SynonymRule {
  /** What a query says, folded, one word or several in this order, in any form. */
  readonly from: readonly string[];
  /** What is read in their place, folded. */
  readonly to: readonly string[];
}

/** The synonyms of a list, ready for queries. */
export interface Synonyms {
  /**
   * Rewrites the words of a query: all that has a synonym at once, then each place alone; at most 32
   * rewritings, none that is the query itself.
   *
   * @param words Folded.
   */
  rewrite(words: readonly string[]): string[][];
}

const MAX_REWRITINGS = 32;

/** A rule with what recognises each of its words. */
interface KnownRule {
  readonly from: readonly KnownWord[];
  readonly to: readonly string[];
}

interface KnownWord {
  readonly word: string;
  readonly terms: readonly number[];
}

/** One place of a query that a rule fits. */
interface Place {
  readonly at: number;
  readonly length: number;
  readonly to: readonly string[];
}

/**
 * Makes synonyms ready for queries.
 *
 * @param rules Of two that fit the same place the first one counts where all are applied at once.
 * @param forms Recognises the words in any form where they are in its vocabulary.
 */
export function createSynonyms(
  rules: readonly SynonymRule[],
  forms: Pick<WordForms, "find">,
): Synonyms {
  const know = (word: string): KnownWord => {
    const terms: number[] = [];
    forms.find(word, terms);
    return { word, terms };
  };
  const byFirst = indexRules(rules.map(({ from, to }) => ({ from: from.map(know), to })));
  return {
    rewrite(words) {
      const places = findPlaces(words.map(know), byFirst);
      const separate = places.map((place) => replace(words, [place]));
      const rewritten =
        places.length > 1 ? [replace(words, withoutOverlaps(places)), ...separate] : separate;
      return rewritten.slice(0, MAX_REWRITINGS);
    },
  };
}

/** Rules by the terms of their first word, and by the word itself. */
function indexRules(
  rules: readonly KnownRule[],
): ReadonlyMap<string | number, readonly KnownRule[]> {
  const index = new Map<string | number, KnownRule[]>();
  for (const rule of rules) {
    const first = rule.from[0];
    if (!first) continue;
    for (const key of [first.word, ...first.terms]) {
      const known = index.get(key);
      if (known) known.push(rule);
      else index.set(key, [rule]);
    }
  }
  return index;
}

function findPlaces(
  words: readonly KnownWord[],
  byFirst: ReadonlyMap<string | number, readonly KnownRule[]>,
): Place[] {
  return words.flatMap(({ word, terms }, at) => {
    const fitting = new Set([word, ...terms].flatMap((key) => byFirst.get(key) ?? []));
    return [...fitting]
      .filter(({ from }) => from.every((each, index) => isSame(words[at + index], each)))
      .map(({ from, to }) => ({ at, length: from.length, to }));
  });
}

function isSame(word: KnownWord | undefined, other: KnownWord): boolean {
  if (!word) return false;
  return word.word === other.word || word.terms.some((term) => other.terms.includes(term));
}

function withoutOverlaps(places: readonly Place[]): Place[] {
  const kept: Place[] = [];
  let end = 0;
  for (const place of places) {
    if (place.at < end) continue;
    kept.push(place);
    end = place.at + place.length;
  }
  return kept;
}

function replace(words: readonly string[], places: readonly Place[]): string[] {
  const replaced: string[] = [];
  let from = 0;
  for (const { at, length, to } of places) {
    replaced.push(...words.slice(from, at), ...to);
    from = at + length;
  }
  return [...replaced, ...words.slice(from)];
}
