import { listedPhrases } from "@facet/engine";
import type { Ruleset } from "@facet/engine";
import type { UnmappedTerm } from "./report.ts";
import { wordKeys } from "./word-keys.ts";

/** Guesses the group that a term belongs to. */
export type SuggestGroup = (term: string) => UnmappedTerm["suggestion"];

interface Group {
  readonly list: string;
  readonly group: string;
}

/**
 * Makes a guesser: a term belongs where its words do. A word counts more, the fewer groups have it,
 * and the larger the part of the group's phrases that hold it.
 *
 * @returns a function that gives `undefined` where no group shares a word with the term.
 */
export function createGroupSuggester(ruleset: Ruleset): SuggestGroup {
  const groups: Group[] = [];
  const sizes: number[] = [];
  const indexes = new Map<string, number>();
  /** Word → how many phrases of each group hold it. */
  const words = new Map<string, Map<number, number>>();
  for (const { phrase, list, group } of listedPhrases(ruleset)) {
    if (group === undefined) continue;
    const index = indexOf({ list, group });
    sizes[index] = (sizes[index] ?? 0) + 1;
    for (const key of new Set(wordKeys(phrase).flatMap(({ keys }) => keys))) {
      const holders = words.get(key) ?? new Map<number, number>();
      words.set(key, holders.set(index, (holders.get(index) ?? 0) + 1));
    }
  }

  function indexOf(group: Group): number {
    const key = `${group.list}\u0000${group.group}`;
    const known = indexes.get(key);
    if (known !== undefined) return known;
    indexes.set(key, groups.length);
    return groups.push(group) - 1;
  }

  return (term) => {
    const scores = new Map<number, { score: number; readonly shared: string[] }>();
    for (const { keys, word } of wordKeys(term)) {
      const key = keys.find((each) => words.has(each));
      const holders = key === undefined ? undefined : words.get(key);
      if (!holders) continue;
      const rarity = Math.log(1 + groups.length / holders.size);
      for (const [index, phrases] of holders) {
        const entry = scores.get(index) ?? { score: 0, shared: [] };
        entry.score += rarity * (1 + phrases / (sizes[index] ?? phrases));
        entry.shared.push(word);
        scores.set(index, entry);
      }
    }
    let best: { index: number; score: number; shared: readonly string[] } | undefined;
    for (const [index, { score, shared }] of scores) {
      if (!best || score > best.score) best = { index, score, shared };
    }
    const group = best && groups[best.index];
    return group && best ? { ...group, words: best.shared } : undefined;
  };
}
