import { TableError } from "../tabular/index.ts";
import { cleanCell } from "./cell.ts";
import { fieldOf, headerKey, isContentColumn, isKnownColumn } from "./columns.ts";
import type { Field } from "./columns.ts";
import { findPlatform } from "./platform.ts";
import type { Platform } from "./platform.ts";
import type { SourceRow, SourceTable } from "./source.ts";

/** Where the columns of a table stand, 0-based. */
export interface Columns {
  /** A name may be there several times: all its places, in order. */
  readonly fields: ReadonlyMap<Field, readonly number[]>;
  /** Content columns by their name. */
  readonly content: ReadonlyMap<string, number>;
  /** All columns by the key of their name. */
  readonly byKey: ReadonlyMap<string, number>;
  /** All names as they are written, each once. */
  readonly names: ReadonlySet<string>;
  /** Names that mean nothing to an import, as they are written, each once. */
  readonly unknown: ReadonlySet<string>;
}

/** What stands above the header: the campaign that the whole file is about. */
export type Preamble = ReadonlyMap<"campaign" | "campaignId" | "campaignMinus", string>;

/** A table whose header is found. */
export interface HeadedTable {
  readonly sheet?: string;
  /** Row of the header. */
  readonly headerRow: number;
  readonly columns: Columns;
  readonly platform: Platform;
  readonly preamble: Preamble;
  /** Rows below the header. */
  readonly rows: AsyncIterable<SourceRow>;
}

/** Rows that are looked through for a header. */
const SEARCHED_ROWS = 100;
/** Names that make a row a header for sure. */
const SURE_NAMES = 3;

/**
 * Finds the header of a table by its content: the first row with a column of phrases and three names
 * that are known, else the first with a column of phrases.
 *
 * @returns `undefined` where no row is one.
 */
export async function findHeader(table: SourceTable): Promise<HeadedTable | undefined> {
  const rows = table.rows[Symbol.asyncIterator]();
  const head: SourceRow[] = [];
  let at = -1;
  while (head.length < SEARCHED_ROWS) {
    const next = await rows.next();
    if (next.done === true) break;
    head.push(next.value);
    const known = knownNames(next.value);
    if (known === 0) continue;
    if (at < 0 || known >= SURE_NAMES) at = head.length - 1;
    if (known >= SURE_NAMES) break;
  }
  const header = head[at];
  if (!header) return undefined;
  const columns = readColumns(header.cells);
  return {
    ...(table.sheet === undefined ? {} : { sheet: table.sheet }),
    headerRow: header.row,
    columns,
    platform: findPlatform(header.cells, columns.fields),
    preamble: readPreamble(head.slice(0, at)),
    rows: resume(head.slice(at + 1), rows),
  };
}

/** The error for a file without a header. */
export function noHeader(): TableError {
  return new TableError(
    `none of the first ${SEARCHED_ROWS} rows names the columns; expected one with "keyword", "Keyword" or "Фраза (с минус-словами)"`,
    { code: "no-header" },
  );
}

/** Names that are known, in a row that names the column of phrases; else 0. */
function knownNames({ cells }: SourceRow): number {
  if (!cells.some((cell) => fieldOf(cell) === "keyword")) return 0;
  return cells.filter((cell) => isKnownColumn(cell)).length;
}

function readColumns(names: readonly string[]): Columns {
  const fields = new Map<Field, number[]>();
  const content = new Map<string, number>();
  const byKey = new Map<string, number>();
  const unknown = new Set<string>();
  for (const [index, name] of names.entries()) {
    const key = headerKey(name);
    if (!byKey.has(key)) byKey.set(key, index);
    const field = fieldOf(name);
    if (field) fields.set(field, [...(fields.get(field) ?? []), index]);
    else if (!isContentColumn(name)) unknown.add(cleanCell(name));
    else if (!content.has(name.trim())) content.set(name.trim(), index);
  }
  unknown.delete("");
  return { fields, content, byKey, names: new Set(names.map(cleanCell)), unknown };
}

const PREAMBLE_FIELDS = ["campaign", "campaignId", "campaignMinus"] as const;

/** Reads `name | value` and `name: value` from the rows above the header. */
function readPreamble(rows: readonly SourceRow[]): Preamble {
  const found = new Map<(typeof PREAMBLE_FIELDS)[number], string>();
  for (const { cells } of rows) {
    for (const [index, cell] of cells.entries()) {
      const [, name = cell, inline = ""] = /^([^:]+):(.*)$/s.exec(cell) ?? [];
      const field = PREAMBLE_FIELDS.find((known) => known === fieldOf(name));
      if (!field || found.has(field)) continue;
      const beside = cells.slice(index + 1).find((other) => cleanCell(other) !== "") ?? "";
      const value = inline.trim() === "" ? beside : inline;
      if (value.trim() !== "") found.set(field, value.trim());
    }
  }
  return found;
}

async function* resume(
  head: readonly SourceRow[],
  rest: AsyncIterator<SourceRow>,
): AsyncGenerator<SourceRow> {
  yield* head;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}
