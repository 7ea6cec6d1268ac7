/**
 * A number with the form of a word that goes with it: «5 дней», "1 day". Three forms (one, few,
 * many) follow the Russian rules of CLDR, two (one, other) the English ones; a fraction takes the
 * second form in both («2,5 дня», "1.5 days").
 *
 * @returns `undefined` for any other number of forms and for a number that is not finite.
 * @see https://www.unicode.org/cldr/charts/latest/supplemental/language_plural_rules.html
 */
export function withPlural(value: number, forms: readonly string[]): string | undefined {
  if (!Number.isFinite(value)) return undefined;
  if (forms.length === 2) return `${value} ${forms[value === 1 ? 0 : 1]}`;
  if (forms.length === 3) return `${String(value).replace(".", ",")} ${forms[russianForm(value)]}`;
  return undefined;
}

function russianForm(value: number): 0 | 1 | 2 {
  const count = Math.abs(value);
  if (!Number.isInteger(count)) return 1;
  const tens = count % 100;
  const ones = count % 10;
  if (tens >= 11 && tens <= 14) return 2;
  if (ones === 1) return 0;
  return ones >= 2 && ones <= 4 ? 1 : 2;
}
