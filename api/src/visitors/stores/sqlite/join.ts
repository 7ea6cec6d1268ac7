import {
  type Fold,
  type JoinNames,
  type JoinOutcome,
  type LogEntry,
  MERGES,
  type VisitorRef,
} from "../../store.ts";
import { type JoinedName, type NameFacts, planJoin, planSplit } from "../join-plan.ts";
import type { SqliteConnection } from "./connection.ts";
import { putRecord } from "./records.ts";
import { findVisitor, isErased, namesOf, readLog, writeVisitor } from "./visitors.ts";
import { toStored } from "../stored-visitor.ts";

/** Makes two names one visitor's; within a transaction. */
export function joinNames(connection: SqliteConnection, join: JoinNames, fold: Fold): JoinOutcome {
  const { site, anonymousId, userId, at } = join;
  const plan = planJoin(factsOf(connection, site, anonymousId), factsOf(connection, site, userId));
  if (plan.move !== undefined) {
    const { from, to } = plan.move;
    const moved = namesOf(connection, site, from);
    const entries = readEntries(connection, site, moved);
    if (entries.length > 0) {
      const found = findVisitor(connection, site, to);
      const state = fold(found.stored?.state, entries, to);
      writeVisitor(connection, { site, id: to }, found, toStored(state, found.stored, entries));
    }
    connection.statements.deleteVisitor.run(site, from);
    giveNames(connection, { site, visitor: to, names: moved, at });
    if (plan.outcome === "merged") {
      const body = { into: to, userId };
      putRecord(connection, { collection: MERGES, site, id: from, at, visitorId: to, body });
    }
  }
  if (plan.user !== undefined) {
    const { name, visitor } = plan.user;
    giveNames(connection, { site, visitor, names: [{ name, isKnown: true }], at });
  }
  return plan.outcome;
}

/** Makes a name a visitor of its own again; within a transaction. */
export function splitName(connection: SqliteConnection, ref: VisitorRef, fold: Fold): boolean {
  const { site, id } = ref;
  const { statements, cache } = connection;
  const { id: visitor, stored } = findVisitor(connection, site, id);
  const names = namesOf(connection, site, visitor);
  const plan = planSplit(id, visitor, names);
  if (plan === undefined) return false;
  statements.deleteVisitor.run(site, visitor);
  cache.clear();
  for (const [own, group] of [
    [id, names.filter(({ name }) => name === id)],
    [plan.visitor, plan.rest],
  ] as const) {
    giveNames(connection, { site, visitor: own, names: group, at: stored?.seenAt ?? 0 });
    const entries = readEntries(connection, site, group);
    if (entries.length === 0) continue;
    const found = findVisitor(connection, site, own);
    const state = toStored(fold(undefined, entries, own), undefined, entries);
    writeVisitor(connection, { site, id: own }, found, state);
  }
  const undone = visitor === id ? plan.rest.map(({ name }) => name) : [id];
  for (const name of undone) statements.deleteRecord.run(MERGES, site, name);
  return true;
}

function factsOf(connection: SqliteConnection, site: string, name: string): NameFacts {
  const found = findVisitor(connection, site, name);
  return {
    name,
    visitor: found.id,
    isSeen: found.isJoined || found.row !== undefined,
    isKnown: namesOf(connection, site, found.id).some(({ isKnown }) => isKnown),
    isErased: isErased(connection, site, name),
  };
}

interface GivenNames {
  readonly site: string;
  readonly visitor: string;
  readonly names: readonly JoinedName[];
  /** Epoch milliseconds. */
  readonly at: number;
}

/** Makes names a visitor's, beside their own id. */
function giveNames(
  { statements, cache }: SqliteConnection,
  { site, visitor, names, at }: GivenNames,
): void {
  cache.clear();
  for (const { name, isKnown } of [{ name: visitor, isKnown: false }, ...names]) {
    statements.upsertName.run(site, name, visitor, Number(isKnown), at);
  }
}

function readEntries(
  connection: SqliteConnection,
  site: string,
  names: readonly JoinedName[],
): readonly LogEntry[] {
  const placed = readLog(connection, site, { names: names.map(({ name }) => name) });
  return placed.map(({ entry }) => entry);
}
