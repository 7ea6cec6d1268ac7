import { canonicalPhrase, idAndTextKey, toPhraseIds } from "@facet/engine";

/** The rows of all lists, as far as their keys depend on them. */
export interface KeyedRows {
  readonly size: number;
  textOf(row: number): string;
  idsOf(row: number): Readonly<Record<string, string>> | undefined;
  /** The smaller, the sooner a row goes: priority, kind of match, group. Below 2²⁴. */
  standingOf(row: number): number;
  /** Ad system of its list. */
  platformOf(row: number): string;
}

/**
 * The keys by which rows are found without a look at their words: ids, ids with a text where several
 * rows share an id, and texts. Behind each key stands the row that goes first; behind a text also the
 * first row of every other ad system, where nothing but the ad system of a visit decides.
 */
export function collectRowKeys(rows: KeyedRows): ReadonlyMap<string, readonly number[]> {
  const keys = new Map<string, number[]>();
  const shared = sharedIds(rows);
  for (const row of inOrder(rows)) {
    const canonical = canonicalPhrase(rows.textOf(row));
    for (const { key } of toPhraseIds(rows.idsOf(row) ?? {})) {
      if (!keys.has(key)) keys.set(key, [row]);
      const both = idAndTextKey(key, canonical);
      if (shared.has(key) && canonical !== "" && !keys.has(both)) keys.set(both, [row]);
    }
    if (canonical === "") continue;
    const known = keys.get(canonical);
    if (!known) keys.set(canonical, [row]);
    else if (differsInPlatform(row, known, rows)) known.push(row);
  }
  return keys;
}

/** Whether a row is as good as some others, and of an ad system that none of them is of. */
function differsInPlatform(row: number, known: readonly number[], rows: KeyedRows): boolean {
  return known.every(
    (other) =>
      rows.standingOf(other) === rows.standingOf(row) &&
      rows.platformOf(other) !== rows.platformOf(row),
  );
}

function sharedIds(rows: KeyedRows): ReadonlySet<string> {
  const seen = new Set<string>();
  const shared = new Set<string>();
  for (let row = 0; row < rows.size; row++) {
    const ids = rows.idsOf(row);
    if (!ids) continue;
    for (const { key } of toPhraseIds(ids)) {
      if (seen.has(key)) shared.add(key);
      seen.add(key);
    }
  }
  return shared;
}

const SHIFT = 2 ** 28;

/** Rows by standing, then by their place. */
function inOrder({ size, standingOf }: KeyedRows): Uint32Array {
  const order = Float64Array.from({ length: size }, (_, row) => standingOf(row) * SHIFT + row);
  return Uint32Array.from(order.sort(), (key) => key % SHIFT);
}
