import { newVisitor } from "../../../src/visitors/reducer.ts";
import type { Fold, LogEntry, VisitorStore, VisitorUpdate } from "../../../src/visitors/store.ts";

export const DAY = 86_400_000;
export const NOW = Date.UTC(2026, 11, 5);
export const SITE = "shop";
export const ref = { site: SITE, id: "v1" };

/** The store of the test that runs. */
export type Opened = () => VisitorStore;

/** Ids that break what glues texts together, or takes them for something else. */
export const HOSTILE_IDS: readonly string[] = [
  "__proto__",
  "constructor",
  "",
  "\u0000",
  "a\u0000b",
  "x".repeat(1_000),
  "'; DROP TABLE visitors; --",
  "v1}:{v2",
  "*",
  "Ñandú 🙂 окна",
];

let made = 0;

/** An entry about v1 with a message id of its own. */
export function entry(parts: Partial<LogEntry> = {}): LogEntry {
  made += 1;
  return {
    site: SITE,
    messageId: `m${made}`,
    visitorId: "v1",
    receivedAt: NOW,
    fact: { type: "event", at: NOW, name: "E", properties: { n: 1 } },
    ...parts,
  };
}

/** An entry of nobody. */
export function nobodysEntry(parts: Partial<LogEntry> = {}): LogEntry {
  const { visitorId: _, ...rest } = entry(parts);
  return rest;
}

/** Writes the message ids of all entries into the state, in order. */
export const remember: Fold = (current, entries, id) => {
  const state = current ?? newVisitor(id, NOW);
  const seen = [...toList(state.traits["seen"]), ...entries.map(({ messageId }) => messageId)];
  return { ...state, traits: { ...state.traits, seen } };
};

/** Counts a visit. */
export const visit: VisitorUpdate = (current) => {
  const state = current ?? newVisitor("v1", NOW);
  return { ...state, visits: state.visits + 1 };
};

/** The message ids that {@link remember} wrote, or what there is instead of a state. */
export async function seenBy(
  store: VisitorStore,
  id: string,
  site = SITE,
): Promise<readonly unknown[] | "erased" | undefined> {
  const state = await store.get({ site, id });
  return typeof state === "object" ? toList(state.traits["seen"]) : state;
}

/** Appends entries and folds them with {@link remember}. */
export async function keep(
  store: VisitorStore,
  ...entries: LogEntry[]
): Promise<readonly string[]> {
  return store.append({ entries, fold: remember, durable: true });
}

/** The message ids of the log of a visitor. */
export async function logOf(store: VisitorStore, id: string): Promise<readonly string[]> {
  const ids: string[] = [];
  for await (const { messageId } of store.log({ site: SITE, id })) ids.push(messageId);
  return ids;
}

/** All in one order, for what has none. */
export function sorted(ids: readonly unknown[] | "erased" | undefined): readonly unknown[] {
  return Array.isArray(ids) ? ids.toSorted() : [ids];
}

function toList(value: unknown): readonly string[] {
  return Array.isArray(value) ? value : [];
}
