import type { KeywordList } from "../ruleset.ts";

/**
 * How the words of a pattern must stand in a query. `broad`: anywhere. `ordered`: in order, others
 * may stand between. `cover`: no other words than these. `whole`: all words of the query, in order.
 */
export const KINDS = ["broad", "ordered", "cover", "whole"] as const;

/** See {@link KINDS}. */
export type PatternKind = (typeof KINDS)[number];

/** Ad systems in the order of their numbers in patterns. */
export const PLATFORMS = [
  "yandex",
  "google",
  "microsoft",
  "plain",
] as const satisfies readonly KeywordList["platform"][];

/**
 * What an index knows of a pattern besides its two rarest required words: the third and the fourth
 * rarest, 0 where it has fewer, the place of its header in the body, and the row of a phrase. Most
 * patterns that do not match need no other look.
 */
export const ENTRY = { size: 4, third: 0, fourth: 1, place: 2, row: 3 } as const;

/**
 * Puts a class anywhere among the unsigned 32-bit numbers, each somewhere else and 0 at 0. Patterns that
 * stand in the order of such numbers can be found by where a number should be.
 */
export function scatter(each: number): number {
  return Math.imul(each, 0x9e3779b1) >>> 0;
}

/**
 * About where in a range patterns with a scattered second word stand: as far into it as the number is
 * into all numbers. There too is the byte by which the range's filter knows the word.
 *
 * @param patterns How many the range has, at least one.
 */
export function placeInRange(second: number, patterns: number): number {
  return (second * patterns * 2 ** -32) >>> 0;
}

/** The bit by which the first byte of a range's filter knows that there are patterns of one word. */
export const SINGLE_BIT = 1;

/** Every two of the other bits of a byte. */
const BIT_PAIRS = Uint8Array.from(
  Array.from({ length: 256 }, (_, bits) => bits).filter(
    (bits) => (bits & SINGLE_BIT) === 0 && bits.toString(2).replaceAll("0", "").length === 2,
  ),
);

/** The bits by which that byte knows a scattered second word; 0 is none. */
export function filterBits(second: number): number {
  if (second === 0) return SINGLE_BIT;
  const hash = Math.imul(second, 0x85ebca6b) >>> 16;
  return BIT_PAIRS[(hash * BIT_PAIRS.length) >>> 16] as number;
}

/**
 * A pattern is one phrase or minus phrase: a header, its words in the order written, then its rank
 * and its set of minus patterns where the header says that it has them.
 */
export const HEADER = {
  /** Number of words. */
  count: 0x3f,
  kindShift: 6,
  platformShift: 8,
  /** Some words must follow each other. */
  chain: 1 << 10,
  /** A rank follows the words. */
  ranked: 1 << 11,
  /** A set of minus patterns follows. */
  minus: 1 << 12,
  /** A minus phrase without operators: it gives way to keywords that have its words. */
  plain: 1 << 13,
} as const;

/** A word of a pattern: its class, and what is asked of it. */
export const WORD = {
  class: 0x0fffffff,
  /** A stop word that nobody has fixed: need not be there. */
  optional: 0x80000000,
  /** Exactly this form. */
  fixed: 0x40000000,
  /** Stands right behind the word before it. */
  adjacent: 0x20000000,
  /** Has been there before. */
  repeated: 0x10000000,
} as const;

/** Header's kind. */
export function kindOf(header: number): PatternKind {
  return KINDS[(header >>> HEADER.kindShift) & 3] as PatternKind;
}

/** Whether a pattern's word must occur in the query. */
export function isRequired(word: number): boolean {
  return (word & WORD.optional) === 0;
}

/** Classes of match, the strictest first, by number. */
export const MATCH_CLASS = { exact: 1, ordered: 2, broad: 3, stem: 4 } as const;

/** How strict a pattern is by its operators alone. */
export function matchClass(header: number): number {
  const kind = kindOf(header);
  if (kind === "cover" || kind === "whole") return MATCH_CLASS.exact;
  return kind === "ordered" || header & HEADER.chain ? MATCH_CLASS.ordered : MATCH_CLASS.broad;
}
