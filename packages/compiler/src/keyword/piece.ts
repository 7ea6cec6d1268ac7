/** A word of a phrase as it is written between spaces, without its operators. */
export interface Piece {
  readonly text: string;
  /** `!`: exactly this form. */
  readonly fixed: boolean;
  /** `+`: required although it is a stop word. */
  readonly kept: boolean;
  /** Number of the brackets that it stands in; the words of one pair follow each other. */
  readonly bracket?: number;
}

/** What is wrong with a phrase, for the people who wrote it. */
export interface PhraseIssue {
  readonly code: string;
  readonly message: string;
  readonly suggestion: string;
}

/** One way to read a phrase: alternatives are written out. */
export interface Reading {
  readonly pieces: readonly Piece[];
  /** No other words than these. */
  readonly quoted: boolean;
}

/** A phrase with operators, taken apart. */
export interface ParsedPhrase {
  /** At least one; more where the phrase has alternatives. */
  readonly readings: readonly Reading[];
  /** Minus phrases that it carries; alternatives are written out. */
  readonly minus: readonly Reading[];
  readonly issues: readonly PhraseIssue[];
}
