import type { AboutVisitor, StoredRecord, VisitorRef } from "../../store.ts";
import type { JoinedName } from "../join-plan.ts";
import { compareByTime } from "../record-order.ts";
import type { RedisContext } from "./context.ts";
import { type Family, namesOf, readFamily } from "./family.ts";
import { movesUnderWay } from "./move.ts";
import { fromReference, readRecord } from "./records.ts";

/** The names of one visitor and the records about them. */
export async function readAbout(context: RedisContext, ref: VisitorRef): Promise<AboutVisitor> {
  const names = await allNamesOf(context, await readFamily(context, ref));
  const own = new Set(names.map(({ name }) => name));
  const lists = await Promise.all([...own].map((id) => referredTo(context, { ...ref, id })));
  const records = await Promise.all(
    [...new Set(lists.flat())].map((text) => readRecord(context, fromReference(text))),
  );
  // A reference outlasts its record, and one that is about somebody else by now.
  const isTheirs = (record: StoredRecord | undefined): record is StoredRecord =>
    record?.visitorId !== undefined && own.has(record.visitorId);
  return { names, records: records.filter(isTheirs).toSorted(compareByTime) };
}

/** All names of a visitor, those of visitors who are on their way into them included. */
export async function allNamesOf(
  context: RedisContext,
  family: Family,
): Promise<readonly JoinedName[]> {
  const moving = await movesUnderWay(context, family);
  const names = [...namesOf(family), ...moving.flatMap((move) => move.names)];
  return [...new Map(names.map((each) => [each.name, each])).values()];
}

async function referredTo(
  { client, keys }: RedisContext,
  name: VisitorRef,
): Promise<readonly string[]> {
  return (await client.call("SMEMBERS", keys.name(name).records)) as readonly string[];
}
