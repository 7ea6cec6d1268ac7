import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { createGeoDatabase } from "@facet/context/maxmind";
import type { GeoLookup } from "@facet/context";
import type { Log } from "../../ports.ts";

/** The geo database that was asked for cannot be read. */
export class GeoDatabaseError extends Error {
  override readonly name = "GeoDatabaseError";
}

const EMBEDDED = "@ip-location-db/geo-whois-asn-country-mmdb/geo-whois-asn-country.mmdb";

/**
 * Opens a geo database into memory.
 *
 * @param path Absent: the embedded one (CC0), which knows countries.
 * @throws GeoDatabaseError where there is no file at `path`.
 */
export async function openGeo(path: string | undefined, log: Log): Promise<GeoLookup> {
  const file = path ?? createRequire(import.meta.url).resolve(EMBEDDED);
  const database = createGeoDatabase(await read(file));
  if (database.problem !== undefined) {
    log.error({ file }, `the geo database is ${database.problem}; decisions go without`);
  }
  return database;
}

async function read(file: string): Promise<Uint8Array> {
  try {
    return await readFile(file);
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new GeoDatabaseError(
      `The geo database cannot be read: ${reason}. Set FACET_GEO_DB to a MaxMind DB file, or leave it out.`,
      { cause },
    );
  }
}
