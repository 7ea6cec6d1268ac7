import { canonicalPhrase, hashText, idAndTextKey, toPhraseIds } from "@facet/engine";
import { sortByKey } from "./counting-sort.ts";
import { inOrderOfHash, keepFirst } from "./hashed-keys.ts";
import type { HashedKeys } from "./hashed-keys.ts";
import { hashKeys } from "./key-table.ts";
import type { KeyedNumbers } from "./key-table.ts";
import type { TextHashes } from "./text-hashes.ts";

/** The rows of all lists, as far as their keys depend on them. */
export interface KeyedRows {
  readonly hashes: TextHashes;
  /** The smaller, the sooner a row goes: priority, kind of match, group. */
  readonly standing: Uint32Array;
  /** Standings are below it. */
  readonly standings: number;
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
  const { order } = sortByKey(rows.standing, { below: rows.standings });
  const named = nameKeys(rows, order);
  const names = [...named.keys()];
  const sorted = inOrderOfHash(hashedKeys(rows, order, named));
  const others = new Map<number, number[]>();
  const isText = (key: number): boolean => (sorted.numbers[key] as number) >= names.length;
  const rowOf = (key: number): number => sorted.rows[key] as number;
  const {
    high,
    low,
    numbers,
    rows: first,
  } = keepFirst(sorted, {
    isSame: (a, b) => isText(a) && isText(b) && isSameText(rowOf(a), rowOf(b), rows),
    drop(kept, key) {
      const more = others.get(kept) ?? [];
      if (!differsInPlatform(rowOf(key), [rowOf(kept), ...more], rows)) return;
      more.push(rowOf(key));
      others.set(kept, more);
    },
  });
  const keyOf = (entry: number): string =>
    names[numbers[entry] ?? 0] ?? canonicalPhrase(rows.textOf(first[entry] ?? 0));
  return {
    ...toColumns(first, others),
    hash: (seed) =>
      seed === 0 ? { high, low } : hashKeys(first.length, keyOf, { seed, hash: hashText }),
  };
}

/** The keys with names, then the texts of rows in the order in which rows go. */
function hashedKeys(
  { hashes }: KeyedRows,
  order: Uint32Array,
  named: ReadonlyMap<string, number>,
): Omit<HashedKeys, "numbers"> {
  const names = [...named.keys()];
  const ofNames = hashKeys(names.length, (key) => names[key] ?? "", { seed: 0, hash: hashText });
  const size = names.length + order.length - hashes.empty.size;
  const high = new Uint32Array(size);
  const low = new Uint32Array(size);
  const rows = new Uint32Array(size);
  high.set(ofNames.high);
  low.set(ofNames.low);
  rows.set([...named.values()]);
  let key = names.length;
  for (let place = 0; place < order.length; place++) {
    const row = order[place] as number;
    if (hashes.empty.size > 0 && hashes.empty.has(row)) continue;
    high[key] = hashes.high[row] as number;
    low[key] = hashes.low[row] as number;
    rows[key++] = row;
  }
  return { high, low, rows };
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
