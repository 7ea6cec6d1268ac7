/** A phrase of an export, or content of a group, in the words of a keyword table. */
export interface ImportRow {
  /** With its operators and minus words; empty where the row is a group's. */
  readonly keyword: string;
  readonly match: "" | "exact" | "phrase" | "broad";
  /** Id of the group in the table. */
  readonly group: string;
  readonly priority: string;
  /** By id column of a keyword table (`phrase_id`, `gbid`, …); only those that are given. */
  readonly ids: Readonly<Record<string, string>>;
  /** By content column; only those that are given. */
  readonly content: Readonly<Record<string, string>>;
}

/** Why a row of an export gives no phrase. */
export type SkipReason =
  | "no-phrase"
  | "total"
  | "removed"
  | "autotargeting"
  | "other-record"
  | "repeated";

/** Reasons in words. */
export const SKIP_WORDS: Readonly<Record<SkipReason, string>> = {
  "no-phrase": "no phrase in the row (an ad, a heading, an extension)",
  total: "a row of totals",
  removed: "removed in the account",
  autotargeting: "autotargeting without the id of a phrase",
  "other-record": "a record of another kind",
  repeated: "repeats a phrase of the same group, or its id",
};
