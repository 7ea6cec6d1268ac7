import { HEADER, KINDS, PLATFORMS, WORD } from "@facet/engine";
import { createNumberBuffer } from "./number-buffer.ts";
import type { PatternSource } from "./pattern-source.ts";
import type { Units } from "./units.ts";

/** Patterns as the engine reads them, but for their words, which are units and not yet classes. */
export interface PatternPool {
  readonly size: number;
  /** @returns the number of the pattern. */
  add(pattern: PatternSource): number;
  headerOf(pattern: number): number;
  /** Units with the flags of {@link WORD}. */
  wordsOf(pattern: number): Uint32Array;
}

/** Makes an empty pool. */
export function createPatternPool(units: Units): PatternPool {
  const body = createNumberBuffer();
  const starts = createNumberBuffer();
  const headerOf = (pattern: number): number => body.view()[starts.view()[pattern] ?? 0] ?? 0;
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
    headerOf,
    wordsOf(pattern) {
      const start = (starts.view()[pattern] ?? 0) + 1;
      return body.view().subarray(start, start + (headerOf(pattern) & HEADER.count));
    },
  };
}

function toHeader({ platform, kind, words, plain }: PatternSource): number {
  return (
    words.length |
    (KINDS.indexOf(kind) << HEADER.kindShift) |
    (PLATFORMS.indexOf(platform) << HEADER.platformShift) |
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
