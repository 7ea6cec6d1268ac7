import { canonicalPhrase, hashText, idAndTextKey, toPhraseIds } from "@facet/engine";
import { sortByKey } from "./counting-sort.ts";
import { createKeyEntries } from "./key-entries.ts";
import type { KeyEntries } from "./key-entries.ts";
import { hashKeys } from "./key-table.ts";
import type { KeyedNumbers } from "./key-table.ts";
import type { TextHashes } from "./text-hashes.ts";

/** The rows of all lists, as far as their keys depend on them. */
export interface KeyedRows {
  readonly hashes: TextHashes;
  /** The smaller, the sooner a row goes: priority, kind of match, group. */
  readonly standing: Uint32Array;
  readonly ids: ReadonlyMap<number, Readonly<Record<string, string>>>;
  textOf(row: number): string;
  /** Ad system of its list. */
  platformOf(row: number): string;
}

/**
 * The keys by which rows are found without a look at their words: ids, ids with a text where several
 * rows share an id, and texts. Behind each key stands the row that goes first; behind a text also the
 * first row of every other ad system, where nothing but the ad system of a visit decides.
 */
export function collectRowKeys(rows: KeyedRows): KeyedNumbers {
  const order = inOrder(rows.standing);
  const named = nameKeys(rows, order);
  const names = [...named.keys()];
  const hashes = hashKeys(names.length, (entry) => names[entry] ?? "", { seed: 0, hash: hashText });
  const entries = createKeyEntries(names.length + order.length);
  let entry = 0;
  for (const row of named.values()) {
    entries.add(hashes.high[entry] ?? 0, hashes.low[entry] ?? 0, row);
    entry += 1;
  }
  const others = addTexts(entries, { rows, order, from: names.length });
  const { high, low, rows: first } = entries.toColumns();
  const keyOf = (each: number): string =>
    names[each] ?? canonicalPhrase(rows.textOf(first[each] ?? 0));
  return {
    ...toColumns(first, others),
    hash: (seed) =>
      seed === 0 ? { high, low } : hashKeys(first.length, keyOf, { seed, hash: hashText }),
  };
}

/** Ids, and ids with texts where rows share an id → the row that goes first. */
function nameKeys({ ids, textOf }: KeyedRows, order: Uint32Array): ReadonlyMap<string, number> {
  const keys = new Map<string, number>();
  if (ids.size === 0) return keys;
  const shared = new Set<string>();
  const named = order.filter((row) => ids.has(row));
  for (const row of named) {
    for (const { key } of toPhraseIds(ids.get(row) ?? {})) {
      if (keys.has(key)) shared.add(key);
      else keys.set(key, row);
    }
  }
  for (const row of named) {
    const canonical = canonicalPhrase(textOf(row));
    if (canonical === "") continue;
    for (const { key } of toPhraseIds(ids.get(row) ?? {})) {
      const both = idAndTextKey(key, canonical);
      if (shared.has(key) && !keys.has(both)) keys.set(both, row);
    }
  }
  return keys;
}

interface TextScope {
  readonly rows: KeyedRows;
  readonly order: Uint32Array;
  /** Entries before it are no texts. */
  readonly from: number;
}

/** @returns the rows that stand behind a text besides its first one, by entry. */
function addTexts(
  entries: KeyEntries,
  { rows, order, from }: TextScope,
): ReadonlyMap<number, readonly number[]> {
  const { high, low, empty } = rows.hashes;
  const others = new Map<number, number[]>();
  const first: number[] = [];
  let row = 0;
  const isSame = (entry: number): boolean =>
    entry >= from && isSameText(first[entry - from] ?? 0, row, rows);
  for (let place = 0; place < order.length; place++) {
    row = order[place] as number;
    if (empty.has(row)) continue;
    const entry = entries.find(high[row] as number, low[row] as number, isSame);
    if (entry < 0) {
      entries.add(high[row] as number, low[row] as number, row);
      first.push(row);
      continue;
    }
    const more = others.get(entry) ?? [];
    if (!differsInPlatform(row, [first[entry - from] ?? 0, ...more], rows)) continue;
    more.push(row);
    others.set(entry, more);
  }
  return others;
}

function isSameText(a: number, b: number, { textOf }: KeyedRows): boolean {
  return canonicalPhrase(textOf(a)) === canonicalPhrase(textOf(b));
}

/** Whether a row is as good as some others, and of an ad system that none of them is of. */
function differsInPlatform(
  row: number,
  known: readonly number[],
  { standing, platformOf }: KeyedRows,
): boolean {
  return known.every(
    (other) => standing[other] === standing[row] && platformOf(other) !== platformOf(row),
  );
}

function toColumns(
  first: Uint32Array,
  others: ReadonlyMap<number, readonly number[]>,
): Pick<KeyedNumbers, "starts" | "terms"> {
  const more = [...others.values()].reduce((sum, { length }) => sum + length, 0);
  const starts = new Uint32Array(first.length + 1);
  const terms = new Uint32Array(first.length + more);
  let at = 0;
  for (let entry = 0; entry < first.length; entry++) {
    terms[at++] = first[entry] as number;
    const own = others.size === 0 ? undefined : others.get(entry);
    if (own) {
      terms.set(own, at);
      at += own.length;
    }
    starts[entry + 1] = at;
  }
  return { starts, terms };
}

/** Rows by standing, then by their place. */
function inOrder(standing: Uint32Array): Uint32Array {
  const distinct = [...new Set(standing)].sort((a, b) => a - b);
  const steps = new Map(distinct.map((each, step) => [each, step]));
  const keys = standing.map((each) => steps.get(each) ?? 0);
  return sortByKey(keys, { below: distinct.length }).order;
}
