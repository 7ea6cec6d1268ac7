import { cellName } from "../load/table.ts";
import { isErrorValue, TableError } from "../tabular/index.ts";
import { cleanCell, isFormula } from "./cell.ts";
import type { Field } from "./columns.ts";
import type { Columns } from "./header.ts";
import type { SourceRow } from "./source.ts";

/** The cells of a row by what their columns are. */
export interface RecordCells {
  /** The cell of a field, cleaned; of columns with one name the first that is not empty. */
  text(field: Field): string;
  /** The same as it stands in the file, line breaks included. */
  raw(field: Field): string;
  /** Whether the cell of a field is a number of a workbook. */
  isNumber(field: Field): boolean;
  /** The cell of a column, cleaned. */
  at(index: number): string;
}

/** Longest cell; spreadsheets allow as much. */
const MAX_CELL_LENGTH = 32_767;

/**
 * Gives the cells of a row by their fields.
 *
 * @throws TableError with the row: at once for a cell over 32,767 characters, and when a cell that is a
 *   formula, or the error of one, is asked for.
 */
export function readCells(source: SourceRow, columns: Columns): RecordCells {
  checkLengths(source);
  const indexOf = (field: Field): number | undefined => {
    const places = columns.fields.get(field);
    if (places === undefined || places.length < 2) return places?.[0];
    return places.find((index) => cleanCell(source.cells[index] ?? "") !== "") ?? places[0];
  };
  const value = (index: number | undefined): string => {
    const cell = index === undefined ? "" : (source.cells[index] ?? "");
    if (index !== undefined && cell !== "") checkValue(source, index);
    return cell;
  };
  return {
    text: (field) => cleanCell(value(indexOf(field))),
    raw: (field) => value(indexOf(field)),
    isNumber: (field) => source.numbers?.includes(indexOf(field) ?? -1) === true,
    at: (index) => cleanCell(value(index)),
  };
}

function checkValue({ cells, formulas, row }: SourceRow, index: number): void {
  const cell = cells[index] ?? "";
  const isOne = formulas ? formulas.includes(index) : isFormula(cell);
  if (isOne) {
    throw new TableError(
      `cell ${cellName(index, row)} is a formula, and only values are imported; copy the column and paste it as values`,
      { code: "formula", row },
    );
  }
  if (!isErrorValue(cell)) return;
  throw new TableError(
    `cell ${cellName(index, row)} holds ${cell.trim()}, the error of a formula; mend it, or empty the cell`,
    { code: "formula", row },
  );
}

function checkLengths({ cells, row }: SourceRow): void {
  for (const [index, cell] of cells.entries()) {
    if (cell.length <= MAX_CELL_LENGTH) continue;
    throw new TableError(
      `cell ${cellName(index, row)} has ${cell.length} characters, and ${MAX_CELL_LENGTH} are the most that a cell may have; shorten it, or check its quotes`,
      { code: "too-long", row },
    );
  }
}
