import { CsvError, parse } from "csv-parse/sync";
import { findDelimiter, normalHeader } from "../tabular/delimiter.ts";
import { KNOWN_COLUMNS } from "./table.ts";
import type { Words } from "./source-text.ts";

/** One record of a delimited text. */
export interface TableRecord {
  readonly cells: readonly string[];
  /** Number of the row in a spreadsheet, 1-based. */
  readonly row: number;
  /** Line that it starts in, 1-based; of a workbook its row. */
  readonly line: number;
  /** Columns, 0-based, whose cell is a formula of a workbook. */
  readonly formulas?: readonly number[];
  /** Columns, 0-based, whose cell is a number of a workbook. */
  readonly numbers?: readonly number[];
}

/** Records of a delimited text, or why it cannot be read. */
export type ParsedRecords =
  | { readonly records: readonly TableRecord[] }
  | { readonly line: number; readonly words: Words };

/** The delimiter of a keyword table. */
export function findTableDelimiter(text: string): string {
  return findDelimiter(text, { isKnown: (cell) => KNOWN_COLUMNS.includes(normalHeader(cell)) });
}

/** Splits a delimited text into records; quotes as in RFC 4180. */
export function parseRecords(text: string, delimiter: string): ParsedRecords {
  try {
    const rows = parse(text, {
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      record_delimiter: ["\r\n", "\n", "\r"],
    });
    let line = 1;
    const records = rows.map((cells, index) => {
      const start = line;
      line = start + 1 + lineBreaks(cells);
      return { cells, row: index + 1, line: start };
    });
    return { records };
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    const isOpen = error.code === "CSV_QUOTE_NOT_CLOSED";
    const line = isOpen ? openQuoteLine(text, delimiter) : Number(error["lines"] ?? 1);
    return { line, words: wordsOf(error) };
  }
}

/** Line of the cell whose quote is still open at the end of the text. */
function openQuoteLine(text: string, delimiter: string): number {
  let line = 1;
  let opened: number | undefined;
  let previous = "\n";
  for (const character of text) {
    if (character === '"' && opened !== undefined) opened = undefined;
    // Two quotes in a row close the cell and open it again.
    else if (character === '"' && [delimiter, "\n", "\r", '"'].includes(previous)) opened = line;
    if (character === "\n") line += 1;
    previous = character;
  }
  return opened ?? line;
}

function lineBreaks(cells: readonly string[]): number {
  let found = 0;
  for (const cell of cells) if (cell.includes("\n")) found += cell.split("\n").length - 1;
  return found;
}

function wordsOf(error: CsvError): Words {
  const advice =
    'a cell that holds quotes is written in quotes, each of them doubled: """окна пвх"""';
  if (error.code === "CSV_QUOTE_NOT_CLOSED") {
    return {
      code: "table-quote",
      message: "a cell starts with a quote that is never closed",
      suggestion: advice,
    };
  }
  if (error.code === "CSV_INVALID_CLOSING_QUOTE" || error.code === "INVALID_OPENING_QUOTE") {
    return {
      code: "table-quote",
      message: "a quote in the middle of a cell",
      suggestion: advice,
    };
  }
  return {
    code: "table-syntax",
    message: `this cannot be read as a table (${error.message.toLowerCase()})`,
    suggestion: "save the table as CSV again",
  };
}
