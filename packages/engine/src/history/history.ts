/**
 * What a decision may know of a visitor's past. Plain data: the store keeps it, the reducer folds
 * events into it, the engine only reads it.
 */
export interface VisitorHistory {
  /** Events counted by name, for `did`. */
  readonly events: Readonly<Record<string, EventCounter>>;
  /** Entries of the score ledger, oldest first. */
  readonly ledger: readonly LedgerEntry[];
  /** What became of each offer, by offer id. */
  readonly offers: Readonly<Record<string, OfferHistory>>;
  /** Experiment id → arm id that the visitor was first given. */
  readonly assignments: Readonly<Record<string, string>>;
  /** Start of the current visit, epoch milliseconds: what the limit `visit` counts from. */
  readonly visitStartedAt: number;
  /** How many forms the visitor has submitted, for `ask: { afterSubmissions: n }`. */
  readonly submissions: number;
}

/** Occurrences of one event in bounded space. */
export interface EventCounter {
  /** `[day, count]`, day = whole days since the epoch (UTC), ascending, at most 90 days back. */
  readonly days: readonly (readonly [day: number, count: number])[];
  /** The latest exact times, epoch milliseconds, ascending, at most 20. */
  readonly recent: readonly number[];
}

/** One line of the score ledger. */
export interface LedgerEntry {
  /** Id of the points rule that gave it. */
  readonly rule: string;
  /** Name of the event it came from. */
  readonly event: string;
  readonly points: number;
  /** When the event happened, epoch milliseconds. */
  readonly at: number;
  /** A named score; absent: the main one. */
  readonly score?: string;
  /** Id of the message that told of the event; absent: of several. */
  readonly message?: string;
  /** How many occurrences it stands for; absent: one. */
  readonly count?: number;
}

/** What became of one offer. Times are epoch milliseconds. */
export interface OfferHistory {
  /** When it was shown, ascending, at most the last 50. */
  readonly shown: readonly number[];
  readonly dismissedAt?: number;
  readonly convertedAt?: number;
}
