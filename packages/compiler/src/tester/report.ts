import type { Json } from "@facet/engine";
import type { Place } from "./rule-test.ts";

/** One difference between what a test expects and what was decided. */
export interface TestFailure extends Place {
  /** What was compared, e.g. `slot hero.headline: text`. */
  readonly what: string;
  readonly expected: Json;
  readonly actual: Json;
  /** Who won and for which reason. */
  readonly why?: string;
}

/** What became of one test. */
export interface TestResult extends Place {
  readonly name: string;
  readonly ok: boolean;
  readonly failures: readonly TestFailure[];
  /** Why no decision could be made. */
  readonly error?: string;
}

/** What became of all tests. */
export interface TestReport {
  readonly results: readonly TestResult[];
  readonly passed: number;
  readonly failed: number;
}
