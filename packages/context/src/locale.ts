const LANGUAGE_RANGE = /^(?:[a-z]{1,8}(?:-[a-z0-9]{1,8})*|\*)$/i;
const QUALITY = /^q=([01](?:\.\d{0,3})?)$/i;
const MAX_LANGUAGES = 20;

/** What a visitor's languages mean for a site. */
export interface LocaleChoice {
  /** The site's locale to show content in. */
  readonly content: string;
  /**
   * The site's locale that the visitor's languages match, else their first language; absent where
   * the visitor named none.
   */
  readonly signal?: string;
}

/**
 * Chooses among the site's locales by the visitor's languages.
 *
 * @param locales The site's, the default first.
 * @param acceptLanguage Value of `Accept-Language` (RFC 9110 §12.5.4).
 */
export function chooseLocale(
  locales: readonly string[],
  acceptLanguage: string | undefined,
): LocaleChoice {
  const fallback = locales[0] ?? "en";
  const languages = acceptLanguage === undefined ? [] : parseAcceptLanguage(acceptLanguage);
  for (const language of languages) {
    const match = matchLocale(locales, language);
    if (match !== undefined) return { content: match, signal: match };
  }
  const first = languages.find((language) => language !== "*");
  return { content: fallback, ...(first === undefined ? {} : { signal: first }) };
}

/** The wanted languages, best first; those with quality 0 and what is no language tag left out. */
export function parseAcceptLanguage(value: string): readonly string[] {
  return value
    .split(",", MAX_LANGUAGES)
    .map(parseLanguage)
    .filter((language) => language !== undefined)
    .sort((a, b) => b.quality - a.quality)
    .map(({ tag }) => tag);
}

function parseLanguage(
  item: string,
): { readonly tag: string; readonly quality: number } | undefined {
  const [range = "", parameter] = item.split(";", 2).map((part) => part.trim());
  if (!LANGUAGE_RANGE.test(range)) return undefined;
  const quality = parameter === undefined ? 1 : Number(QUALITY.exec(parameter)?.[1] ?? 1);
  return quality > 0 ? { tag: range, quality: Math.min(quality, 1) } : undefined;
}

/** The same tag, else a locale of the same language; `*` is the site's first. */
function matchLocale(locales: readonly string[], language: string): string | undefined {
  if (language === "*") return locales[0];
  const wanted = language.toLowerCase();
  return (
    locales.find((locale) => locale.toLowerCase() === wanted) ??
    locales.find((locale) => baseLanguage(locale) === baseLanguage(wanted))
  );
}

function baseLanguage(tag: string): string {
  return (tag.split("-", 1)[0] ?? tag).toLowerCase();
}
