import { PHRASE_ID_NAMES } from "@facet/engine";
import type { Finding } from "../problem.ts";

/** A keyword table as it is read: rows that know their cells. */
export interface KeywordTable {
  /** Path inside the rules folder. */
  readonly file: string;
  /** Columns with a header, in the order of the file. */
  readonly columns: readonly TableColumn[];
  readonly rows: readonly KeywordRow[];
  /** Takes findings about a cell: of a row, or of the header where the row is left out. */
  readonly report: (cell: TableCell, finding: Omit<Finding, "path" | "onKey">) => void;
}

/** Names a cell of a table. */
export interface TableCell {
  /** Absent: the header. */
  readonly row?: KeywordRow;
  /** Name of the column. */
  readonly column: string;
}

/** What a column is for. */
export type ColumnKind = "keyword" | "match" | "group" | "priority" | "id" | "slot";

/** One column of a table. */
export interface TableColumn {
  /** As the language spells it: `keyword`, `phrase_id`, `hero.cta.label`, `hero.headline@en`. */
  readonly name: string;
  readonly kind: ColumnKind;
  /** 0-based. */
  readonly index: number;
}

/** One row of a table: a phrase, or where `keyword` is empty the content of a group. */
export interface KeywordRow {
  /** Number of the row in a spreadsheet, 1-based; the header is a row too. */
  readonly row: number;
  /** Line of the file that the row starts in, 1-based. */
  readonly line: number;
  /** The phrase with its operators; empty in a group's row. */
  readonly keyword: string;
  readonly match?: "exact" | "phrase" | "broad";
  readonly group?: string;
  readonly priority?: number;
  /** Ids that are given, by column. */
  readonly ids: Readonly<Record<string, string>>;
  /** Cells of slot columns that are not empty, by column. */
  readonly content: Readonly<Record<string, string>>;
}

/** Columns of ids that an ad system gives to a phrase, an ad or a group. */
export const ID_COLUMNS: readonly string[] = PHRASE_ID_NAMES;

/** Columns that say how a phrase matches. */
export const MATCH_COLUMNS = ["keyword", "match", "group", "priority"] as const;

/** All columns with a meaning of their own; others are slots. */
export const KNOWN_COLUMNS: readonly string[] = [...MATCH_COLUMNS, ...ID_COLUMNS];

/** Spreadsheet name of a cell, e.g. `D17`. */
export function cellName(index: number, row: number): string {
  let letters = "";
  for (let rest = index + 1; rest > 0; rest = Math.floor((rest - 1) / 26)) {
    letters = String.fromCodePoint(65 + ((rest - 1) % 26)) + letters;
  }
  return `${letters}${row}`;
}
