import { HEADER, KINDS, PLATFORMS, WORD } from "@facet/engine";
import type { PatternScope, PatternSource } from "./pattern-source.ts";
import { ASKED } from "./simple-phrase.ts";
import type { SimplePhrase } from "./simple-phrase.ts";
import type { Units } from "./units.ts";

/**
 * Patterns as the engine reads them, but for their words, which are units with the flags of
 * {@link WORD} and not yet classes: a header and as many words as it says, one pattern behind the
 * other.
 */
export interface Patterns {
  readonly size: number;
  /** How many headers and words there are. */
  readonly length: number;
  /** One behind the other; each pattern is whole in one of them. */
  readonly pieces: readonly Uint32Array[];
}

/** Collects patterns. */
export interface PatternPool {
  readonly size: number;
  /** @returns the number of the pattern. */
  add(pattern: PatternSource): number;
  /** Adds the words of a phrase that has been read. */
  addSimple(phrase: SimplePhrase, scope: PatternScope): number;
  /** All that has been added so far. */
  toPatterns(): Patterns;
}

const PIECE = 65_536;

/** Makes an empty pool. It grows by pieces, for the same reason as a buffer of numbers does. */
export function createPatternPool(units: Units): PatternPool {
  const full: Uint32Array[] = [];
  let piece = new Uint32Array(256);
  let filled = 0;
  let length = 0;
  let size = 0;

  function reserve(count: number): void {
    if (filled + count <= piece.length) return;
    full.push(piece.subarray(0, filled));
    piece = new Uint32Array(Math.max(count, Math.min(PIECE, 4 * piece.length)));
    filled = 0;
  }

  /** Takes a header and so many words that stand in the room that was reserved. */
  function take(count: number): number {
    filled += 1 + count;
    length += 1 + count;
    size += 1;
    return size - 1;
  }

  return {
    get size() {
      return size;
    },
    add(pattern) {
      const { words } = pattern;
      reserve(1 + words.length);
      piece[filled] = toHeader(pattern);
      for (const [place, { word, exact, optional, adjacent, repeated }] of words.entries()) {
        const flags =
          (optional ? WORD.optional : 0) |
          (exact ? WORD.fixed : 0) |
          (adjacent ? WORD.adjacent : 0) |
          (repeated ? WORD.repeated : 0);
        piece[filled + 1 + place] = units.numberOf(word, { exact }) | flags;
      }
      return take(words.length);
    },
    addSimple({ words, count, asked }, { platform, kind }) {
      reserve(1 + count);
      const to = piece;
      const start = filled + 1;
      let stopWords = 0;
      let chain = 0;
      for (let word = 0; word < count; word++) {
        const operators = asked[word] as number;
        const unit = units.numberAt(words, word, operators & ASKED.fixed ? EXACT : ANY_FORM);
        const repeated = (operators & ASKED.bracket) === 0 && hasUnit(to, start, word, unit);
        if (operators & ASKED.adjacent) chain = HEADER.chain;
        if (operators === 0 && units.isStopWord(unit, platform)) stopWords += 1;
        to[start + word] =
          unit |
          (operators & ASKED.fixed ? WORD.fixed : 0) |
          (operators & ASKED.adjacent ? WORD.adjacent : 0) |
          (repeated ? WORD.repeated : 0);
      }
      to[filled] = headerOf(count, { platform, kind }) | chain;
      // A phrase of nothing but stop words needs them.
      if (stopWords > 0 && stopWords < count) {
        for (let word = 0; word < count; word++) {
          const unit = (to[start + word] as number) & WORD.class;
          if (asked[word] === 0 && units.isStopWord(unit, platform)) {
            to[start + word] = (to[start + word] as number) | WORD.optional;
          }
        }
      }
      return take(count);
    },
    toPatterns: () => ({ size, length, pieces: [...full, piece.subarray(0, filled)] }),
  };
}

const EXACT = { exact: true };
const ANY_FORM = { exact: false };

/** Whether a unit is among the first so many words of a pattern. */
function hasUnit(words: Uint32Array, start: number, count: number, unit: number): boolean {
  for (let at = start; at < start + count; at++) {
    if (((words[at] as number) & WORD.class) === unit) return true;
  }
  return false;
}

function headerOf(count: number, { platform, kind }: PatternScope): number {
  return (
    count |
    (KINDS.indexOf(kind) << HEADER.kindShift) |
    (PLATFORMS.indexOf(platform) << HEADER.platformShift)
  );
}

function toHeader(pattern: PatternSource): number {
  const { words, plain } = pattern;
  return (
    headerOf(words.length, pattern) |
    (words.some(({ adjacent }) => adjacent) ? HEADER.chain : 0) |
    (plain ? HEADER.plain : 0)
  );
}

/** Numbers equal patterns alike. */
export interface UniquePatterns {
  readonly pool: PatternPool;
  /** Texts of the patterns, each as it was first written. */
  readonly texts: readonly string[];
  add(pattern: PatternSource, text: string): number;
}

/** Makes an empty pool in which no pattern is twice. */
export function createUniquePatterns(units: Units): UniquePatterns {
  const pool = createPatternPool(units);
  const numbers = new Map<string, number>();
  const texts: string[] = [];
  return {
    pool,
    texts,
    add(pattern, text) {
      const words = pattern.words.map(
        ({ word, exact, optional, adjacent }) =>
          `${exact ? "!" : ""}${optional ? "?" : ""}${adjacent ? "~" : ""}${word}`,
      );
      const key = `${toHeader(pattern)} ${words.join(" ")}`;
      const known = numbers.get(key);
      if (known !== undefined) return known;
      texts.push(text.replace(/\s+/gu, " "));
      numbers.set(key, pool.size);
      return pool.add(pattern);
    },
  };
}
