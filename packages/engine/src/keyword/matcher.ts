import type { PhraseInput } from "../context.ts";

/** Which listed phrase brought the visitor, and by which step of the ladder it was found. */
export interface KeywordMatch {
  /** Text of the listed phrase. */
  readonly phrase: string;
  /** Id of its list. */
  readonly list: string;
  /** Id of the keyword group the list maps it to. */
  readonly group?: string;
  /** How the phrase fits the input. */
  readonly match: "id" | "identical";
  /** The step of the ladder that answered. */
  readonly rung: "id" | "identical";
  /** Position of the phrase in its list. */
  readonly row: number;
}

/** Finds the one listed phrase that an ad phrase or search query stands for. */
export interface KeywordMatcher {
  /** @returns `undefined` where no listed phrase fits. */
  match(phrase: PhraseInput): KeywordMatch | undefined;
}
