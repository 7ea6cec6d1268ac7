import type { EventCounter, JsonObject, LedgerEntry } from "@facet/engine";

const MAX_EVENT_NAMES = 200;
const MAX_LEDGER_ENTRIES = 1_000;
const MAX_TRAITS = 200;
const MAX_SHOWN = 50;

/** Keeps the latest 50 shows of an offer. */
export function boundShown(shown: readonly number[]): readonly number[] {
  return shown.length <= MAX_SHOWN ? shown : shown.slice(-MAX_SHOWN);
}

/** Keeps the counters of the 200 events that happened last. */
export function boundEvents(
  events: Readonly<Record<string, EventCounter>>,
): Readonly<Record<string, EventCounter>> {
  const entries = Object.entries(events);
  if (entries.length <= MAX_EVENT_NAMES) return events;
  entries.sort(([, a], [, b]) => (b.recent.at(-1) ?? 0) - (a.recent.at(-1) ?? 0));
  return Object.fromEntries(entries.slice(0, MAX_EVENT_NAMES));
}

/**
 * Keeps at most 1,000 entries. The oldest go first, except the only entry of a points rule: `once`
 * must stay once.
 */
export function boundLedger(ledger: readonly LedgerEntry[]): readonly LedgerEntry[] {
  let surplus = ledger.length - MAX_LEDGER_ENTRIES;
  if (surplus <= 0) return ledger;
  const left = new Map<string, number>();
  for (const { rule } of ledger) left.set(rule, (left.get(rule) ?? 0) + 1);
  return ledger.filter(({ rule }) => {
    const count = left.get(rule) ?? 0;
    if (surplus === 0 || count <= 1) return true;
    left.set(rule, count - 1);
    surplus -= 1;
    return false;
  });
}

/** Merges traits, the later ones over the earlier; the latest 200 are kept. */
export function mergeTraits(known: JsonObject, added: JsonObject): JsonObject {
  const merged = new Map(Object.entries(known));
  for (const [name, value] of Object.entries(added)) {
    if (name === "__proto__") continue;
    merged.delete(name);
    if (value !== null) merged.set(name, value);
  }
  const entries = [...merged];
  return Object.fromEntries(entries.slice(-MAX_TRAITS));
}
