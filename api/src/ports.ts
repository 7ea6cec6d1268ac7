import type { Ruleset } from "@facet/engine";
import type { RulesetProblem } from "./rulesets/source.ts";

/** Port to the log: the part of pino's interface that the service uses. */
export interface Log {
  debug(details: object, message: string): void;
  info(details: object, message: string): void;
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/** Port to the compiler's lint: rule files by path → all their problems. */
export type Lint = (files: ReadonlyMap<string, string>) => Promise<readonly RulesetProblem[]>;

/** What people typed, as an ad system counted it. */
export interface SearchTerm {
  readonly term: string;
  readonly clicks: number;
  readonly cost: number;
}

/** The coverage of a report, or what keeps the report from being read. */
export type CoverageOutcome = { readonly report: object } | { readonly unreadable: string };

/**
 * Port to the coverage report: a rule set, and the search terms or the bytes of a table of them. Lets
 * other work in while it reckons.
 */
export type Coverage = (
  ruleset: Ruleset,
  terms: readonly SearchTerm[] | Uint8Array,
) => Promise<CoverageOutcome>;
