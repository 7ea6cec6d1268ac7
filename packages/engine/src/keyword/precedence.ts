import { isInOrder } from "./fit.ts";
import { HEADER, MATCH_CLASS, WORD, isRequired, matchClass } from "./pattern.ts";
import { endOf, headerOf, rowOf, startOf } from "./pattern-index.ts";
import type { PatternIndex } from "./pattern-index.ts";
import type { Query } from "./query.ts";
import type { RowTable } from "./row-table.ts";
import type { PrecedenceStep } from "./trace.ts";

/** The phrases that may win, and the request that they compete for. */
export interface Contest {
  readonly index: PatternIndex;
  readonly rows: RowTable;
  /** Class → number of phrases that require it. */
  readonly frequency: Uint32Array;
  /** Rank of a phrase that has no priority. */
  readonly defaultRank: number;
  readonly query: Query;
  /** Ad system of the visit. */
  platform: string | undefined;
}

/** One thing that phrases are compared by. */
export interface Criterion {
  readonly id: PrecedenceStep;
  /** What the better phrase has, for people. */
  readonly name: string;
  /** The greater, the better. */
  score(pattern: number, contest: Contest): number;
}

/**
 * What decides between phrases that fit one query, the most important first. The last one differs for
 * any two phrases, so the order is total.
 */
export const CRITERIA: readonly Criterion[] = [
  { id: "priority", name: "a higher priority", score: rankOf },
  {
    id: "kind",
    name: "a stricter kind of match",
    score: (pattern, contest) => -classOf(pattern, contest),
  },
  { id: "words", name: "more words that matched", score: requiredWords },
  { id: "fixed", name: "more fixed forms", score: fixedForms },
  { id: "stopWords", name: "more of its stop words in the query", score: matchedStopWords },
  {
    id: "order",
    name: "its words in the query's order",
    score: (pattern, { index, query }) => Number(isInOrder(index, pattern, query)),
  },
  {
    id: "span",
    name: "its words closer together",
    score: (pattern, contest) => -spanOf(pattern, contest),
  },
  { id: "rarity", name: "rarer words", score: (pattern, contest) => -commonness(pattern, contest) },
  {
    id: "group",
    name: "a group",
    score: (pattern, { rows, index }) => Number(rows.groupOf(rowOf(index, pattern)) !== undefined),
  },
  { id: "platform", name: "the ad system of the visit", score: isOfVisit },
  {
    id: "file",
    name: "an earlier place in the files",
    score: (pattern, { index }) => -rowOf(index, pattern),
  },
];

/** Whether `a` goes before `b`. */
export function isBetter(a: number, b: number, contest: Contest): boolean {
  for (const { score } of CRITERIA) {
    const difference = score(a, contest) - score(b, contest);
    if (difference !== 0) return difference > 0;
  }
  return false;
}

/** Compares phrases with the best one so far, whose scores are kept. */
export interface Judge {
  /** Takes a phrase as the best one so far. */
  crown(pattern: number): void;
  /** Whether a phrase goes before the best one so far. */
  beats(pattern: number): boolean;
}

/** Makes a judge, for every query of a contest. */
export function createJudge(contest: Contest): Judge {
  const scores = new Float64Array(CRITERIA.length);
  let best = -1;
  let known = 0;
  return {
    crown(pattern) {
      best = pattern;
      known = 0;
    },
    beats(pattern) {
      for (let i = 0; i < CRITERIA.length; i++) {
        const { score } = CRITERIA[i] as Criterion;
        if (i === known) scores[known++] = score(best, contest);
        const difference = score(pattern, contest) - (scores[i] as number);
        if (difference !== 0) return difference > 0;
      }
      return false;
    },
  };
}

/** What phrases of one text are told apart by, where a query is that text: they have the same words. */
export const OF_ONE_TEXT: readonly Criterion[] = CRITERIA.filter(({ id }) =>
  ["priority", "kind", "group", "platform", "file"].includes(id),
);

