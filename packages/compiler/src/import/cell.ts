// oxlint-disable-next-line no-misleading-character-class -- each of them is a character of its own
const INVISIBLE = /[\u00ad\u200b-\u200d\u2060\ufeff]/gu;

/** What {@link cleanCell} would change; most cells have nothing of it. */
const UNCLEAN = /[\u00ad\u200b-\u200d\u2060\ufeff]|\s\s|^\s|\s$|[^\S ]|^[='][="+\-@]/u;

/**
 * A cell as it is meant: without invisible characters, with single spaces, and without what
 * spreadsheets put around a text to keep it one (`="0123"`, `'+слово`).
 */
export function cleanCell(cell: string): string {
  if (!UNCLEAN.test(cell)) return cell;
  const text = cell.replace(INVISIBLE, "").replace(/\s+/gu, " ").trim();
  const [, kept] = /^="((?:[^"]|"")*)"$/.exec(text) ?? [];
  if (kept !== undefined) return kept.replaceAll('""', '"').trim();
  return /^'[=+\-@]/.test(text) ? text.slice(1) : text;
}

const FUNCTION = /^[=+\-@]\s*[A-Za-z][\w.]*\(.*\)/s;
const DDE = /^[=+\-@]\s*\w+\s*\|\s*['\w]/;
const EXPRESSION = /^=\s*[+-]?\$?(?:[A-Za-z]{1,3}\$?\d+|\d[\d.,]*\s*[-+*/^&]|\d[\d.,]*$)/;

/**
 * Says whether a cell of a text file is a formula that a spreadsheet program would compute. A phrase
 * may well begin with `+`, `-`, `@` or `=`.
 */
export function isFormula(cell: string): boolean {
  const text = cell.trim();
  if (!/^[=+\-@]/.test(text) || /^="(?:[^"]|"")*"$/.test(text)) return false;
  return FUNCTION.test(text) || DDE.test(text) || EXPRESSION.test(text);
}
