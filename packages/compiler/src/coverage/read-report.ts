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
import type { Sheet } from "../xlsx/index.ts";
import { isReportHeader, readReportColumns } from "./report-columns.ts";
import type { ReportColumn, ReportColumns } from "./report-columns.ts";
import { findDecimalMark, parseReportNumber } from "./report-number.ts";
import type { DecimalMark } from "./report-number.ts";

/** What people typed, as an ad system counted it. */
export interface SearchTerm {
  readonly term: string;
  readonly clicks: number;
  /** In the currency of the report. */
  readonly cost: number;
}

/** One row of a search-terms report: its header, a term, or why the row is none. */
export type ReportRow =
  | { readonly kind: "header"; readonly row: number; readonly missing: readonly Figure[] }
  | (SearchTerm & { readonly kind: "term"; readonly row: number })
  | { readonly kind: "skipped"; readonly row: number; readonly reason: SkipReason };

/** What shares are told by. */
export type Figure = "clicks" | "cost";

/** `total`: sums and the rest that the ad system does not tell · `number`: clicks or cost are none. */
export type SkipReason = "total" | "empty-term" | "number" | "too-long";

/** Rows that are looked through for the header. */
const PREAMBLE_ROWS = 40;
/** Rows that are looked through for the decimal mark. */
const SAMPLE_ROWS = 500;
/** Text that is looked through for the delimiter. */
const HEAD_LENGTH = 65_536;
/** Longest term; ad systems cut theirs far below. */
const MAX_TERM_LENGTH = 2_048;

// What people typed is told in lower case, so «Всего по кампании» is a sum and «всего за час» is not.
const TOTALS =
  /^(?:(?:Totals?|TOTALS?|Итого?|ИТОГО?|Всего|ВСЕГО)(?![\p{L}\d])|(?:totals?|итого?|всего)\s*(?:$|:))/u;
/** What stands for a term that is not told; a dash is Direct's. */
const NO_TERM = /^[-–—]*$/u;
const UNTOLD = /^(?:другие поисковые запросы|other search terms|прочие поисковые запросы)$/iu;

/**
 * Reads a search-terms report of Google Ads, Yandex Direct, Microsoft, or any table with a term,
 * clicks and cost, row by row: any encoding and delimiter that ad systems export, title and date
 * lines above the header skipped.
 *
 * @param chunks The file as it comes.
 * @throws TableError where it is no such report, with the row where there is one.
 */
export async function* readSearchTerms(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ReportRow> {
  const pieces = chunks[Symbol.asyncIterator]();
  const { value: first = new Uint8Array(0) } = await nextChunk(pieces);
  const file = startingWith(first, pieces);
  if (workbookKind(first) === undefined) yield* readRecords(textRecords(file));
  else yield* readRecords(workbookRecords(await collectWorkbook(file)), WORKBOOK);
}

async function* textRecords(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<StreamedRecord> {
  const texts = decodeTableStream(chunks)[Symbol.asyncIterator]();
  const head = await readHead(texts, HEAD_LENGTH);
  const delimiter = findDelimiter(head, { isKnown: isReportHeader, fallback: "," });
  yield* streamRecords(startingWith(head, texts), delimiter);
}

/** How the cells of a file are. */
interface CellHabits {
  /** What numbers are written with; absent: what most of them give away. */
  readonly mark?: DecimalMark;
  /** A row leaves out empty cells at its end, so a short one is not cut. */
  readonly leavesOut?: true;
}

/** Numbers of a workbook are written with a point, whatever they look like on the screen. */
const WORKBOOK: CellHabits = { mark: ".", leavesOut: true };

/** The rows of the first sheet that holds a report, or of the first that is shown. */
async function* workbookRecords(bytes: Uint8Array): AsyncGenerator<StreamedRecord> {
  const shown = openWorkbook(bytes).filter(({ isHidden }) => !isHidden);
  yield* (shown.find(holdsReport) ?? shown[0])?.rows() ?? [];
}

function holdsReport({ rows }: Sheet): boolean {
  for (const { row, cells } of rows()) {
    if (row > PREAMBLE_ROWS) break;
    if (readReportColumns(cells)) return true;
  }
  return false;
}

async function* readRecords(
  records: AsyncIterable<StreamedRecord>,
  habits: CellHabits = {},
): AsyncGenerator<ReportRow> {
  let columns: ReportColumns | undefined;
  let sample: StreamedRecord[] | undefined = [];
  let scope: RowScope | undefined;
  for await (const record of records) {
    if (!columns) {
      columns = readReportColumns(record.cells);
      if (columns) yield { kind: "header", row: record.row, missing: missingFigures(columns) };
      else if (record.row > PREAMBLE_ROWS) break;
    } else if (sample) {
      sample.push(record);
      if (sample.length < SAMPLE_ROWS) continue;
      scope = { columns, mark: commonMark(sample), ...habits };
      for (const held of sample) yield* toRows(held, scope);
      sample = undefined;
    } else if (scope) {
      yield* toRows(record, scope);
    }
  }
  if (!columns) throw noHeader();
  const rest = sample ?? [];
  for (const held of rest) yield* toRows(held, { columns, mark: commonMark(rest), ...habits });
}

function missingFigures(columns: ReportColumns): Figure[] {
  return (["clicks", "cost"] as const).filter((figure) => !columns.has(figure));
}

/** The decimal mark that most numbers of the rows give away. */
function commonMark(records: readonly StreamedRecord[]): DecimalMark | undefined {
  let points = 0;
  let commas = 0;
  for (const { cells } of records) {
    for (const cell of cells) {
      const mark = /\d/u.test(cell) ? findDecimalMark(cell) : undefined;
      if (mark === ".") points += 1;
      else if (mark === ",") commas += 1;
    }
  }
  if (points === commas) return undefined;
  return points > commas ? "." : ",";
}

interface RowScope {
  readonly columns: ReportColumns;
  readonly mark?: DecimalMark | undefined;
  readonly leavesOut?: true;
}

function* toRows(
  { cells, row }: StreamedRecord,
  { columns, mark, leavesOut }: RowScope,
): Generator<ReportRow> {
  if (cells.every((cell) => cell.trim() === "")) return;
  const cellOf = (column: ReportColumn): string => cells[columns.get(column) ?? -1]?.trim() ?? "";
  const skipped = (reason: SkipReason): ReportRow => ({ kind: "skipped", row, reason });
  const term = cellOf("term");
  const first = cells[0]?.trim() ?? "";
  // Google writes "Total: Search terms" below, other systems a sum with no term at all.
  if (TOTALS.test(first) || TOTALS.test(term) || UNTOLD.test(term)) yield skipped("total");
  else if (NO_TERM.test(term)) yield skipped("empty-term");
  else if (term.length > MAX_TERM_LENGTH) yield skipped("too-long");
  else {
    // Clicks are whole: a mark in them can only group thousands.
    const clicks = parseReportNumber(cellOf("clicks"));
    const cost = parseReportNumber(cellOf("cost"), mark);
    const isWhole =
      leavesOut === true || [...columns.values()].every((index) => index < cells.length);
    const isCounted = clicks !== undefined && cost !== undefined && clicks >= 0 && cost >= 0;
    yield isCounted && isWhole ? { kind: "term", row, term, clicks, cost } : skipped("number");
  }
}

function noHeader(): TableError {
  return new TableError(
    `none of the first ${PREAMBLE_ROWS} rows names the columns of a search-terms report; expected a column "Search term" (or «Поисковый запрос») and "Clicks" («Клики») or "Cost" («Расход»)`,
    { code: "no-header" },
  );
}
