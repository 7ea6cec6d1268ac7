import type { RedisContext } from "./context.ts";
import { OWN_HEADER_LENGTH } from "./head.ts";

/** Which ids to list. */
export interface ListPage {
  readonly after?: string;
  readonly limit: number;
}

/** Ids of the visitors of a site that have a state, ascending by their bytes. */
export async function listVisitors(
  context: RedisContext,
  site: string,
  { after, limit }: ListPage,
): Promise<readonly string[]> {
  const found: string[] = [];
  let last = after;
  while (found.length < limit) {
    const names = await readNames(context, site, {
      limit,
      ...(last === undefined ? {} : { after: last }),
    });
    const have = await Promise.all(names.map((id) => hasState(context, { site, id })));
    found.push(...names.filter((_, at) => have[at]));
    if (names.length < limit) break;
    last = names.at(-1);
  }
  return found.slice(0, limit);
}

async function readNames(
  { client, keys }: RedisContext,
  site: string,
  { after, limit }: ListPage,
): Promise<string[]> {
  const from = after === undefined ? "-" : `(${after}`;
  const shards = await Promise.all(
    keys
      .indexes(site)
      .map((index) => client.call("ZRANGEBYLEX", index, from, "+", "LIMIT", 0, limit)),
  );
  return shards
    .flatMap((names) => names as string[])
    .map((name) => ({ name, bytes: Buffer.from(name) }))
    .toSorted((a, b) => Buffer.compare(a.bytes, b.bytes))
    .map(({ name }) => name)
    .slice(0, limit);
}

async function hasState(
  { client, keys }: RedisContext,
  ref: { readonly site: string; readonly id: string },
): Promise<boolean> {
  const start = String(await client.call("GETRANGE", keys.name(ref).head, 0, OWN_HEADER_LENGTH));
  return start.startsWith("S") && Buffer.byteLength(start) > OWN_HEADER_LENGTH;
}
