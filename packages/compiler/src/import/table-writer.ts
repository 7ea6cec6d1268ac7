/** Takes the text of a file piece by piece. */
export type WriteText = (text: string) => void;

/** Writes rows of a delimited text, quoted as in RFC 4180 where it is needed. */
export function toTableLine(cells: readonly string[], delimiter: string): string {
  return cells.map((cell) => quoteCell(cell, delimiter)).join(delimiter);
}

function quoteCell(cell: string, delimiter: string): string {
  const needsQuotes = cell.includes('"') || cell.includes(delimiter) || /[\r\n]|^\s|\s$/.test(cell);
  return needsQuotes ? `"${cell.replaceAll('"', '""')}"` : cell;
}
