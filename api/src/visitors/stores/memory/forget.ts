import { LASTING_COLLECTIONS, type VisitorRef } from "../../store.ts";
import type { MemoryData } from "./data.ts";
import { idOf, keyOf } from "./names.ts";

/** Forgets a visitor under every name. @returns whether anything was known. */
export async function eraseVisitor(data: MemoryData, { site, id }: VisitorRef): Promise<boolean> {
  const { visitors, messages, names, log, records } = data;
  const visitor = names.visitorOf(site, id);
  const all = new Set(names.namesOf(site, visitor).map(({ name }) => name));
  const isTheirs = (about: { readonly site: string; readonly visitorId?: string }): boolean =>
    about.site === site && about.visitorId !== undefined && all.has(about.visitorId);
  const wasJoined = names.isJoined(site, id);
  const hadState = visitors.delete(keyOf(site, visitor));
  const entries = log.forget(isTheirs);
  const hadRecords = records.forget(isTheirs) > 0;
  if (!hadState && !wasJoined && entries.length === 0 && !hadRecords) return false;
  for (const { messageId } of entries) messages.delete(keyOf(site, messageId));
  for (const name of all) {
    names.forget(site, name);
    await data.bury(site, name);
  }
  return true;
}

/** Forgets what is older than a time, epoch milliseconds. */
export function purgeSite(
  { visitors, names, log, records }: MemoryData,
  site: string,
  before: number,
): { readonly entries: number; readonly visitors: number } {
  const entries = log.forget((entry) => entry.site === site && entry.receivedAt < before);
  records.forget(
    (record) =>
      record.site === site &&
      record.at < before &&
      !LASTING_COLLECTIONS.includes(record.collection),
  );
  const old = [...visitors.entries()].filter(
    ([key, { seenAt }]) => key.startsWith(keyOf(site, "")) && seenAt < before,
  );
  for (const [key] of old) {
    visitors.delete(key);
    for (const { name } of names.namesOf(site, idOf(key))) names.forget(site, name);
  }
  return { entries: entries.length, visitors: old.length };
}
