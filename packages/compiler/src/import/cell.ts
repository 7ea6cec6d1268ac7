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

const ERROR_VALUE =
  /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|Н\/Д|ССЫЛКА!|ИМЯ\?|ЗНАЧ!|ДЕЛ\/0!|ПУСТО!|ЧИСЛО!)$/iu;

/** Says whether a cell is what a spreadsheet shows where a formula failed. */
export function isErrorValue(cell: string): boolean {
  return ERROR_VALUE.test(cell.trim());
}

/** Digits that a spreadsheet keeps of a number. */
const KEPT_DIGITS = 15;

/** An id as a text, or why it is none. */
export type ParsedId = { readonly id: string } | { readonly lost: string } | undefined;

/**
 * Reads a cell that holds an id.
 *
 * @param cell Cleaned.
 * @param isNumber The cell is a number of a workbook: what has more than 15 digits has lost the rest.
 * @returns `undefined` where there is none: empty, a dash, 0, or less, as exports write for what is new.
 */
export function parseId(
  cell: string,
  { isNumber = false }: { readonly isNumber?: boolean } = {},
): ParsedId {
  if (/^(?:|0|-+\d*|—|–)$/.test(cell)) return undefined;
  const [, whole = "", fraction = "", exponent] =
    /^(\d+)(?:[.,](\d+))?[eE]\+?(\d+)$/.exec(cell) ?? [];
  if (exponent === undefined) {
    if (isNumber && cell.replace(/\D/g, "").length > KEPT_DIGITS) return { lost: cell };
    return { id: cell.replace(/^(\d+)[.,]0+$/, "$1") };
  }
  const digits = whole + fraction;
  const length = whole.length + Number(exponent);
  // 5.1E+10 of a workbook is exact; of a text file its digits were cut when it was shown.
  if (!isNumber || length > KEPT_DIGITS || fraction.length > Number(exponent))
    return { lost: cell };
  return { id: digits.padEnd(length, "0") };
}
