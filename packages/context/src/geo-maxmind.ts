import { Reader, type Response } from "maxmind";
import { parseAddress } from "./address.ts";
import { toCityName, toContinent, toCountry, toRegion, toTimeZone } from "./geo.ts";
import type { GeoLookup, GeoRecord } from "./types.ts";

/** A geo database in memory. */
export interface GeoDatabase extends GeoLookup {
  /** Why the file cannot be read; absent: it can. Every look-up of a broken file throws. */
  readonly problem?: string;
}

type Fields = Readonly<Record<string, unknown>>;

/**
 * Opens a MaxMind DB file (maxmind.github.io/MaxMind-DB): MaxMind's own nested records, with names
 * in every language they have, and the flat ones of ip-location-db. IPv4 written as IPv6 is found
 * as IPv4; an IPv6 address in a database of IPv4 is not found.
 *
 * @param bytes Content of the `.mmdb` file; it stays in memory.
 * @returns the database; a broken file gives one whose look-ups throw and whose `problem` says why.
 */
export function createGeoDatabase(bytes: Uint8Array): GeoDatabase {
  try {
    const reader = new Reader<Response>(
      Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength),
    );
    const isIpv4Only = reader.metadata.ipVersion === 4;
    return {
      lookup(ip) {
        const address = parseAddress(ip);
        if (address === undefined || (isIpv4Only && address.includes(":"))) return undefined;
        const found: unknown = reader.get(address);
        return isFields(found) ? toGeoRecord(found) : undefined;
      },
    };
  } catch (error) {
    const problem = `not a readable MaxMind DB file: ${error instanceof Error ? error.message : String(error)}`;
    return {
      problem,
      lookup() {
        throw new Error(problem);
      },
    };
  }
}

function toGeoRecord(found: Fields): GeoRecord | undefined {
  const record = "country_code" in found || "state1" in found ? fromFlat(found) : fromNested(found);
  return Object.keys(record).length === 0 ? undefined : record;
}

function fromNested(found: Fields): GeoRecord {
  const country = toCountry(fields(found["country"])["iso_code"]);
  const subdivisions = found["subdivisions"];
  const region = toRegion(
    country,
    fields(Array.isArray(subdivisions) ? subdivisions[0] : undefined)["iso_code"],
  );
  return toRecord({
    continent: toContinent(fields(found["continent"])["code"]),
    country,
    region,
    cities: toCities(fields(fields(found["city"])["names"])),
    timeZone: toTimeZone(fields(found["location"])["time_zone"]),
  });
}

function fromFlat(found: Fields): GeoRecord {
  const city = toCityName(found["city"]);
  return toRecord({
    continent: undefined,
    country: toCountry(found["country_code"]),
    region: undefined,
    cities: city === undefined ? undefined : new Map([["", city]]),
    timeZone: toTimeZone(found["timezone"]),
  });
}

function toCities(names: Fields): ReadonlyMap<string, string> | undefined {
  const cities = new Map<string, string>();
  for (const [language, name] of Object.entries(names)) {
    const city = toCityName(name);
    if (city !== undefined) cities.set(language, city);
  }
  return cities.size === 0 ? undefined : cities;
}

type Complete<T> = { readonly [key in keyof Required<T>]: T[key] | undefined };

function toRecord(record: Complete<GeoRecord>): GeoRecord {
  return Object.fromEntries(Object.entries(record).filter(([, value]) => value !== undefined));
}

function fields(value: unknown): Fields {
  return isFields(value) ? value : {};
}

function isFields(value: unknown): value is Fields {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
