import { cellName } from "../load/table.ts";
import { TableError } from "../tabular/table-error.ts";
import { MAX_CELL_LENGTH, MAX_COLUMNS } from "./limits.ts";
import { createTextCollector } from "./shared-strings.ts";
import { createXmlReader } from "./xml.ts";
import type { XmlAttributes } from "./xml.ts";

/** A row of a sheet. */
export interface SheetRow {
  /** Its number in the spreadsheet, 1-based. */
  readonly row: number;
  /** Texts by column, numbers as they are stored; empty where there is none. */
  readonly cells: readonly string[];
  /** Columns, 0-based, whose cell is a formula; its text is the value that was last computed. */
  readonly formulas: readonly number[];
  /** Columns, 0-based, whose cell is a number: more than 15 digits of it are not kept. */
  readonly numbers: readonly number[];
}

/** Cells of the current row, as they come. */
interface OpenRow {
  readonly row: number;
  readonly cells: string[];
  readonly formulas: number[];
  readonly numbers: number[];
}

interface OpenCell {
  readonly column: number;
  readonly type: string;
  value: string;
}

/**
 * Reads the rows of a sheet (ECMA-376, 18.3) as its XML comes; rows without cells are left out.
 *
 * @throws TableError with the row, where a cell is too long or stands outside of any table.
 */
export function* readRows(
  pieces: Iterable<string>,
  shared: readonly string[],
): Generator<SheetRow> {
  const ready: SheetRow[] = [];
  const reader = createSheetReader(shared, (row) => void ready.push(row));
  for (const piece of pieces) {
    reader.write(piece);
    yield* ready.splice(0);
  }
  reader.end();
  yield* ready;
}

function createSheetReader(shared: readonly string[], onRow: (row: SheetRow) => void) {
  const inline = createTextCollector();
  let row: OpenRow = openRow({}, 0);
  let cell: OpenCell | undefined;
  let inValue = false;
  return createXmlReader({
    open(name, attributes) {
      if (name === "row") row = openRow(attributes(), row.row);
      else if (name === "c") {
        cell = openCell(attributes(), row);
        inline.start();
      } else if (name === "v") inValue = true;
      else if (name === "f" && cell) row.formulas.push(cell.column);
      else inline.open(name);
    },
    close(name) {
      if (name === "v") inValue = false;
      else if (name === "c" && cell) {
        closeCell({ row, cell, shared, inline: inline.take() });
        cell = undefined;
      } else if (name === "row") {
        if (row.cells.length > 0) onRow(row);
      } else inline.close(name);
    },
    text(text) {
      if (!cell) return;
      if (inValue) cell.value += text;
      else inline.add(text);
      if (cell.value.length > MAX_CELL_LENGTH * 4) throw tooLong(row.row, cell.column);
    },
  });
}

function openRow({ r }: XmlAttributes, before: number): OpenRow {
  const row = Number(r ?? before + 1);
  return {
    row: Number.isSafeInteger(row) && row > 0 ? row : before + 1,
    cells: [],
    formulas: [],
    numbers: [],
  };
}

function openCell({ r = "", t = "n" }: XmlAttributes, { row, cells }: OpenRow): OpenCell {
  const letters = /^[A-Z]{1,7}/.exec(r)?.[0];
  const column = letters === undefined ? cells.length : columnIndex(letters);
  if (column >= MAX_COLUMNS) {
    throw new TableError(
      `a cell stands in column ${letters ?? column}; a table has at most ${MAX_COLUMNS} columns`,
      {
        code: "too-large",
        row,
      },
    );
  }
  return { column, type: t, value: "" };
}

function columnIndex(letters: string): number {
  let index = 0;
  for (const letter of letters) index = index * 26 + (letter.codePointAt(0) ?? 0) - 64;
  return index - 1;
}

interface ClosedCell {
  readonly row: OpenRow;
  readonly cell: OpenCell;
  readonly shared: readonly string[];
  readonly inline: string;
}

function closeCell({ row, cell, shared, inline }: ClosedCell): void {
  const text = cellText({ row, cell, shared, inline });
  if (text.length > MAX_CELL_LENGTH) throw tooLong(row.row, cell.column);
  if (text.includes("\0")) throw nulCharacter(row.row, cell.column);
  while (row.cells.length < cell.column) row.cells.push("");
  row.cells[cell.column] = text;
  if (cell.type === "n" && text !== "") row.numbers.push(cell.column);
}

function cellText({ row, cell, shared, inline }: ClosedCell): string {
  const { type, value, column } = cell;
  if (type === "inlineStr") return inline;
  if (type === "b") return value === "1" ? "TRUE" : "FALSE";
  if (type !== "s") return value;
  const text = shared[Number(value)];
  if (text !== undefined) return text;
  throw new TableError(
    `cell ${cellName(column, row.row)} names a text that the workbook does not have; save it again`,
    {
      code: "workbook",
      row: row.row,
    },
  );
}

function nulCharacter(row: number, column: number): TableError {
  return new TableError(
    `cell ${cellName(column, row)} holds a NUL character; type the cell again`,
    {
      code: "nul",
      row,
    },
  );
}

function tooLong(row: number, column: number): TableError {
  return new TableError(
    `cell ${cellName(column, row)} is longer than ${MAX_CELL_LENGTH} characters; shorten it`,
    {
      code: "too-long",
      row,
    },
  );
}
