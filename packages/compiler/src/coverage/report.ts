import type { PrecedenceStep } from "@facet/engine";
import type { Figure, SkipReason } from "./read-report.ts";

/**
 * What became of a term: its text is a listed phrase · a phrase matched · one matched only at a second
 * chance · a minus phrase kept it from every phrase · no list knows it, so the default shows.
 */
export const OUTCOMES = ["identical", "matched", "secondChance", "blocked", "default"] as const;

/** One of {@link OUTCOMES}. */
export type Outcome = (typeof OUTCOMES)[number];

/** How much of a report. */
export interface Amount {
  /** Rows of the report. */
  readonly terms: number;
  readonly clicks: number;
  /** In the currency of the report. */
  readonly cost: number;
}

/** How much of a report, and which part of the whole that is. */
export interface Share extends Amount {
  /** Of all clicks, 0–1. */
  readonly clicksShare: number;
  /** Of all cost, 0–1. */
  readonly costShare: number;
}

/** A listed phrase. */
export interface ListedPhrase {
  readonly list: string;
  readonly group?: string;
  readonly phrase: string;
}

/** A keyword group, or the phrases of a list that are in none. */
export interface GroupTraffic extends Amount {
  readonly list: string;
  readonly group?: string;
  readonly label?: string;
  /** Phrases of the group. */
  readonly phrases: number;
  /** How many of them a term reached. */
  readonly reached: number;
}

/** A term of the report, its rows taken together. */
export interface TermAmount extends Amount {
  readonly term: string;
  /** Clicks and cost of rows before the term was among the costliest are not in; absent: none. */
  readonly incomplete?: true;
}

/** A term that no list knows. */
export interface UnmappedTerm extends TermAmount {
  /** The group whose phrases share most words with it. */
  readonly suggestion?: {
    readonly list: string;
    readonly group: string;
    readonly words: readonly string[];
  };
}

/** A term that a minus phrase keeps from a listed phrase. */
export interface BlockedTerm extends TermAmount {
  readonly minus: string;
  readonly phrase?: ListedPhrase;
}

/** A term that a phrase of another group would fit as well. */
export interface AmbiguousTerm extends TermAmount {
  readonly match: ListedPhrase;
  readonly rival: ListedPhrase;
  /** The tie break that decided between the two. */
  readonly decidedBy: PrecedenceStep;
}

/** A text that the phrase makes longer than its slot, so that the slot shows its default. */
export interface OverlongText extends Amount {
  readonly match: ListedPhrase;
  readonly slot: string;
  /** The text with the phrase in it. */
  readonly text: string;
  /** In characters. */
  readonly length: number;
  readonly maxLength: number;
}

/** A list that is cut after its costliest members. */
export interface Costliest<T> extends Share {
  readonly top: readonly T[];
}

/** How far a rule set covers what people typed. */
export interface CoverageReport {
  /** Revision of the rule set. */
  readonly rules: string;
  /** Columns that the report does not have: these figures are 0 everywhere. */
  readonly missing: readonly Figure[];
  readonly total: Amount;
  readonly outcomes: Readonly<Record<Outcome, Share>>;
  /** By how the phrase fits the term: `identical`, `broad`, `typo`, … */
  readonly matches: Readonly<Record<string, Share>>;
  readonly unmapped: Costliest<UnmappedTerm>;
  readonly blocked: Costliest<BlockedTerm>;
  readonly ambiguous: Costliest<AmbiguousTerm>;
  readonly overlong: Costliest<OverlongText>;
  /** Costliest first. */
  readonly groups: readonly GroupTraffic[];
  /** Groups that no term of the report came to. */
  readonly idleGroups: readonly {
    readonly list: string;
    readonly group: string;
    readonly label?: string;
  }[];
  readonly phrases: {
    readonly total: number;
    readonly reached: number;
    /** The first phrases that no term reached, in the order of the lists. */
    readonly unreached: readonly ListedPhrase[];
  };
  readonly skipped: {
    readonly rows: number;
    readonly reasons: Readonly<Partial<Record<SkipReason, number>>>;
    /** The first that hold no number where one is needed, or a term too long to read. */
    readonly first: readonly { readonly row: number; readonly reason: SkipReason }[];
  };
}
