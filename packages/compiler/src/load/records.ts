import { CsvError, parse } from "csv-parse/sync";
import { KNOWN_COLUMNS } from "./table.ts";
import type { Words } from "./source-text.ts";

/** One record of a delimited text. */
export interface TableRecord {
  readonly cells: readonly string[];
  /** Number of the row in a spreadsheet, 1-based. */
  readonly row: number;
  /** Line that it starts in, 1-based. */
  readonly line: number;
}

/** Records of a delimited text, or why it cannot be read. */
export type ParsedRecords =
  | { readonly records: readonly TableRecord[] }
  | { readonly line: number; readonly words: Words };

const DELIMITERS = ["\t", ";", ","] as const;
const HEADER_LINES = 20;

/** The delimiter of a table: the one that finds most known names in one of the first lines. */
export function findDelimiter(text: string): string {
  const lines = text.split(/\r?\n/, HEADER_LINES);
  let best = ";";
  let bestKnown = 0;
  for (const delimiter of DELIMITERS) {
    for (const line of lines) {
      const known = line.split(delimiter).filter((cell) => isKnown(cell)).length;
      if (
        known > bestKnown ||
        (known === bestKnown && known > 0 && count(line, delimiter) > count(line, best))
      ) {
        best = delimiter;
        bestKnown = known;
      }
    }
  }
  return best;
}

/** A header as columns are compared: without quotes, spaces around, and case. */
export function normalHeader(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim()
    .toLowerCase();
}

function isKnown(cell: string): boolean {
  return KNOWN_COLUMNS.includes(normalHeader(cell));
}

function count(line: string, part: string): number {
  return line.split(part).length - 1;
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
