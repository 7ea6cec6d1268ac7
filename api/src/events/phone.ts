const PHONE = /^\+?[\d\s().\-/]{5,25}$/u;
/** ITU-T E.164: at most 15 digits, no country code begins with 0. */
const INTERNATIONAL = /^[1-9]\d{6,14}$/u;
/** Russia's and Kazakhstan's trunk prefix, before ten digits. */
const TRUNK_8 = /^8(?=[3-9]\d{9}$)/u;

/**
 * Reads a telephone number. Written with `+` or `00` it becomes E.164. One without its country stays as
 * it was typed, but for a number that begins with 8 on a site in Russian: that is +7.
 *
 * @param locales Of the site.
 * @returns `undefined` for what is no telephone number.
 */
export function toPhone(text: string, locales: readonly string[]): string | undefined {
  const digits = text.replaceAll(/\D/gu, "");
  if (!PHONE.test(text) || digits.length < 5) return undefined;
  if (text.startsWith("+") || digits.startsWith("00")) {
    const international = text.startsWith("+") ? digits : digits.slice(2);
    return INTERNATIONAL.test(international) ? `+${international}` : undefined;
  }
  const isRussian = locales.some((locale) => /^ru\b/iu.test(locale));
  return isRussian && TRUNK_8.test(digits) ? `+${digits.replace(TRUNK_8, "7")}` : text;
}
