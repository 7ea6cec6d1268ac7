import {
  collectWorkbook,
  decodeTableStream,
  findDelimiter,
  nextChunk,
  readHead,
  startingWith,
  streamRecords,
  TableError,
} from "../tabular/index.ts";
import type { StreamedRecord } from "../tabular/index.ts";
import { openWorkbook, workbookKind } from "../xlsx/index.ts";
import { isKnownColumn } from "./columns.ts";

/** A file to import; what it holds is told by its content, not by its name. */
export interface ImportFile {
  /** For messages, and for the id of its list where it names no campaign. */
  readonly name: string;
  read(): AsyncIterable<Uint8Array>;
}

/** A row of a file. */
export interface SourceRow {
  readonly cells: readonly string[];
  /** Its number in a spreadsheet, 1-based. */
  readonly row: number;
  /** Of a workbook: columns, 0-based, whose cell is a formula, and those whose cell is a number. */
  readonly formulas?: readonly number[];
  readonly numbers?: readonly number[];
}

/** One table of a file: its only one, or a sheet of a workbook. */
export interface SourceTable {
  readonly sheet?: string;
  readonly rows: AsyncIterable<SourceRow>;
}

/** Text that is looked through for the delimiter. */
const HEAD_LENGTH = 65_536;
/** The sheet of a Direct workbook that holds the phrases. */
const DIRECT_SHEET = "тексты";

/**
 * Opens a file: an Excel workbook, or a text table of any encoding and delimiter.
 *
 * @returns its tables, the likeliest first.
 * @throws TableError where the file is neither; rows throw it too, with their number.
 */
export async function openSource(file: ImportFile): Promise<readonly SourceTable[]> {
  const chunks = file.read()[Symbol.asyncIterator]();
  const { value: first = new Uint8Array(0) } = await nextChunk(chunks);
  if (workbookKind(first) === undefined) return [{ rows: textRows(startingWith(first, chunks)) }];
  const sheets = openWorkbook(await collectWorkbook(startingWith(first, chunks))).filter(
    ({ isHidden }) => !isHidden,
  );
  return sheets
    .toSorted((a, b) => rank(a.name) - rank(b.name))
    .map(({ name, rows }) => ({ sheet: name, rows: toAsync(rows()) }));
}

function rank(name: string): number {
  return name.trim().toLowerCase() === DIRECT_SHEET ? 0 : 1;
}

async function* toAsync<T>(rows: Iterable<T>): AsyncGenerator<T> {
  yield* rows;
}

async function* textRows(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedRecord> {
  const texts = decodeTableStream(chunks)[Symbol.asyncIterator]();
  const head = await readHead(texts, HEAD_LENGTH);
  const delimiter = findDelimiter(head, { isKnown: isKnownColumn });
  // Ad phrases have quotes of their own, which some exports leave as they are between tabs.
  const keepNeedlessQuotes = delimiter === "\t" && !head.startsWith('"');
  const end = { text: "" };
  const records = streamRecords(watchEnd(startingWith(head, texts), end), delimiter, {
    keepNeedlessQuotes,
  });
  yield* checkEnd(records, end);
}

async function* watchEnd(
  texts: AsyncIterable<string>,
  end: { text: string },
): AsyncGenerator<string> {
  for await (const text of texts) {
    if (text !== "") end.text = text.slice(-1);
    yield text;
  }
}

/** Rows of one width from which on a shorter last one, without a line break, tells of a cut. */
const EVEN_ROWS = 3;

/** Passes records on; the last is looked at first, as a file may be cut short in the middle of it. */
async function* checkEnd(
  records: AsyncIterable<StreamedRecord>,
  end: { readonly text: string },
): AsyncGenerator<StreamedRecord> {
  let held: StreamedRecord | undefined;
  let width = 0;
  let even = 0;
  for await (const record of records) {
    if (held) {
      yield held;
      even = held.cells.length === width ? even + 1 : 1;
      width = held.cells.length;
    }
    held = record;
  }
  if (!held) return;
  const isEnded = end.text === "\n" || end.text === "\r";
  if (!isEnded && even >= EVEN_ROWS && held.cells.length < width) {
    throw new TableError(
      `the file ends in the middle of the row, after ${held.cells.length} of ${width} cells; download or copy it again`,
      { code: "cut-short", row: held.row },
    );
  }
  yield held;
}
