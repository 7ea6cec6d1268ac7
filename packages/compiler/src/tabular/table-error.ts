/** What keeps a table from being read. */
export type TableErrorCode =
  | "encoding"
  | "nul"
  | "quote"
  | "too-long"
  | "syntax"
  | "no-header"
  | "cut-short"
  | "formula"
  | "too-large"
  | "workbook";

/** What a {@link TableError} is made of. */
export interface TableErrorOptions extends ErrorOptions {
  readonly code: TableErrorCode;
  /** Row of the table as a spreadsheet numbers it, 1-based; absent: the file as a whole. */
  readonly row?: number;
}

/** A table that cannot be read any further; the message says where and what to do. */
export class TableError extends Error {
  override readonly name = "TableError";
  readonly code: TableErrorCode;
  readonly row: number | undefined;

  constructor(message: string, { code, row, ...options }: TableErrorOptions) {
    super(row === undefined ? message : `row ${row}: ${message}`, options);
    this.code = code;
    this.row = row;
  }
}
