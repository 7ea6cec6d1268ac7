import {
  type AppendBatch,
  type AppendOutcome,
  DEDUPE_WINDOW_MS,
  type Fold,
  type LogEntry,
  type StoredRecord,
} from "../../store.ts";
import { type StoredVisitor, toStored } from "../stored-visitor.ts";
import type { MemoryData } from "./data.ts";
import { idOf, keyOf } from "./names.ts";

/** Appends a batch: all of it, or nothing where its fold throws. */
export async function appendBatch(
  data: MemoryData,
  { entries, fold, records = [] }: AppendBatch,
): Promise<readonly AppendOutcome[]> {
  const outcomes: AppendOutcome[] = [];
  const fresh = new Map<string, LogEntry>();
  for (const entry of entries) {
    const outcome = await judge(data, entry, fresh);
    outcomes.push(outcome);
    if (outcome === "stored") fresh.set(keyOf(entry.site, entry.messageId), entry);
  }
  const states = fold === undefined ? [] : foldAll(data, [...fresh.values()], fold);
  for (const [key, state] of states) data.visitors.set(key, state);
  for (const [key, entry] of fresh) {
    data.messages.set(key, entry.receivedAt);
    data.log.add(entry);
  }
  if (fresh.size > 0 || entries.length === 0) {
    for (const record of records) await putRecord(data, record);
  }
  return outcomes;
}

/** Keeps a record, unless it is about somebody who was erased. */
export async function putRecord(data: MemoryData, record: StoredRecord): Promise<void> {
  const { site, visitorId } = record;
  if (visitorId !== undefined && (await data.isErased(site, visitorId))) return;
  data.records.put(record);
}

async function judge(
  { messages, isErased }: MemoryData,
  { site, visitorId, messageId, receivedAt }: LogEntry,
  fresh: ReadonlyMap<string, LogEntry>,
): Promise<AppendOutcome> {
  if (visitorId !== undefined && (await isErased(site, visitorId))) return "erased";
  const key = keyOf(site, messageId);
  const seenAt = messages.get(key) ?? Number.NEGATIVE_INFINITY;
  return fresh.has(key) || receivedAt - seenAt < DEDUPE_WINDOW_MS ? "duplicate" : "stored";
}

function foldAll(
  { visitors, names }: MemoryData,
  entries: readonly LogEntry[],
  fold: Fold,
): readonly (readonly [string, StoredVisitor])[] {
  const groups = Map.groupBy(
    entries.filter(({ visitorId }) => visitorId !== undefined),
    ({ site, visitorId = "" }) => keyOf(site, names.visitorOf(site, visitorId)),
  );
  return [...groups].map(([key, group]) => {
    const before = visitors.get(key);
    return [key, toStored(fold(before?.state, group, idOf(key)), before, group)];
  });
}