/** What the better of two phrases has; `undefined` for one and the same. */
export function decidingCriterion(
  a: number,
  b: number,
  { contest, criteria }: { readonly contest: Contest; readonly criteria: readonly Criterion[] },
): Criterion | undefined {
  return criteria.find(({ score }) => score(a, contest) !== score(b, contest));
}

/** How strictly a phrase that fits matches: one of {@link MATCH_CLASS}. */
export function classOf(pattern: number, { index, query }: Contest): number {
  if (isByStem(index, pattern, query)) return MATCH_CLASS.stem;
  return matchClass(headerOf(index, pattern));
}

/** Whether a required word is in the query only by its stem. */
function isByStem(index: PatternIndex, pattern: number, { sure }: Query): boolean {
  const end = endOf(index, pattern);
  for (let at = startOf(index, pattern); at < end; at++) {
    const word = index.body[at] as number;
    if (isRequired(word) && sure[word & WORD.class] === 0) return true;
  }
  return false;
}

function rankOf(pattern: number, { index, defaultRank }: Contest): number {
  if ((headerOf(index, pattern) & HEADER.ranked) === 0) return defaultRank;
  return index.body[endOf(index, pattern)] as number;
}

function requiredWords(pattern: number, { index }: Contest): number {
  const end = endOf(index, pattern);
  let count = 0;
  for (let at = startOf(index, pattern); at < end; at++) {
    const word = index.body[at] as number;
    if (isRequired(word) && (word & WORD.repeated) === 0) count++;
  }
  return count;
}

function fixedForms(pattern: number, { index }: Contest): number {
  const end = endOf(index, pattern);
  let count = 0;
  for (let at = startOf(index, pattern); at < end; at++) {
    if ((index.body[at] as number) & WORD.fixed) count++;
  }
  return count;
}

function matchedStopWords(pattern: number, { index, query: { masks } }: Contest): number {
  const end = endOf(index, pattern);
  let count = 0;
  for (let at = startOf(index, pattern); at < end; at++) {
    const word = index.body[at] as number;
    const isNew = (word & WORD.repeated) === 0;
    if (!isRequired(word) && isNew && masks[word & WORD.class] !== 0) count++;
  }
  return count;
}

/** Length of the shortest stretch of the query that holds every required word. */
function spanOf(pattern: number, { index, query }: Contest): number {
  const length = query.words.count;
  let shortest = length;
  for (let start = 0; start < length; start++) {
    const end = endOfStretch(pattern, { index, query, start });
    if (end < 0) break;
    shortest = Math.min(shortest, end - start + 1);
  }
  return shortest;
}

interface Stretch extends Pick<Contest, "index" | "query"> {
  readonly start: number;
}

/** The last of the first positions from `start` on of all required words, -1 where one has none. */
function endOfStretch(pattern: number, { index, query, start }: Stretch): number {
  const last = endOf(index, pattern);
  let end = start;
  for (let at = startOf(index, pattern); at < last; at++) {
    const word = index.body[at] as number;
    if (!isRequired(word)) continue;
    const behind = ((query.masks[word & WORD.class] as number) >>> start) << start;
    if (behind === 0) return -1;
    end = Math.max(end, 31 - Math.clz32(behind & -behind));
  }
  return end;
}

// Whole numbers, so that the order in which words are added cannot decide.
const STEPS_PER_BIT = 1_024;

/** How common the required words are together: the sum of the logarithms of their frequencies. */
function commonness(pattern: number, { index, frequency }: Contest): number {
  const end = endOf(index, pattern);
  let sum = 0;
  for (let at = startOf(index, pattern); at < end; at++) {
    const word = index.body[at] as number;
    if (!isRequired(word)) continue;
    sum += Math.round(STEPS_PER_BIT * Math.log2(1 + (frequency[word & WORD.class] as number)));
  }
  return sum;
}

function isOfVisit(pattern: number, { rows, index, platform }: Contest): number {
  const list = rows.lists[rows.listOf(rowOf(index, pattern))];
  return Number(list?.platform === platform);
}
