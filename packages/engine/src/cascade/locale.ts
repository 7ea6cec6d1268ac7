import type { Localised } from "../ruleset.ts";

/** Which language is wanted, and which one every text has. */
export interface Locales {
  /** Language tag, e.g. `en-GB`; absent: the site's first locale. */
  readonly wanted?: string;
  /** The site's first locale. */
  readonly site: string;
}

/**
 * Picks the version of a value for a language: the exact tag, then its language alone, then the
 * site's first locale.
 *
 * @returns `undefined` where the value has none of them.
 */
export function pickLocale<T>(value: Localised<T>, { wanted, site }: Locales): T | undefined {
  if (wanted !== undefined && wanted !== site) {
    if (Object.hasOwn(value, wanted)) return value[wanted];
    const language = wanted.split("-", 1)[0] ?? wanted;
    if (Object.hasOwn(value, language)) return value[language];
  }
  return Object.hasOwn(value, site) ? value[site] : undefined;
}
