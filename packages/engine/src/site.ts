/** What the whole site shares. */
export interface Site {
  readonly id: string;
  /** First one is the default. */
  readonly locales: readonly string[];
  /** IANA time zone of schedules and `time` conditions. */
  readonly timeZone: string;
  /** Consent where the visitor has not spoken. */
  readonly consent: "granted" | "denied";
  /** Share of visitors kept on defaults, in basis points (0–10000). */
  readonly holdout: number;
  /** Where visitors' state is kept; absent: in the store. */
  readonly state?: StatePlace;
  /** How long what visitors did is kept, milliseconds; absent: until it is erased. */
  readonly retentionMs?: number;
}

/**
 * Where the state is that decisions read: in the store · in the visitor's sealed cookie alone · in
 * the cookie, and written to the store behind the answer.
 */
export type StatePlace = "store" | "cookie" | "both";
