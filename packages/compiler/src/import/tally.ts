import type { FileReport, Noted, RowWarning, SkippedRows } from "./report.ts";
import { SKIP_WORDS } from "./row.ts";
import type { SkipReason } from "./row.ts";

/** Counts what the rows of a file gave. */
export interface Tally {
  row(): void;
  phrase(): void;
  group(): void;
  minus(): void;
  skip(reason: SkipReason, row: number): void;
  warn(row: number, message: string): void;
  report(): Pick<
    FileReport,
    "rows" | "phrases" | "groupRows" | "minusRows" | "skipped" | "warnings"
  >;
}

/** Row numbers and warnings that are kept of each kind. */
const MAX_NOTED = 100;

/** Makes a tally at zero; what it keeps of the rows is bounded. */
export function createTally(): Tally {
  const skipped = new Map<SkipReason, { count: number; readonly rows: number[] }>();
  const warnings: { count: number; readonly first: RowWarning[] } = { count: 0, first: [] };
  let rows = 0;
  let phrases = 0;
  let groupRows = 0;
  let minusRows = 0;
  return {
    row() {
      rows += 1;
    },
    phrase() {
      phrases += 1;
    },
    group() {
      groupRows += 1;
    },
    minus() {
      minusRows += 1;
    },
    skip(reason, row) {
      const known = skipped.get(reason) ?? { count: 0, rows: [] };
      known.count += 1;
      if (known.rows.length < MAX_NOTED) known.rows.push(row);
      skipped.set(reason, known);
    },
    warn(row, message) {
      warnings.count += 1;
      if (warnings.first.length < MAX_NOTED) warnings.first.push({ row, message });
    },
    report: () => ({
      rows,
      phrases,
      groupRows,
      minusRows,
      skipped: toSkippedRows(skipped),
      warnings: warnings as Noted<RowWarning>,
    }),
  };
}

function toSkippedRows(
  skipped: ReadonlyMap<SkipReason, { readonly count: number; readonly rows: readonly number[] }>,
): SkippedRows[] {
  return [...skipped].map(([reason, { count, rows }]) => ({
    reason,
    why: SKIP_WORDS[reason],
    count,
    rows,
  }));
}
