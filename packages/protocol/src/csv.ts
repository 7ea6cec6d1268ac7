/** What a cell of a table may hold; `undefined` leaves it empty. */
export type CsvCell = string | number | undefined;

/** Beginnings that a spreadsheet takes for a formula, white space before them included. */
const FORMULA = /^\s*[=+\-@\t\r＝＋－＠]/u;
const NEEDS_QUOTES = /[",;\t\r\n]/u;

/**
 * Writes a table as CSV (RFC 4180) that people open in a spreadsheet: a text that would run as a
 * formula gets an apostrophe in front (OWASP, CSV Injection). Numbers stay as they are.
 */
export function toCsv(rows: Iterable<readonly CsvCell[]>): string {
  let text = "";
  for (const row of rows) text += `${row.map(toCell).join(",")}\r\n`;
  return text;
}

function toCell(cell: CsvCell): string {
  if (cell === undefined) return "";
  if (typeof cell === "number") return String(cell);
  const safe = FORMULA.test(cell) ? `'${cell}` : cell;
  return NEEDS_QUOTES.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}
