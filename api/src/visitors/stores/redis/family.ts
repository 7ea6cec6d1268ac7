import type { VisitorRef } from "../../store.ts";
import type { JoinedName, NameFacts } from "../join-plan.ts";
import { type Found, LINK_LIMIT, type RedisContext } from "./context.ts";
import { parseHead } from "./head.ts";
import type { NameKeys } from "./keys.ts";
import { defineScript, runScript } from "./script.ts";

/** A visitor with all their names, read as one step. */
export interface Family extends Found {
  /** The names that were joined, by whether they are user ids. */
  readonly joined: ReadonlyMap<string, boolean>;
  /** What an unfinished join or split has still to do. */
  readonly journal: ReadonlyMap<string, string>;
  /** The server's clock, epoch milliseconds. */
  readonly now: number;
}

/** How the hash of names says that one is a user id, or is none. */
export const KNOWN = "u";
const ANONYMOUS = "a";
/** Line of the journal of a visitor that is being split. */
export const SPLIT_FIELD = "split";
/** Line of the journal of a visitor that is being split off: from whom. */
export const SPLIT_FROM_FIELD = "from";

/** KEYS: head, names, journal. */
const READ = defineScript(`
return {
  redis.call('GET', KEYS[1]), redis.call('HGETALL', KEYS[2]), redis.call('HGETALL', KEYS[3]),
  redis.call('TIME')[1],
}
`);

/** Fields and values in turn. */
type FlatMap = readonly string[];
type FamilyReply = readonly [head: unknown, names: FlatMap, journal: FlatMap, seconds: string];

/** Reads a visitor with their names, by any of them. */
export async function readFamily(
  { client, keys }: RedisContext,
  { site, id: name }: VisitorRef,
): Promise<Family> {
  let id = name;
  for (let links = 0; links <= LINK_LIMIT; links += 1) {
    const own = keys.name({ site, id });
    const reply = await runScript(client, READ, {
      keys: [own.head, own.names, own.journal],
      args: [],
    });
    const [text, names, journal, seconds] = reply as FamilyReply;
    const head = parseHead(text);
    if (head.kind !== "link") {
      return {
        site,
        id,
        keys: own,
        head,
        isLinked: links > 0,
        joined: toJoined(names),
        journal: toMap(journal),
        now: Number(seconds) * 1_000,
      };
    }
    id = head.to;
  }
  throw new Error(
    `a name of a visitor leads on more than ${LINK_LIMIT} times: the store is damaged`,
  );
}

/** The names that are kept under one name, itself included, whomever it leads to. */
export async function readNames(
  context: RedisContext,
  ref: VisitorRef,
): Promise<readonly JoinedName[]> {
  return namesOf({ id: ref.id, joined: await readJoined(context, context.keys.name(ref)) });
}

/** The hash of names of one slot. */
export async function readJoined(
  { client }: RedisContext,
  { names }: NameKeys,
): Promise<Family["joined"]> {
  return toJoined((await client.call("HGETALL", names)) as FlatMap);
}

/** All names of a visitor, their own id included. */
export function namesOf({ id, joined }: Pick<Family, "id" | "joined">): readonly JoinedName[] {
  const names = new Map([[id, false], ...joined]);
  return [...names].map(([name, isKnown]) => ({ name, isKnown }));
}

/** What planning a join needs to know of a name. */
export function toFacts(name: string, family: Family): NameFacts {
  const { id, head, joined, isLinked } = family;
  return {
    name,
    visitor: id,
    isSeen: isLinked || joined.size > 0 || (head.kind === "own" && head.stored !== undefined),
    isKnown: namesOf(family).some(({ isKnown }) => isKnown),
    isErased: head.kind === "erased",
  };
}

/** Names and kinds as the arguments of a script. */
export function toPairs(names: readonly JoinedName[]): string[] {
  return names.flatMap(({ name, isKnown }) => [name, isKnown ? KNOWN : ANONYMOUS]);
}

function toJoined(names: FlatMap): Map<string, boolean> {
  return new Map([...toMap(names)].map(([name, kind]) => [name, kind === KNOWN]));
}

function toMap(flat: FlatMap): Map<string, string> {
  const map = new Map<string, string>();
  for (let i = 0; i + 1 < flat.length; i += 2) map.set(flat[i] ?? "", flat[i + 1] ?? "");
  return map;
}
