import { isStopWord, tokenise } from "@facet/engine";
import type { KeywordList } from "@facet/engine";
import { readKeyword, readMinusPhrases } from "../../src/keyword/index.ts";
import type { KeywordPhrase, MinusSource } from "../../src/keyword/index.ts";
import type { PatternSource, PatternWord } from "../../src/keyword/pattern-source.ts";
import type { GivenList } from "./support.ts";

/** What a listed phrase is worth to a query: compared from left to right, the greater wins. */
type Merit = readonly number[];

interface Entry extends KeywordPhrase {
  readonly list: number;
  readonly row: number;
  readonly platform: KeywordList["platform"];
  readonly priority: number;
  readonly group: string | undefined;
  readonly blockers: readonly MinusSource[];
}

/** A winner by list and row. */
export interface BruteWinner {
  readonly list: string;
  readonly row: number;
  readonly phrase: string;
}

/** Words are forms of each other where they differ in a final s. */
const lemma = (word: string): string => word.replace(/s$/u, "");

/** Tries every phrase of some lists on a query, as plainly as can be. */
export function bruteForce(
  lists: readonly GivenList[],
  query: string,
  visit?: string,
): BruteWinner | undefined {
  const entries = lists.flatMap((list, index) => entriesOf(list, index));
  const words = tokenise(query);
  const frequency = countWords(entries);
  const listed = listedWords(entries, lists);
  const fitting = entries.filter(
    ({ pattern, blockers }) =>
      pattern && fits(pattern, words) && !blockers.some((minus) => blocks(minus, pattern, words)),
  );
  const merit = (entry: Entry): Merit => meritOf(entry, { words, frequency, listed, visit });
  const [best] = fitting.sort(
    (a, b) => compare(merit(b), merit(a)) || a.list - b.list || a.row - b.row,
  );
  return best && { list: `list${best.list}`, row: best.row, phrase: best.text };
}

function entriesOf(list: GivenList, index: number): Entry[] {
  const { platform = "yandex", minus = "", groupMinus = {} } = list;
  const ofList = readMinusPhrases(minus, platform).minus;
  const entries: Entry[] = [];
  for (const given of list.phrases) {
    const phrase = typeof given === "string" ? { keyword: given } : given;
    const { group, priority = 0 } = phrase;
    const ofGroup = readMinusPhrases(groupMinus[group ?? ""] ?? "", platform).minus;
    for (const read of readKeyword(phrase, platform).phrases) {
      const blockers = [...read.minus, ...ofGroup, ...ofList];
      entries.push({
        ...read,
        list: index,
        row: entries.length,
        platform,
        priority,
        group,
        blockers,
      });
    }
  }
  return entries;
}

function isWord({ word, exact }: Pick<PatternWord, "word" | "exact">, other: string): boolean {
  return exact ? word === other : lemma(word) === lemma(other);
}

function fits({ words, kind, platform }: PatternSource, query: readonly string[]): boolean {
  const required = words.filter(({ optional }) => !optional);
  if (!required.every((word) => query.some((other) => isWord(word, other)))) return false;
  if (!chainsOf(words).every((chain) => hasRun(chain, query))) return false;
  if (kind === "broad") return true;
  if (kind === "ordered") return isSubsequence(required, query);
  if (kind === "whole") return query.length === words.length;
  return query.every(
    (other) => isStopWord(other, platform) || words.some((word) => isWord(word, other)),
  );
}

function chainsOf(words: readonly PatternWord[]): PatternWord[][] {
  const chains: PatternWord[][] = [];
  for (const word of words) {
    if (word.adjacent) chains.at(-1)?.push(word);
    else chains.push([word]);
  }
  return chains.filter((chain) => chain.length > 1);
}

function hasRun(chain: readonly PatternWord[], query: readonly string[]): boolean {
  return query.some((_, start) =>
    chain.every((word, index) => {
      const other = query[start + index];
      return other !== undefined && isWord(word, other);
    }),
  );
}

function isSubsequence(words: readonly PatternWord[], query: readonly string[]): boolean {
  const [first, ...rest] = words;
  if (!first) return true;
  return query.some(
    (other, at) => isWord(first, other) && isSubsequence(rest, query.slice(at + 1)),
  );
}

function blocks(
  { pattern }: MinusSource,
  phrase: PatternSource,
  query: readonly string[],
): boolean {
  if (!fits(pattern, query)) return false;
  const givesWay =
    pattern.plain &&
    pattern.words
      .filter(({ optional }) => !optional)
      .every((word) => phrase.words.some((own) => isWord(word, own.word)));
  return !givesWay;
}

interface Ring {
  readonly words: readonly string[];
  readonly frequency: ReadonlyMap<string, number>;
  /** Words that are written in some phrase: known, and not by their ending alone. */
  readonly listed: ReadonlySet<string>;
  readonly visit: string | undefined;
}

function meritOf(entry: Entry, { words: query, frequency, listed, visit }: Ring): Merit {
  const { pattern, priority, group, platform } = entry;
  if (!pattern) return [];
  const required = pattern.words.filter(({ optional }) => !optional);
  const optional = pattern.words.filter((word) => word.optional && !word.repeated);
  const isChained = chainsOf(pattern.words).length > 0;
  const isKnown = required.every((word) =>
    query.some((other) => isWord(word, other) && (word.exact || listed.has(other))),
  );
  const strictness = pattern.kind === "cover" ? 3 : pattern.kind === "ordered" || isChained ? 2 : 1;
  return [
    priority,
    isKnown ? strictness : 0,
    required.filter(({ repeated }) => !repeated).length,
    pattern.words.filter(({ exact }) => exact).length,
    optional.filter((word) => query.some((other) => isWord(word, other))).length,
    Number(isSubsequence(required, query)),
    -shortestStretch(required, query),
    -required
      .map((word) => Math.round(1_024 * Math.log2(1 + (frequency.get(keyOf(word)) ?? 0))))
      .reduce((sum, bits) => sum + bits, 0),
    Number(group !== undefined),
    Number(platform === visit),
  ];
}

function shortestStretch(required: readonly PatternWord[], query: readonly string[]): number {
  for (let length = 1; length <= query.length; length++) {
    for (let start = 0; start + length <= query.length; start++) {
      const part = query.slice(start, start + length);
      if (required.every((word) => part.some((other) => isWord(word, other)))) return length;
    }
  }
  return query.length;
}

function keyOf({ word, exact }: PatternWord): string {
  return exact ? `!${word}` : lemma(word);
}

function countWords(entries: readonly Entry[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { pattern } of entries) {
    const required = (pattern?.words ?? []).filter(({ optional }) => !optional);
    for (const key of new Set(required.map(keyOf))) counts.set(key, (counts.get(key) ?? 0) + 1);
  }
  return counts;
}

function listedWords(entries: readonly Entry[], lists: readonly GivenList[]): ReadonlySet<string> {
  const ofLists = lists.flatMap(
    ({ platform = "yandex", minus = "" }) => readMinusPhrases(minus, platform).minus,
  );
  const patterns = [
    ...entries.flatMap(({ pattern }) => pattern ?? []),
    ...[...entries.flatMap(({ blockers }) => blockers), ...ofLists].map(({ pattern }) => pattern),
  ];
  return new Set(patterns.flatMap(({ words }) => words.map(({ word }) => word)));
}

function compare(a: Merit, b: Merit): number {
  const at = a.findIndex((value, index) => value !== b[index]);
  return at < 0 ? 0 : (a[at] ?? 0) - (b[at] ?? 0);
}
