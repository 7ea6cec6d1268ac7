import { isSlotKey } from "../schema/scalar.ts";
import { suggest } from "../suggest.ts";
import { quoted } from "./quote.ts";
import { isErrorValue } from "../tabular/cells.ts";
import { normalHeader } from "../tabular/delimiter.ts";
import type { ParsedRecords, TableRecord } from "./records.ts";
import { readRow } from "./read-row.ts";
import type { Collect, Words } from "./source-text.ts";
import { toProblem } from "./source-text.ts";
import { cellName, ID_COLUMNS, KNOWN_COLUMNS, MATCH_COLUMNS } from "./table.ts";
import type { ColumnKind, KeywordRow, KeywordTable, TableColumn } from "./table.ts";

/** What a table is read with. */
export interface TableOptions {
  readonly file: string;
  /** Slot ids of the site: a column may be called like any of them. */
  readonly slots: ReadonlySet<string>;
  readonly collect: Collect;
}

/**
 * Reads a keyword table from its records: columns by name in any order.
 *
 * @returns the table with every row that can be used, or `undefined` where it has no usable header.
 */
export function readTable(parsed: ParsedRecords, options: TableOptions): KeywordTable | undefined {
  const { file, collect } = options;
  if ("words" in parsed) {
    collect(toProblem({ file, line: parsed.line, column: 1 }, parsed.words));
    return undefined;
  }
  const [header, ...records] = parsed.records.filter((record) => !isEmpty(record));
  if (!header) {
    collect(toProblem({ file, line: 1, column: 1 }, NO_HEADER));
    return undefined;
  }
  const report = cellReporter(file, collect);
  if (!header.cells.some((cell) => normalHeader(cell) === "keyword")) {
    report(header, 0, NO_HEADER);
    return undefined;
  }
  const columns = readHeader(header, options.slots, report);
  return toTable(records, { file, header, columns, report });
}

const NO_HEADER: Words = {
  code: "missing-column",
  message: 'the table has no column "keyword"',
  suggestion:
    "name the columns in the first row: keyword, group, match, priority, ids, slots such as hero.headline",
};

/** Reports about a cell of a record, by the index of its column. */
export type CellReport = (
  record: { readonly row: number; readonly line: number },
  index: number,
  words: Words,
) => void;

function cellReporter(file: string, collect: Collect): CellReport {
  return ({ row, line }, index, words) => {
    collect({ ...toProblem({ file, line, column: index + 1 }, words), cell: cellName(index, row) });
  };
}

interface TableParts {
  readonly file: string;
  readonly header: TableRecord;
  readonly columns: readonly TableColumn[];
  readonly report: CellReport;
}

function toTable(
  records: readonly TableRecord[],
  { file, header, columns, report }: TableParts,
): KeywordTable {
  const rows: KeywordRow[] = [];
  const width = header.cells.length;
  for (const record of records) {
    const extra = record.cells.findIndex((cell, index) => index >= width && cell.trim() !== "");
    if (extra >= 0) report(record, extra, EXTRA_CELL);
    const formula = columns.find(({ index }) => record.formulas?.includes(index));
    if (formula) {
      report(record, formula.index, FORMULA);
      continue;
    }
    const nul = record.cells.findIndex((cell) => cell.includes("\0"));
    if (nul >= 0) {
      report(record, nul, NUL);
      continue;
    }
    const failed = columns.find(({ index }) => isErrorValue(record.cells[index] ?? ""));
    if (failed) {
      report(record, failed.index, {
        code: "error-value",
        message: `the cell holds ${(record.cells[failed.index] ?? "").trim()}, the error of a formula`,
        suggestion: "mend it, or empty the cell",
      });
      continue;
    }
    const row = readRow(record, columns, report);
    if (row) rows.push(row);
  }
  const indexOf = new Map(columns.map((column) => [column.name, column.index]));
  return {
    file,
    columns,
    rows,
    report: ({ row, column }, finding) => report(row ?? header, indexOf.get(column) ?? 0, finding),
  };
}

const FORMULA: Words = {
  code: "formula",
  message: "the cell is a formula, and only values are read",
  suggestion: "copy the column and paste it as values",
};

const NUL: Words = {
  code: "control-character",
  message: "the cell holds a NUL character",
  suggestion: "take it out, or save the table again as CSV UTF-8",
};

const EXTRA_CELL: Words = {
  code: "extra-cell",
  message: "a cell outside of the columns of the header",
  suggestion: "put a text that holds the separator in quotes, or name the column in the first row",
};

function readHeader(
  header: TableRecord,
  slots: ReadonlySet<string>,
  report: CellReport,
): TableColumn[] {
  const columns: TableColumn[] = [];
  const seen = new Set<string>();
  for (const [index, cell] of header.cells.entries()) {
    const column = readColumn(cell, index, slots);
    if (!column) {
      if (cell.trim() !== "") report(header, index, unknownColumn(cell, slots));
      continue;
    }
    if (seen.has(column.name)) {
      report(header, index, {
        code: "duplicate-column",
        message: `the column ${quoted(column.name)} is there twice`,
        suggestion: "keep one of the two",
      });
      continue;
    }
    seen.add(column.name);
    columns.push(column);
  }
  return columns;
}

function readColumn(
  cell: string,
  index: number,
  slots: ReadonlySet<string>,
): TableColumn | undefined {
  const known = normalHeader(cell);
  if (KNOWN_COLUMNS.includes(known)) return { name: known, kind: kindOf(known), index };
  const name = cell.trim();
  const [slot = ""] = name.split("@");
  const isSlot = slots.has(slot) || slot.includes(".");
  return isSlotColumn(name) && isSlot ? { name, kind: "slot", index } : undefined;
}

/** Fields of content may have capitals, and may have a language after them. */
function isSlotColumn(name: string): boolean {
  return isSlotKey(name.replace(/[A-Z]/g, (letter) => letter.toLowerCase()));
}

function kindOf(known: string): ColumnKind {
  const kind = MATCH_COLUMNS.find((name) => name === known);
  return kind ?? "id";
}

function unknownColumn(cell: string, slots: ReadonlySet<string>): Words {
  const names = [...KNOWN_COLUMNS, ...slots];
  return {
    code: "unknown-column",
    message: `unknown column ${quoted(cell.trim())}; expected ${[...MATCH_COLUMNS, ...ID_COLUMNS].join(", ")}, or a slot`,
    suggestion: suggest(cell.trim(), names) ?? "rename or delete the column",
  };
}

function isEmpty(record: TableRecord): boolean {
  return record.cells.every((cell) => cell.trim() === "");
}
