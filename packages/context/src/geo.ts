import type { Signals } from "@facet/engine";
import { russianCityName } from "./city-names.ts";
import { continentOf } from "./continents.ts";
import { cleanPhrase } from "./text.ts";
import type { GeoRecord } from "./types.ts";

const MAX_NAME_LENGTH = 200;
const ENGLISH = "en";
const RUSSIAN = "ru";
/** Language of a name whose source does not tell it; such sources write English. */
const UNTOLD = "";

/**
 * Turns a geo record into the signals `geo.*`. A city has every name that is known for it, the one
 * in the site's language first, so that a rule may spell it in any language.
 *
 * @param locale The locale that content is shown in.
 */
export function toGeoSignals(record: GeoRecord, locale: string): Signals {
  const { country, region, timeZone } = record;
  const continent = record.continent ?? (country === undefined ? undefined : continentOf(country));
  const city = cityNames(record.cities, locale);
  return {
    ...(continent === undefined ? {} : { continent }),
    ...(country === undefined ? {} : { country }),
    ...(region === undefined ? {} : { region }),
    ...(city === undefined ? {} : { city }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

/** One name as itself, several as a list. */
function cityNames(
  cities: ReadonlyMap<string, string> | undefined,
  locale: string,
): string | readonly string[] | undefined {
  if (cities === undefined || cities.size === 0) return undefined;
  const names = withRussian(cities);
  const language = locale.split("-", 1)[0] ?? locale;
  const preferred =
    names.get(locale) ?? names.get(language) ?? names.get(ENGLISH) ?? names.get(UNTOLD);
  const unique = new Set(preferred === undefined ? names.values() : [preferred, ...names.values()]);
  return unique.size === 1 ? [...unique][0] : [...unique];
}

function withRussian(cities: ReadonlyMap<string, string>): ReadonlyMap<string, string> {
  if (cities.has(RUSSIAN)) return cities;
  const english = cities.get(ENGLISH) ?? cities.get(UNTOLD);
  const russian = english === undefined ? undefined : russianCityName(english);
  return russian === undefined ? cities : new Map([...cities, [RUSSIAN, russian]]);
}

/** A country code in upper case; `undefined` for placeholders such as Cloudflare's `XX` and `T1`. */
export function toCountry(code: unknown): string | undefined {
  if (typeof code !== "string" || !/^[a-z]{2}$/i.test(code)) return undefined;
  const country = code.toUpperCase();
  return country === "XX" || country === "ZZ" ? undefined : country;
}

/** ISO 3166-2 from a country and a subdivision code, which may hold the country already. */
export function toRegion(country: string | undefined, code: unknown): string | undefined {
  if (country === undefined || typeof code !== "string") return undefined;
  const region = code.trim().toUpperCase();
  if (/^[A-Z0-9]{1,3}$/.test(region)) return `${country}-${region}`;
  return /^[A-Z]{2}-[A-Z0-9]{1,3}$/.test(region) ? region : undefined;
}

/** A city's name without the district that some databases add in brackets. */
export function toCityName(name: unknown): string | undefined {
  if (typeof name !== "string") return undefined;
  const city = cleanPhrase(name.replace(/\s*\(.*$/s, ""), MAX_NAME_LENGTH);
  return city === "" ? undefined : city;
}

/** A continent's two letters. */
export function toContinent(code: unknown): string | undefined {
  return typeof code === "string" && /^(?:AF|AN|AS|EU|NA|OC|SA)$/i.test(code)
    ? code.toUpperCase()
    : undefined;
}

/** An IANA zone name, as far as its look tells. */
export function toTimeZone(name: unknown): string | undefined {
  return typeof name === "string" && /^[A-Za-z][\w+-]*(?:\/[\w+-]+){0,2}$/.test(name)
    ? name
    : undefined;
}
