const NAMES = ["sun", "mon", "tue", "wed", "thu", "fri", "sat"];

/**
 * Reads a day of the week (`mon`) or a run of them (`mon-fri`, `fri-mon`).
 *
 * @returns numbers of the days, 0 = Sunday, in the order of the run; `undefined` where the text is
 * neither.
 */
export function parseDays(text: string): readonly number[] | undefined {
  const [first = "", last = first, ...more] = text
    .trim()
    .toLowerCase()
    .split(/\s*-\s*/);
  const from = NAMES.indexOf(first);
  const to = NAMES.indexOf(last);
  if (from < 0 || to < 0 || more.length > 0) return undefined;
  const length = ((to - from + 7) % 7) + 1;
  return Array.from({ length }, (_, step) => (from + step) % 7);
}
