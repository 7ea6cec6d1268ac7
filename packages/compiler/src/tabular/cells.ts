const ERROR_VALUE =
  /^#(?:N\/A|REF!|NAME\?|VALUE!|DIV\/0!|NULL!|NUM!|Н\/Д|ССЫЛКА!|ИМЯ\?|ЗНАЧ!|ДЕЛ\/0!|ПУСТО!|ЧИСЛО!)$/iu;

/** Says whether a cell is what a spreadsheet shows where a formula failed. */
export function isErrorValue(cell: string): boolean {
  return cell.includes("#") && ERROR_VALUE.test(cell.trim());
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
