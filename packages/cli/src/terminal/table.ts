const GAP = "  ";
const MIN_WIDTH = 12;
const ELLIPSIS = "…";

/** A table of texts. */
export interface Table {
  readonly header: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** How a table is written. */
export interface TableOptions {
  /** Width of a line; the widest columns are cut to fit. */
  readonly columns: number;
  /** Columns that are never cut, such as ids that people copy. */
  readonly whole?: readonly number[];
  /** Columns whose texts end under one another, such as figures. */
  readonly right?: readonly number[];
  /** Colours a cell after it was cut and padded. */
  readonly paint?: (
    text: string,
    place: { readonly row: number; readonly column: number },
  ) => string;
}

/**
 * Writes a table with aligned columns, the header first (row -1 for `paint`). Line breaks inside
 * cells become spaces.
 */
export function formatTable(
  { header, rows }: Table,
  { columns, whole = [], right = [], paint }: TableOptions,
): string {
  const all = [header, ...rows].map((row) => row.map(toOneLine));
  const widths = fit(
    header.map((_, column) => Math.max(...all.map((row) => lengthOf(row[column] ?? "")))),
    { columns, whole },
  );
  const lines = all.map((row, index) =>
    row
      .map((text, column) => {
        const isLast = column === row.length - 1;
        const cell = cut(text, widths[column] ?? 0);
        const space = " ".repeat((widths[column] ?? 0) - lengthOf(cell));
        const padded = right.includes(column) ? space + cell : isLast ? cell : cell + space;
        return paint ? paint(padded, { row: index - 1, column }) : padded;
      })
      .join(GAP)
      .trimEnd(),
  );
  return lines.join("\n");
}

/** Cuts a text to a length in characters and marks the cut. */
export function cut(text: string, length: number): string {
  const characters = [...text];
  if (characters.length <= length) return text;
  return characters.slice(0, Math.max(0, length - 1)).join("") + ELLIPSIS;
}

function toOneLine(text: string): string {
  return text.replace(/\s+/gu, " ").trim();
}

function lengthOf(text: string): number {
  return [...text].length;
}

/** Narrows the widest columns, one character after another, until the line fits. */
function fit(
  widths: readonly number[],
  { columns, whole }: { readonly columns: number; readonly whole: readonly number[] },
): readonly number[] {
  const fitted = [...widths];
  const may = widths.map((_, column) => column).filter((column) => !whole.includes(column));
  let excess =
    fitted.reduce((sum, width) => sum + width, 0) + GAP.length * (fitted.length - 1) - columns;
  while (excess > 0) {
    const widest = Math.max(...may.map((column) => fitted[column] ?? 0));
    const column = may.find((each) => fitted[each] === widest);
    if (column === undefined || widest <= MIN_WIDTH) break;
    fitted[column] = widest - 1;
    excess -= 1;
  }
  return fitted;
}
