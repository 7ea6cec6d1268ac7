import type { Ruleset } from "@facet/engine";
import { readSearchTerms } from "./read-report.ts";
import type { ReportRow, SearchTerm } from "./read-report.ts";
import type { CoverageReport } from "./report.ts";
import { createCoverageTally } from "./tally.ts";
import type { CoverageOptions } from "./tally.ts";

/** How a report is gone through. */
export interface CoverOptions extends CoverageOptions {
  /**
   * Awaited after every `pauseEvery` rows, with the rows so far: to show progress, to let other work
   * in, or to stop by throwing.
   */
  readonly pause?: (rows: number) => Promise<void> | void;
  /** Default 500. */
  readonly pauseEvery?: number;
}

const PAUSE_EVERY = 500;

/**
 * Says how a rule set covers a search-terms report.
 *
 * @param chunks The file as it comes; it may be of any size.
 * @throws TableError where it is no such report.
 */
export async function coverReport(
  ruleset: Ruleset,
  chunks: AsyncIterable<Uint8Array>,
  options: CoverOptions = {},
): Promise<CoverageReport> {
  return cover(ruleset, readSearchTerms(chunks), options);
}

/** Says how a rule set covers search terms that are known already. */
export async function coverTerms(
  ruleset: Ruleset,
  terms: Iterable<SearchTerm>,
  options: CoverOptions = {},
): Promise<CoverageReport> {
  return cover(ruleset, toRows(terms), options);
}

async function* toRows(terms: Iterable<SearchTerm>): AsyncGenerator<ReportRow> {
  let row = 0;
  for (const term of terms) {
    row += 1;
    yield { kind: "term", row, ...term };
  }
}

async function cover(
  ruleset: Ruleset,
  rows: AsyncIterable<ReportRow>,
  { pause, pauseEvery = PAUSE_EVERY, ...options }: CoverOptions,
): Promise<CoverageReport> {
  const tally = createCoverageTally(ruleset, options);
  let seen = 0;
  for await (const row of rows) {
    tally.add(row);
    seen += 1;
    if (pause && seen % pauseEvery === 0) await pause(seen);
  }
  return tally.report();
}
