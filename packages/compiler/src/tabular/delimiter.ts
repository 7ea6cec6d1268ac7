/** Characters that part the cells of a table, the likeliest to be meant first. */
export const DELIMITERS = ["\t", ";", ","] as const;

const HEADER_LINES = 40;

/** What to look for where a table begins. */
export interface DelimiterOptions {
  /** Says whether a cell is a column name that the reader knows. */
  readonly isKnown: (cell: string) => boolean;
  /** Default `;`. */
  readonly fallback?: string;
  /** First lines that may hold the header. Default 40. */
  readonly lines?: number;
}

/** The delimiter of a table: the one that finds most known names in one of the first lines. */
export function findDelimiter(
  text: string,
  { isKnown, fallback = ";", lines: limit = HEADER_LINES }: DelimiterOptions,
): string {
  const lines = text.split(/\r\n|\n|\r/, limit);
  let best = fallback;
  let bestKnown = 0;
  for (const delimiter of DELIMITERS) {
    for (const line of lines) {
      const known = line.split(delimiter).filter((cell) => isKnown(cell)).length;
      const isMore =
        known > bestKnown || (known === bestKnown && count(line, delimiter) > count(line, best));
      if (known > 0 && isMore) {
        best = delimiter;
        bestKnown = known;
      }
    }
  }
  return best;
}

/** A header as columns are compared: without quotes, spaces around, and case. */
export function normalHeader(cell: string): string {
  return cell
    .trim()
    .replace(/^"(.*)"$/, "$1")
    .trim()
    .toLowerCase();
}

function count(line: string, part: string): number {
  return line.split(part).length - 1;
}
