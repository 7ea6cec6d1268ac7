import { CsvError, parse } from "csv-parse";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { TableError } from "./table-error.ts";

/** One record of a table that is read as a stream. */
export interface StreamedRecord {
  readonly cells: readonly string[];
  /** Number of the row in a spreadsheet, 1-based; a row may hold several lines. */
  readonly row: number;
}

/** Longest row, in characters: past it a quote was opened and never closed, or it is no table. */
export const MAX_RECORD_LENGTH = 1_000_000;

/** How a delimited text is split. */
export interface RecordOptions {
  /**
   * Quotes around a cell that would need none are part of it: files parted by tabs often hold the
   * quotes of an ad phrase as they are.
   */
  readonly keepNeedlessQuotes?: boolean;
}

/**
 * Splits a delimited text of any size into records as it comes, one row in memory at a time. Quotes
 * as in RFC 4180; a quote in the middle of a cell is a character of it.
 *
 * @throws TableError with the row: a NUL character, a quote that is never closed, a row over a million
 *   characters, a text that ends in the middle of a character.
 */
export async function* streamRecords(
  texts: AsyncIterable<string>,
  delimiter: string,
  { keepNeedlessQuotes = false }: RecordOptions = {},
): AsyncGenerator<StreamedRecord> {
  const parser = parse({
    delimiter,
    relax_column_count: true,
    relax_quotes: true,
    skip_empty_lines: false,
    record_delimiter: ["\r\n", "\n", "\r"],
    max_record_size: MAX_RECORD_LENGTH,
    ...(keepNeedlessQuotes && { cast: withNeedlessQuotes }),
  });
  // The parser itself tells how it ended; a second report of the same failure would go unheard.
  const fed = pipeline(Readable.from(texts), parser).catch(() => {});
  let row = 0;
  try {
    for await (const cells of parser as AsyncIterable<string[]>) {
      row += 1;
      if (cells.some((cell) => cell.includes("\0"))) throw nulCharacter(row);
      if (cells.at(-1)?.endsWith("\uFFFD") === true) throw cutShort(row);
      yield { cells, row };
    }
  } catch (error) {
    throw error instanceof CsvError ? toTableError(error) : error;
  } finally {
    parser.destroy();
    await fed;
  }
}

const NEEDS_QUOTES = /["\t\r\n,;]/;

function withNeedlessQuotes(cell: string, { quoting }: { readonly quoting: boolean }): string {
  return quoting && !NEEDS_QUOTES.test(cell) ? `"${cell}"` : cell;
}

function cutShort(row: number): TableError {
  return new TableError(
    "the file ends in the middle of a character, so a part of it is missing; copy it again",
    {
      code: "cut-short",
      row,
    },
  );
}

function nulCharacter(row: number): TableError {
  return new TableError(
    "the text holds a NUL character, so this is no table; save it again as CSV",
    {
      code: "nul",
      row,
    },
  );
}

function toTableError(cause: CsvError): TableError {
  // On an error rows that were parsed already are dropped, so only the parser knows the row.
  const row = Number(cause["records"] ?? 0) + 1;
  if (cause.code === "CSV_MAX_RECORD_SIZE") {
    return new TableError(
      `the row is longer than ${MAX_RECORD_LENGTH} characters; most often a quote was opened and never closed`,
      { code: "too-long", row, cause },
    );
  }
  if (cause.code === "CSV_QUOTE_NOT_CLOSED") {
    return new TableError("a cell starts with a quote that is never closed; close or remove it", {
      code: "quote",
      row,
      cause,
    });
  }
  return new TableError(`this cannot be read as a table (${cause.message.toLowerCase()})`, {
    code: "syntax",
    row,
    cause,
  });
}
