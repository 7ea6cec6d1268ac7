import { toCityName, toContinent, toCountry, toRegion, toTimeZone } from "./geo.ts";
import type { GeoRecord, HeaderPlatform } from "./types.ts";

type Headers = Readonly<Record<string, string>>;

interface HeaderNames {
  readonly continent?: string;
  readonly country: string;
  readonly region?: string;
  readonly city?: string;
  readonly timeZone?: string;
}

const NAMES: Readonly<Record<Exclude<HeaderPlatform, "netlify">, HeaderNames>> = {
  // developers.cloudflare.com/rules/transform/managed-transforms/reference, "visitor location headers"
  cloudflare: {
    continent: "cf-ipcontinent",
    country: "cf-ipcountry",
    region: "cf-region-code",
    city: "cf-ipcity",
    timeZone: "cf-timezone",
  },
  // vercel.com/docs/headers/request-headers
  vercel: {
    continent: "x-vercel-ip-continent",
    country: "x-vercel-ip-country",
    region: "x-vercel-ip-country-region",
    city: "x-vercel-ip-city",
    timeZone: "x-vercel-ip-timezone",
  },
  // The names by which Fastly's client.geo.* variables are commonly sent to the origin.
  fastly: {
    continent: "fastly-geo-continent",
    country: "fastly-geo-country",
    region: "fastly-geo-region",
    city: "fastly-geo-city",
    timeZone: "fastly-geo-timezone",
  },
};

/**
 * Reads where a visitor is from headers that the hosting platform sets. Only for requests that are
 * sure to have come through that platform: anybody can send these headers.
 *
 * @param headers Names in lower case.
 * @returns `undefined` where the platform said nothing.
 */
export function readPlatformGeo(headers: Headers, platform: HeaderPlatform): GeoRecord | undefined {
  const record =
    platform === "netlify" ? readNetlify(headers) : readNamed(headers, NAMES[platform]);
  return Object.keys(record).length === 0 ? undefined : record;
}

function readNamed(headers: Headers, names: HeaderNames): GeoRecord {
  const value = (name: string | undefined): string | undefined =>
    name !== undefined && Object.hasOwn(headers, name) ? decodeValue(headers[name]) : undefined;
  return toRecord({
    continent: value(names.continent),
    country: value(names.country),
    region: value(names.region),
    city: value(names.city),
    timeZone: value(names.timeZone),
  });
}

/** docs.netlify.com: `x-nf-geo` is JSON in base64. */
function readNetlify(headers: Headers): GeoRecord {
  const geo = parseBase64Json(Object.hasOwn(headers, "x-nf-geo") ? headers["x-nf-geo"] : undefined);
  return toRecord({
    continent: undefined,
    country: member(geo, "country", "code"),
    region: member(geo, "subdivision", "code"),
    city: member(geo, "city"),
    timeZone: member(geo, "timezone"),
  });
}

interface Named {
  readonly continent: unknown;
  readonly country: unknown;
  readonly region: unknown;
  readonly city: unknown;
  readonly timeZone: unknown;
}

function toRecord(named: Named): GeoRecord {
  const continent = toContinent(named.continent);
  const country = toCountry(named.country);
  const region = toRegion(country, named.region);
  const city = toCityName(named.city);
  const timeZone = toTimeZone(named.timeZone);
  return {
    ...(continent === undefined ? {} : { continent }),
    ...(country === undefined ? {} : { country }),
    ...(region === undefined ? {} : { region }),
    ...(city === undefined ? {} : { cities: new Map([["", city]]) }),
    ...(timeZone === undefined ? {} : { timeZone }),
  };
}

function decodeValue(value: string | undefined): string | undefined {
  if (value === undefined || !value.includes("%")) return value;
  try {
    return decodeURIComponent(value);
  } catch {
    return value;
  }
}

function parseBase64Json(value: string | undefined): unknown {
  if (value === undefined) return undefined;
  try {
    const bytes = Uint8Array.from(atob(value), (char) => char.charCodeAt(0));
    return JSON.parse(new TextDecoder().decode(bytes));
  } catch {
    return undefined;
  }
}

function member(value: unknown, ...path: readonly string[]): unknown {
  let node = value;
  for (const name of path) {
    if (typeof node !== "object" || node === null || !Object.hasOwn(node, name)) return undefined;
    node = (node as Readonly<Record<string, unknown>>)[name];
  }
  return node;
}
