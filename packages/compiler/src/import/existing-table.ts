import { ID_COLUMNS, KNOWN_COLUMNS } from "../load/table.ts";
import {
  decodeTableStream,
  findDelimiter,
  isUtf8,
  normalHeader,
  parseId,
  streamRecords,
  TableError,
} from "../tabular/index.ts";
import type { StreamedRecord } from "../tabular/index.ts";
import type { PhraseNames } from "./identity.ts";

/** The table that a list has, row by row. */
export interface ExistingTable {
  /** Names of its columns: as the rules language spells them where it knows them, else as written. */
  readonly columns: readonly string[];
  readonly delimiter: string;
  readonly lineBreak: "\n" | "\r\n";
  /**
   * It begins with a byte order mark, or is not in UTF-8: a spreadsheet wrote it, and needs the mark to
   * read it as UTF-8 from now on.
   */
  readonly hasMark: boolean;
  /** Rows below the header, as often as they are asked for. */
  rows(): AsyncIterable<StreamedRecord>;
}

const HEAD_LENGTH = 65_536;

/**
 * Opens the table of a list.
 *
 * @param read Gives its bytes, any number of times.
 * @returns `undefined` where it is empty.
 * @throws TableError where it has no column of phrases, or cannot be read.
 */
export async function openExistingTable(
  read: () => AsyncIterable<Uint8Array>,
): Promise<ExistingTable | undefined> {
  const { text, hasMark } = await readHead(read());
  const isKnown = (cell: string): boolean => KNOWN_COLUMNS.includes(normalHeader(cell));
  const delimiter = findDelimiter(text, { isKnown });
  const records = () => streamRecords(decodeTableStream(read()), delimiter);
  for await (const { cells, row } of records()) {
    if (cells.every((cell) => cell.trim() === "")) continue;
    const columns = cells.map(columnName);
    if (!columns.includes("keyword")) break;
    return {
      columns,
      delimiter,
      lineBreak: /^[^\n]*\r\n/.test(text) ? "\r\n" : "\n",
      hasMark,
      rows: () => below(records(), row),
    };
  }
  if (text.trim() === "") return undefined;
  throw new TableError(
    'the table has no column "keyword" in its first row, so it cannot be updated',
    {
      code: "no-header",
    },
  );
}

/** The cells of a row by which its phrase is known again. */
export function phraseOf(cells: readonly string[], columns: readonly string[]): PhraseNames {
  const cell = (name: string): string => cells[columns.indexOf(name)]?.trim() ?? "";
  const ids: Record<string, string> = {};
  for (const name of ID_COLUMNS) {
    const id = keptId(name, cell(name));
    if (id !== "") ids[name] = id;
  }
  return {
    keyword: cell("keyword"),
    match: cell("match").toLowerCase(),
    group: cell("group"),
    ids,
  };
}

/** An id of the table; empty where a spreadsheet has shortened it: it names several phrases then. */
function keptId(name: string, cell: string): string {
  if (name === "param1" || name === "param2") return cell;
  const parsed = parseId(cell);
  return parsed && "id" in parsed ? parsed.id : "";
}

/**
 * Groups of a table by their id in the ad system.
 *
 * @param pace Awaited for every row.
 */
export async function groupsByAccountId(
  table: ExistingTable,
  pace: () => Promise<void> | undefined,
): Promise<ReadonlyMap<string, string>> {
  const groups = new Map<string, string>();
  const places = ["gbid", "adgroupid"]
    .map((name) => ({ name, index: table.columns.indexOf(name) }))
    .filter(({ index }) => index >= 0);
  const group = table.columns.indexOf("group");
  if (group < 0 || places.length === 0) return groups;
  for await (const { cells } of table.rows()) {
    await pace();
    const name = cells[group]?.trim() ?? "";
    for (const place of places) {
      const id = keptId(place.name, cells[place.index]?.trim() ?? "");
      if (id !== "" && name !== "" && !groups.has(id)) groups.set(id, name);
    }
  }
  return groups;
}

function columnName(cell: string): string {
  const known = normalHeader(cell);
  return KNOWN_COLUMNS.includes(known) ? known : cell.trim();
}

async function readHead(
  chunks: AsyncIterable<Uint8Array>,
): Promise<{ text: string; hasMark: boolean }> {
  const seen: Uint8Array[] = [];
  const watched = (async function* () {
    for await (const chunk of chunks) {
      seen.push(chunk);
      yield chunk;
    }
  })();
  let text = "";
  for await (const part of decodeTableStream(watched)) {
    text += part;
    if (text.length >= HEAD_LENGTH) break;
  }
  const bytes = Buffer.concat(seen);
  const hasMark = bytes[0] === 0xef && bytes[1] === 0xbb;
  return { text, hasMark: hasMark || !isUtf8(bytes, { goesOn: true }) };
}

async function* below(
  records: AsyncIterable<StreamedRecord>,
  header: number,
): AsyncGenerator<StreamedRecord> {
  for await (const record of records) if (record.row > header) yield record;
}
