import type { GonePhrase } from "./merge-table.ts";
import type { Platform } from "./platform.ts";
import type { SkipReason } from "./row.ts";

/** What became of an import. */
export interface ImportReport {
  readonly files: readonly FileReport[];
  readonly lists: readonly ListReport[];
}

/** What a file held. */
export interface FileReport {
  readonly file: string;
  readonly platform: Platform;
  readonly sheet?: string;
  /** Row of the header. */
  readonly headerRow: number;
  /** Columns with a name that means nothing to an import, and which it did not read. */
  readonly ignored: Noted<string>;
  /** Rows below the header. */
  readonly rows: number;
  readonly phrases: number;
  /** Rows that hold content of a group and no phrase. */
  readonly groupRows: number;
  /** Rows that gave minus phrases and nothing else. */
  readonly minusRows: number;
  readonly skipped: readonly SkippedRows[];
  readonly warnings: Noted<RowWarning>;
}

/** Rows that gave nothing, for one reason. */
export interface SkippedRows {
  readonly reason: SkipReason;
  /** The reason in words. */
  readonly why: string;
  readonly count: number;
  /** The first of them. */
  readonly rows: readonly number[];
}

/** Something in a row that a person should look at. */
export interface RowWarning {
  readonly row: number;
  readonly message: string;
}

/** The first things of a kind, and how many there are. */
export interface Noted<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** What became of a list. */
export interface ListReport {
  readonly list: string;
  readonly platform: Platform;
  /** Name of its table, and whether it was written (or, in a dry run, would be). */
  readonly table: string;
  readonly tableChanged: boolean;
  /** Name of its document, and the same of it. */
  readonly document: string;
  readonly documentChanged: boolean;
  readonly campaigns: readonly string[];
  readonly phrases: number;
  readonly groups: number;
  readonly added: number;
  readonly updated: number;
  readonly unchanged: number;
  /** Phrases of the table that the files do not have. */
  readonly gone: Noted<GonePhrase>;
  /** Minus phrases of the document that the files do not have. */
  readonly goneMinus: Noted<GoneMinus>;
  /** Phrases that are gone were taken out; minus phrases never are. */
  readonly pruned: boolean;
  /** Cells of content and priority that differ from the files and were left as they are. */
  readonly keptCells: number;
  /** New phrases that got the content and priority of the same words in a row that is gone. */
  readonly inherited: number;
  /** The table has become larger than rules may hold. */
  readonly tooLarge: boolean;
  /** Of a new list: the one that it repeats. */
  readonly alike?: AlikeList;
}

/** A minus phrase of a list, or of one of its groups. */
export interface GoneMinus {
  readonly group?: string;
  readonly phrase: string;
}

/** A list that has the same phrases. */
export interface AlikeList {
  readonly list: string;
  /** How many phrases are in both. */
  readonly phrases: number;
}
