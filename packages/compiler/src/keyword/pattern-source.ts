import { MAX_WORDS, isStopWord, tokenise } from "@facet/engine";
import type { KeywordList, PatternKind } from "@facet/engine";
import type { Piece, Reading } from "./piece.ts";

/** A word of a pattern, not yet numbered. */
export interface PatternWord {
  /** Folded. */
  readonly word: string;
  /** Compared as it is written, not in all its forms. */
  readonly exact: boolean;
  readonly optional: boolean;
  readonly adjacent: boolean;
  readonly repeated: boolean;
}

/** A phrase or minus phrase as it will be matched. */
export interface PatternSource {
  readonly platform: KeywordList["platform"];
  readonly kind: PatternKind;
  readonly words: readonly PatternWord[];
  /** A minus phrase that gives way to keywords with all of its words. */
  readonly plain: boolean;
}

/** What a reading is made into a pattern for. */
export interface PatternScope {
  readonly platform: KeywordList["platform"];
  readonly kind: PatternKind;
}

/**
 * Makes a pattern of a phrase: stop words that nothing fixes may be missing, unless there are no
 * other words; a word that comes again counts once; inside brackets every word counts.
 *
 * @returns `undefined` where there are no words, or too many ({@link hasTooManyWords}).
 */
export function toPattern(
  { pieces }: Pick<Reading, "pieces">,
  { platform, kind }: PatternScope,
): PatternSource | undefined {
  const words = pieces.flatMap((piece) => wordsOf(piece, platform));
  if (words.length === 0 || words.length > MAX_WORDS) return undefined;
  const onlyStopWords = words.every(({ stop }) => stop);
  const seen = new Set<string>();
  return {
    platform,
    kind,
    plain: false,
    words: words.map(({ word, exact, stop, bracket }, index) => {
      const key = `${exact ? "!" : ""}${word}`;
      const repeated = bracket === undefined && seen.has(key);
      seen.add(key);
      const adjacent = bracket !== undefined && words[index - 1]?.bracket === bracket;
      return { word, exact, optional: stop && !onlyStopWords, adjacent, repeated };
    }),
  };
}

/** Whether a text has more words than are read of a query. */
export function hasTooManyWords(text: string): boolean {
  return tokenise(text, MAX_WORDS + 1).length > MAX_WORDS;
}

interface LooseWord {
  readonly word: string;
  readonly exact: boolean;
  /** A stop word that nothing fixes. */
  readonly stop: boolean;
  readonly bracket: number | undefined;
}

function wordsOf(
  { text, fixed, kept, bracket }: Piece,
  platform: KeywordList["platform"],
): LooseWord[] {
  const mayDrop = !fixed && !kept && bracket === undefined;
  return tokenise(text, MAX_WORDS + 1).map((word) => ({
    word,
    exact: fixed,
    stop: mayDrop && isStopWord(word, platform),
    bracket,
  }));
}

/**
 * Makes a pattern that compares words as they are written, stop words too: a negative keyword of
 * Google or Microsoft. Unless `kind` is broad they follow each other.
 */
export function toRawPattern(
  text: string,
  { platform, kind }: PatternScope,
): PatternSource | undefined {
  const words = tokenise(text, MAX_WORDS + 1);
  if (words.length === 0 || words.length > MAX_WORDS) return undefined;
  return {
    platform,
    kind: kind === "whole" ? "whole" : "broad",
    plain: false,
    words: words.map((word, index) => ({
      word,
      exact: true,
      optional: false,
      adjacent: kind !== "broad" && index > 0,
      repeated: false,
    })),
  };
}
