/**
 * A compiled condition: a tree of Kleene operators over leaves. It is data, `evaluate` gives it its
 * meaning.
 */
export type Condition =
  | { readonly op: "all"; readonly of: readonly Condition[] }
  | { readonly op: "any"; readonly of: readonly Condition[] }
  | { readonly op: "not"; readonly of: Condition }
  /** Counts an unknown `of` as true. */
  | { readonly op: "orUnknown"; readonly of: Condition }
  | { readonly op: "constant"; readonly value: boolean }
  | SignalTest
  | { readonly op: "segment"; readonly id: string }
  | DidTest
  | TimeTest;

/** All tests of one signal; true when every one is. */
export interface SignalTest {
  readonly op: "signal";
  /** e.g. `["utm", "source"]`. */
  readonly path: readonly string[];
  readonly tests: readonly Test[];
  /** Compare without regard to case, ё and spaces; text operands are already folded. */
  readonly fold?: boolean;
  /** The signal is a point in time; operands are epoch milliseconds. */
  readonly instant?: boolean;
  /** An unknown result counts as true. */
  readonly orUnknown?: boolean;
  /** As its author wrote it, where the operands no longer show that. */
  readonly text?: string;
}

/** A value that an operator compares with. */
export type Scalar = string | number | boolean;

/**
 * One operator and its operand. `eq`, `ne`, `in`, `nin` and the text operators ask of a list-valued
 * signal whether the list has a value for which it holds.
 */
export type Test =
  | { readonly is: "eq" | "ne"; readonly value: Scalar }
  | { readonly is: "in" | "nin" | "allOf"; readonly values: readonly Scalar[] }
  | { readonly is: "gt" | "gte" | "lt" | "lte"; readonly value: Scalar }
  | { readonly is: "exists"; readonly value: boolean }
  | { readonly is: "startsWith" | "endsWith" | "contains"; readonly value: string }
  /** `value` is in lower case. */
  | { readonly is: "icontains"; readonly value: string }
  /** One of the patterns covers the whole text; each is split at its `*`. */
  | { readonly is: "glob"; readonly globs: readonly (readonly string[])[] }
  | { readonly is: "matches"; readonly pattern: string; readonly program: RegexProgram }
  /** An object of the list meets a condition of which it is the signals. */
  | { readonly is: "elemMatch"; readonly of: Condition }
  /** A scalar of the list passes all tests. */
  | { readonly is: "elemTests"; readonly tests: readonly Test[] }
  | { readonly is: "size"; readonly tests: readonly Test[] }
  | { readonly is: "olderThan" | "newerThan"; readonly ms: number }
  | {
      readonly is: "semverEq" | "semverGt" | "semverGte" | "semverLt" | "semverLte";
      readonly value: string;
    }
  | { readonly is: "not"; readonly tests: readonly Test[] };

/** A regular expression as a non-deterministic automaton; `condition/regex.ts` runs it. */
export interface RegexProgram {
  /**
   * Instructions by address: `[0]` match, `[1]` fail, `[2, next, other]` go on at both,
   * `[3, next, flags]` go on where the empty-width `flags` hold, `[4, next, set]` take one
   * character of `sets[set]`.
   */
  readonly code: readonly (readonly number[])[];
  readonly start: number;
  /** Sets of characters as ascending, inclusive ranges of code points: low, high, low, high, … */
  readonly sets: readonly (readonly number[])[];
}

/** How often the visitor did something. */
export interface DidTest {
  readonly op: "did";
  readonly event: string;
  readonly min: number;
  /** Absent: no upper bound. */
  readonly max?: number;
  /** Absent: as far back as kept. */
  readonly withinMs?: number;
  readonly orUnknown?: boolean;
}

/** Day and time of day. */
export interface TimeTest {
  readonly op: "time";
  /** 0 = Sunday; absent: every day. */
  readonly days?: readonly number[];
  /** Minutes after midnight, included. */
  readonly from?: number;
  /**
   * Minutes after midnight, excluded; smaller than `from`: wraps over midnight, and `days` names the
   * days on which the window begins.
   */
  readonly to?: number;
  /** IANA name, `visitor` (from `geo.timeZone`), or absent: the site's. */
  readonly zone?: string;
}
