import type { PhraseInput } from "../context.ts";
import type { BufferSeal, KeywordBuffers, SecondChance } from "../ruleset.ts";
import type { ListedRow } from "./row-table.ts";
import type { ExplainOptions, KeywordTrace } from "./trace.ts";

/**
 * How a phrase fits the input. `exact` and `quoted`: no other words; `ordered` and `phrase`: in its
 * order; `broad`: anywhere; `stem`: some word is only known by its stem. The last four are second
 * chances.
 */
export type MatchKind =
  | "id"
  | "identical"
  | "exact"
  | "quoted"
  | "ordered"
  | "phrase"
  | "broad"
  | "stem"
  | "synonym"
  | SecondChance;

/** A step of the ladder; the first that answers ends it. */
export type Rung = "id" | "identical" | "matcher" | "synonym" | SecondChance;

/** Which listed phrase brought the visitor, and by which step of the ladder it was found. */
export interface KeywordMatch {
  /**
   * Text of the listed phrase. Where texts are not loaded: the request's own text, which says the
   * same, of a phrase that was found by its identical text, else absent.
   */
  readonly phrase?: string;
  /** Id of its list. */
  readonly list: string;
  /** Id of the keyword group the list maps it to. */
  readonly group?: string;
  readonly match: MatchKind;
  readonly rung: Rung;
  /** Position of the phrase in its list. */
  readonly row: number;
}

/** What a matcher was loaded from. */
export interface MatcherSource {
  /** Of the index, as the artifact says. */
  readonly seal: BufferSeal;
  readonly buffers: KeywordBuffers;
}

/** Finds the one listed phrase that an ad phrase or search query stands for. */
export interface KeywordMatcher {
  /** Absent: there are no phrases. */
  readonly source?: MatcherSource;
  /** @returns `undefined` where no listed phrase fits. */
  match(phrase: PhraseInput): KeywordMatch | undefined;
  /** The same answer, with the phrases that were in the running and why each lost. */
  explain(phrase: PhraseInput, options?: ExplainOptions): KeywordTrace;
  /** Every listed phrase, in the order of lists and rows. */
  phrases(): Iterable<ListedRow>;
  /** Text of a phrase, counted over all lists; `undefined` where there is none, or no texts. */
  textAt(row: number): string | undefined;
}

/** The matcher of a rule set whose lists have no phrases. */
export const NO_PHRASES: KeywordMatcher = {
  match: () => undefined,
  explain: ({ text }) => ({ ...(text === undefined ? {} : { text }), losers: [] }),
  phrases: () => [],
  textAt: () => undefined,
};
