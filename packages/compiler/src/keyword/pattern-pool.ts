import { HEADER, KINDS, PLATFORMS, WORD } from "@facet/engine";
import { createNumberBuffer } from "./number-buffer.ts";
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
  readonly body: Uint32Array;
  /** Pattern → place of its header in `body`. */
  readonly starts: Uint32Array;
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

/** Makes an empty pool. */
export function createPatternPool(units: Units): PatternPool {
  const body = createNumberBuffer();
  const starts = createNumberBuffer();
  const numbers: number[] = [];
  return {
    get size() {
      return starts.length;
    },
    add(pattern) {
      starts.push(body.length);
      body.push(toHeader(pattern));
      for (const { word, exact, optional, adjacent, repeated } of pattern.words) {
        const flags =
          (optional ? WORD.optional : 0) |
          (exact ? WORD.fixed : 0) |
          (adjacent ? WORD.adjacent : 0) |
          (repeated ? WORD.repeated : 0);
        body.push((units.numberOf(word, { exact }) | flags) >>> 0);
      }
      return starts.length - 1;
    },
    addSimple({ words, count, asked }, { platform, kind }) {
      let stopWords = 0;
      let chain = 0;
      for (let word = 0; word < count; word++) {
        const operators = asked[word] as number;
        const unit = units.numberAt(words, word, operators & ASKED.fixed ? EXACT : ANY_FORM);
        numbers[word] = unit;
        if (operators & ASKED.adjacent) chain = HEADER.chain;
        if (operators === 0 && units.isStopWord(unit, platform)) stopWords += 1;
      }
      const mayDrop = stopWords > 0 && stopWords < count;
      starts.push(body.length);
      body.push(headerOf(count, { platform, kind }) | chain);
      for (let word = 0; word < count; word++) {
        const operators = asked[word] as number;
        const unit = numbers[word] as number;
        const isOptional = mayDrop && operators === 0 && units.isStopWord(unit, platform);
        const isRepeated = (operators & ASKED.bracket) === 0 && hasBefore(numbers, word);
        const flags =
          (isOptional ? WORD.optional : 0) |
          (operators & ASKED.fixed ? WORD.fixed : 0) |
          (operators & ASKED.adjacent ? WORD.adjacent : 0) |
          (isRepeated ? WORD.repeated : 0);
        body.push((unit | flags) >>> 0);
      }
      return starts.length - 1;
    },
    toPatterns: () => ({ body: body.toArray(), starts: starts.toArray() }),
  };
}

const EXACT = { exact: true };
const ANY_FORM = { exact: false };

/** Whether the number at some place is at one before it too. */
function hasBefore(numbers: readonly number[], place: number): boolean {
  for (let i = 0; i < place; i++) if (numbers[i] === numbers[place]) return true;
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
