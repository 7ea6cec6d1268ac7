/**
 * A compiled condition: a tree of Kleene operators over leaves. It is data; `loadCondition` turns it
 * into something that can be evaluated and explained.
 */
export type Condition =
  | { readonly op: "all"; readonly of: readonly Condition[] }
  | { readonly op: "any"; readonly of: readonly Condition[] }
  | { readonly op: "not"; readonly of: Condition }
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
  /** Compare without regard to case, ё and spaces. */
  readonly fold?: boolean;
  /** An absent signal makes the test true. */
  readonly orUnknown?: boolean;
}

export type Scalar = string | number | boolean;

/**
 * One operator and its operand. `eq`, `ne`, `in` and `nin` on a list-valued signal ask whether the
 * list has it. Instants are compared as epoch milliseconds.
 */
export type Test =
  | { readonly is: "eq" | "ne"; readonly value: Scalar }
  | { readonly is: "in" | "nin" | "allOf"; readonly values: readonly Scalar[] }
  | { readonly is: "gt" | "gte" | "lt" | "lte"; readonly value: Scalar }
  | { readonly is: "exists"; readonly value: boolean }
  | {
      readonly is: "startsWith" | "endsWith" | "contains" | "icontains" | "glob";
      readonly value: string;
    }
  | { readonly is: "matches"; readonly pattern: string; readonly program: RegexProgram }
  | { readonly is: "elemMatch"; readonly of: Condition }
  | { readonly is: "size"; readonly tests: readonly Test[] }
  | { readonly is: "olderThan" | "newerThan"; readonly ms: number }
  | {
      readonly is: "semverEq" | "semverGt" | "semverGte" | "semverLt" | "semverLte";
      readonly value: string;
    }
  | { readonly is: "not"; readonly tests: readonly Test[] };

/**
 * A regular expression compiled to instructions that run in time linear in the text. The exact
 * shape is owned by `condition/regex.ts`.
 */
export interface RegexProgram {
  readonly code: readonly (readonly number[])[];
  readonly start: number;
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
  /** Minutes after midnight, excluded; smaller than `from`: wraps over midnight. */
  readonly to?: number;
  /** IANA name, `visitor` (from `geo.timeZone`), or absent: the site's. */
  readonly zone?: string;
}
