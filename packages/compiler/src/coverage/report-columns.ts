import { normalHeader } from "../tabular/index.ts";

/** What the coverage of a report is reckoned from. */
export type ReportColumn = "term" | "clicks" | "cost" | "impressions" | "conversions";

/** Where the columns of a report are, 0-based. */
export type ReportColumns = ReadonlyMap<ReportColumn, number>;

const NAMES: readonly (readonly [ReportColumn, readonly string[]])[] = [
  [
    "term",
    [
      "search term",
      "search terms",
      "search query",
      "query",
      "term",
      "поисковый запрос",
      "поисковые запросы",
      "поисковая фраза",
      "запрос",
    ],
  ],
  ["clicks", ["clicks", "клики", "click"]],
  ["cost", ["cost", "spend", "расход", "расходы", "стоимость", "затраты"]],
  ["impressions", ["impr.", "impressions", "показы"]],
  ["conversions", ["conversions", "conv.", "конверсии"]],
];

/** Names that only say: this is the header. */
const OTHER_NAMES: readonly string[] = [
  "match type",
  "added/excluded",
  "campaign",
  "ad group",
  "keyword",
  "ctr",
  "avg. cpc",
  "currency code",
  "cost / conv.",
  "conv. rate",
  "условие показа",
  "тип соответствия",
  "подобранная фраза",
  "добавлено/исключено",
  "кампания",
  "группа",
  "группа объявлений",
  "ключевое слово",
  "средняя цена за клик",
  "код валюты",
];

const COLUMNS: ReadonlyMap<string, ReportColumn> = new Map(
  NAMES.flatMap(([column, names]) => names.map((name) => [name, column] as const)),
);
const KNOWN: ReadonlySet<string> = new Set([...COLUMNS.keys(), ...OTHER_NAMES]);

/** Fewest known names by which a row is surely the header. */
const SURE_NAMES = 3;

/** Says whether a cell is the name of a column of a search-terms report. */
export function isReportHeader(cell: string): boolean {
  return KNOWN.has(reportHeader(cell));
}

/**
 * Reads a row as the header of a search-terms report: it names the term and either three columns that
 * are known, or the clicks or the cost.
 *
 * @returns `undefined` where it is none. Of columns of one name the first counts.
 */
export function readReportColumns(cells: readonly string[]): ReportColumns | undefined {
  const columns = new Map<ReportColumn, number>();
  let known = 0;
  for (const [index, cell] of cells.entries()) {
    const name = reportHeader(cell);
    if (KNOWN.has(name)) known += 1;
    const column = COLUMNS.get(name);
    if (column !== undefined && !columns.has(column)) columns.set(column, index);
  }
  if (!columns.has("term")) return undefined;
  const hasFigures = columns.has("clicks") || columns.has("cost");
  return known >= SURE_NAMES || hasFigures ? columns : undefined;
}

/** `Расход, руб.` and `Cost (USD)` are the cost; `Search_Term` is the search term. */
function reportHeader(cell: string): string {
  return normalHeader(cell)
    .replace(/[\s_\u00a0]+/gu, " ")
    .replace(/\s*(?:\([^)]*\)|,\s*\S+)$/u, "")
    .trim();
}
