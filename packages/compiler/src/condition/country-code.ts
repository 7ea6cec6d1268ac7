/** Codes of countries by their names, in the languages that rules are mostly written in. */
const countries = new Map<string, string>();

/** The two letters of a country that is called by its name, or by them in small letters. */
export function countryCode(text: string): string | undefined {
  if (countries.size === 0) {
    for (const locale of ["en", "ru"]) addCountries(locale);
  }
  return countries.get(text.trim().toLowerCase());
}

function addCountries(locale: string): void {
  const names = new Intl.DisplayNames(locale, { type: "region", fallback: "none" });
  const letters = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
  for (const first of letters) {
    for (const second of letters) {
      const code = first + second;
      const name = names.of(code);
      // Codes of countries that are no more are names of the country that took their place.
      if (name === undefined || new Intl.Locale(`und-${code}`).region !== code) continue;
      countries.set(code.toLowerCase(), code);
      countries.set(name.toLowerCase(), code);
    }
  }
}
