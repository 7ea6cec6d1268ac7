import { addNumber, createNumberList } from "../words/number-list.ts";
import type { NumberList } from "../words/number-list.ts";
import { fitOf } from "./fit.ts";
import { HEADER, WORD, isRequired } from "./pattern.ts";
import { findPatterns } from "./find-patterns.ts";
import { endOf, headerOf, minusIndex, rowOf, startOf } from "./pattern-index.ts";
import type { PatternIndex } from "./pattern-index.ts";
import type { Query } from "./query.ts";
import type { Sections } from "./sections.ts";

/** The minus phrases of all scopes. */
export interface MinusPhrases {
  /** Adds the minus patterns that a query matches to `found`. */
  find(query: Query, found: NumberList): void;
  /**
   * Finds the first of some matched minus patterns that keeps a phrase from the query: one of the
   * phrase, its group or its list.
   *
   * @returns -1 where none does.
   */
  blocking(pattern: number, matched: NumberList): number;
}

/**
 * Makes the minus phrases over the compiled index. A minus phrase without operators gives way to a
 * phrase that has all of its words (Yandex).
 */
export function createMinusPhrases(phrases: PatternIndex, sections: Sections): MinusPhrases {
  const { kin, kinStart, setStart, setItems, rowScope, scopeList, scopeMinus, listMinus } =
    sections;
  const minuses = minusIndex(sections);
  const candidates = createNumberList();

  const rarest = rarestWords(minuses);

  function mayHaveAny({ classes: { items, length } }: Query): boolean {
    for (let i = 0; i < length; i++) {
      const each = items[i] as number;
      if (((rarest[each >>> 5] as number) >>> (each & 31)) & 1) return true;
    }
    return false;
  }

  function isInSet(set: number, minus: number): boolean {
    let low = setStart[set] as number;
    let high = setStart[set + 1] as number;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((setItems[middle] as number) < minus) low = middle + 1;
      else high = middle;
    }
    return low < (setStart[set + 1] as number) && setItems[low] === minus;
  }

  function concerns(minus: number, pattern: number): boolean {
    const scope = rowScope[rowOf(phrases, pattern)] as number;
    return (
      isInSet(ownSet(phrases, pattern), minus) ||
      isInSet(scopeMinus[scope] as number, minus) ||
      isInSet(listMinus[scopeList[scope] as number] as number, minus)
    );
  }

  function givesWay(minus: number, pattern: number): boolean {
    if ((headerOf(minuses, minus) & HEADER.plain) === 0) return false;
    const end = endOf(minuses, minus);
    for (let at = startOf(minuses, minus); at < end; at++) {
      const word = minuses.body[at] as number;
      if (isRequired(word) && !hasKin(pattern, word & WORD.class)) return false;
    }
    return true;
  }

  /** Whether a phrase has a word that may be a form of the class. */
  function hasKin(pattern: number, wanted: number): boolean {
    const end = endOf(phrases, pattern);
    for (let at = startOf(phrases, pattern); at < end; at++) {
      const own = (phrases.body[at] as number) & WORD.class;
      if (own === wanted || isKin(own, wanted)) return true;
    }
    return false;
  }

  function isKin(own: number, wanted: number): boolean {
    const end = kinStart[own + 1] as number;
    for (let at = kinStart[own] as number; at < end; at++) if (kin[at] === wanted) return true;
    return false;
  }

  return {
    find(query, found) {
      if (!mayHaveAny(query)) return;
      findPatterns(minuses, query, candidates);
      for (let i = 0; i < candidates.length; i++) {
        const minus = candidates.items[i] as number;
        if (fitOf(minuses, minus, query) === "fits") addNumber(found, minus);
      }
    },
    blocking(pattern, matched) {
      for (let i = 0; i < matched.length; i++) {
        const minus = matched.items[i] as number;
        if (concerns(minus, pattern) && !givesWay(minus, pattern)) return minus;
      }
      return -1;
    },
  };
}

/** Classes that are the rarest word of any pattern, one bit each: few enough to be always at hand. */
function rarestWords({ first }: PatternIndex): Uint32Array {
  const words = new Uint32Array((first.length >>> 5) + 1);
  for (let each = 0; each + 1 < first.length; each++) {
    if (first[each] === first[each + 1]) continue;
    words[each >>> 5] = (words[each >>> 5] as number) | (1 << (each & 31));
  }
  return words;
}

/** The set of minus patterns that a phrase itself has; 0, the empty one, where it has none. */
function ownSet(index: PatternIndex, pattern: number): number {
  const header = headerOf(index, pattern);
  if ((header & HEADER.minus) === 0) return 0;
  const behind = endOf(index, pattern);
  return index.body[header & HEADER.ranked ? behind + 1 : behind] as number;
}
