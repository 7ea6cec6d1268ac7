/** Which character parts the fraction from the whole. */
export type DecimalMark = "." | ",";

const SPACES_AND_SIGNS = /[\s\u00a0\u202f\u2009'’%<>≈~]/gu;
const CURRENCY = /^[\p{Sc}\p{L}]+\.?(?=[\s\d.,-])|(?<=[\s\d.,])[\p{Sc}\p{L}]+\.?$/gu;
const ABSENT = /^[-–—]*$/u;
const NUMBER = /^-?\d[\d.,]*$/u;

/**
 * Reads a number as reports write them: `1,240`, `1 240,50 ₽`, `1.234,56`, `5.38%`, `< 10%` (its
 * bound), `--` (zero).
 *
 * @param mark What the numbers of the same report use; decides what one mark before three digits is.
 *   Absent: it groups thousands.
 * @returns `undefined` where the cell holds no number.
 */
export function parseReportNumber(cell: string, mark?: DecimalMark): number | undefined {
  if (ABSENT.test(cell.trim())) return 0;
  const text = bareNumber(cell);
  if (!NUMBER.test(text)) return undefined;
  const decimal = decimalMark(text) ?? (isAmbiguous(text) ? mark : undefined);
  const value = Number(normalise(text, decimal));
  return Number.isFinite(value) ? value : undefined;
}

/**
 * The decimal mark that a number gives away: the last of two different marks, or one that no group
 * of three digits follows.
 *
 * @returns `undefined` where the number may be read either way.
 */
export function findDecimalMark(cell: string): DecimalMark | undefined {
  const text = bareNumber(cell);
  return NUMBER.test(text) ? decimalMark(text) : undefined;
}

function bareNumber(cell: string): string {
  return cell.trim().replace(CURRENCY, "").replace(SPACES_AND_SIGNS, "").replace("−", "-");
}

function decimalMark(text: string): DecimalMark | undefined {
  const last = Math.max(text.lastIndexOf("."), text.lastIndexOf(","));
  if (last === -1) return undefined;
  const mark = text[last] as DecimalMark;
  const other = mark === "." ? "," : ".";
  if (text.includes(other)) return text.indexOf(mark) === last ? mark : undefined;
  if (text.indexOf(mark) !== last) return undefined;
  const isGroup = text.length - last === 4 && /^-?[1-9]\d{0,2}$/u.test(text.slice(0, last));
  return isGroup ? undefined : mark;
}

/** One mark, three digits after it: `1,240`. */
function isAmbiguous(text: string): boolean {
  return /^-?\d+[.,]\d{3}$/u.test(text);
}

function normalise(text: string, decimal: DecimalMark | undefined): string {
  const found = decimal === undefined ? -1 : text.lastIndexOf(decimal);
  const last = found === -1 ? text.length : found;
  const whole = text.slice(0, last).replace(/[.,]/gu, "");
  const fraction = text.slice(last + 1);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}
