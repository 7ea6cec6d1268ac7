import {
  type Fold,
  type JoinNames,
  type JoinOutcome,
  type LogEntry,
  MERGES,
  type VisitorRef,
} from "../../store.ts";
import { type JoinedName, type NameFacts, planJoin, planSplit } from "../join-plan.ts";
import { toStored } from "../stored-visitor.ts";
import type { MemoryData } from "./data.ts";
import { keyOf } from "./names.ts";

/** Makes two names one visitor's. */
export async function joinNames(
  data: MemoryData,
  { site, anonymousId, userId, at }: JoinNames,
  fold: Fold,
): Promise<JoinOutcome> {
  const { visitors, names, records } = data;
  const plan = planJoin(await factsOf(data, site, anonymousId), await factsOf(data, site, userId));
  if (plan.move !== undefined) {
    const { from, to } = plan.move;
    const moved = names.namesOf(site, from);
    const entries = entriesOf(data, site, moved);
    if (entries.length > 0) {
      const before = visitors.get(keyOf(site, to));
      visitors.set(keyOf(site, to), toStored(fold(before?.state, entries, to), before, entries));
    }
    visitors.delete(keyOf(site, from));
    giveNames(data, { site, visitor: to, names: moved });
    if (plan.outcome === "merged") {
      const body = { into: to, userId };
      records.put({ collection: MERGES, site, id: from, at, visitorId: to, body });
    }
  }
  if (plan.user !== undefined) {
    const { name, visitor } = plan.user;
    giveNames(data, { site, visitor, names: [{ name, isKnown: true }] });
  }
  return plan.outcome;
}

/** Makes a name a visitor of its own again. @returns whether it was joined to another. */
export function splitName(data: MemoryData, { site, id }: VisitorRef, fold: Fold): boolean {
  const { visitors, names, records } = data;
  const visitor = names.visitorOf(site, id);
  const all = names.namesOf(site, visitor);
  const plan = planSplit(id, visitor, all);
  if (plan === undefined) return false;
  visitors.delete(keyOf(site, visitor));
  for (const [own, group] of [
    [id, all.filter(({ name }) => name === id)],
    [plan.visitor, plan.rest],
  ] as const) {
    giveNames(data, { site, visitor: own, names: group });
    const entries = entriesOf(data, site, group);
    if (entries.length === 0) continue;
    visitors.set(keyOf(site, own), toStored(fold(undefined, entries, own), undefined, entries));
  }
  const undone = visitor === id ? plan.rest.map(({ name }) => name) : [id];
  for (const name of undone) records.remove({ collection: MERGES, site, id: name });
  return true;
}

async function factsOf(data: MemoryData, site: string, name: string): Promise<NameFacts> {
  const { visitors, names } = data;
  const visitor = names.visitorOf(site, name);
  return {
    name,
    visitor,
    isSeen: names.isJoined(site, name) || visitors.has(keyOf(site, visitor)),
    isKnown: names.namesOf(site, visitor).some((other) => other.isKnown),
    isErased: await data.isErased(site, name),
  };
}

interface GivenNames {
  readonly site: string;
  readonly visitor: string;
  readonly names: readonly JoinedName[];
}

/** Makes names a visitor's, beside their own id. */
function giveNames({ names }: MemoryData, { site, visitor, names: given }: GivenNames): void {
  for (const name of [{ name: visitor, isKnown: false }, ...given]) names.join(site, visitor, name);
}

function entriesOf(
  { log }: MemoryData,
  site: string,
  names: readonly JoinedName[],
): readonly LogEntry[] {
  return log.of(
    site,
    names.map(({ name }) => name),
  );
}
