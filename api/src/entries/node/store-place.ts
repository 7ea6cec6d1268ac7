import {
  isRedisUrl,
  parseRedisTarget,
  type ParsedRedisTarget,
} from "../../visitors/stores/redis/target.ts";

/** Where visitors are kept, or what is wrong with the text and what was expected. */
export type ParsedStorePlace = ParsedRedisTarget | { readonly file: string };

/** Reads an address of Redis or the path of a SQLite file. A problem repeats no password. */
export function parseStorePlace(place: string): ParsedStorePlace {
  if (isRedisUrl(place)) return parseRedisTarget(place);
  const scheme = /^[a-z][\w+.-]*:\/\//iu.exec(place)?.[0];
  if (scheme === undefined) return { file: place };
  return {
    problem: `visitors are not kept in ${scheme}: expected the path of a SQLite file, redis://host:6379 or redis+cluster://host1:7000,host2:7001`,
  };
}
