import { RulesetError } from "../load/ruleset-error.ts";
import type { WordHash } from "./hash.ts";

/**
 * A form → terms table in flat arrays over one buffer. Entries stand in buckets by the upper bits of
 * one hash of the form and are told apart by the other hash; the forms themselves are not in it. A
 * value is a term, or where the upper bit is set the place in `lists` of a count and as many terms.
 */
export interface FormTable {
  readonly terms: number;
  /** Seed of the hashes, under which no two forms of the table are taken for each other. */
  readonly seed: number;
  /** How far `high` is shifted to give the bucket. */
  readonly shift: number;
  /** First entry of each bucket; one more than there are buckets. */
  readonly buckets: Uint32Array;
  /** The other hash and the value of each entry, side by side: both are read at once. */
  readonly entries: Uint32Array;
  readonly lists: Uint32Array;
}

/** What a table is made of, in columns, so that a million entries are no objects. */
export interface FormEntries {
  /** Hashes of each form or key. */
  readonly high: Uint32Array;
  readonly low: Uint32Array;
  /** Entry → where its terms start in `terms`, at least one each; one more entry ends the last one. */
  readonly starts: Uint32Array;
  readonly terms: Uint32Array;
}

const MAGIC = 0x31524657;
const HEADER = 6;
const LIST_BIT = 0x80000000;

/**
 * Writes a table; little-endian, like everything that runs JavaScript today.
 *
 * @param options How many terms there are, and the seed of the hashes.
 * @returns `undefined` where two entries could not be told apart: another seed is needed.
 */
export function writeFormTable(
  { high, low, starts, terms: values }: FormEntries,
  { terms, seed }: { readonly terms: number; readonly seed: number },
): Uint32Array<ArrayBuffer> | undefined {
  const size = high.length;
  const bits = Math.max(1, Math.floor(Math.log2(size + 1)));
  const shift = 32 - bits;
  let listed = 0;
  for (let i = 0; i < size; i++) {
    const count = (starts[i + 1] as number) - (starts[i] as number);
    if (count > 1) listed += 1 + count;
  }
  const words = new Uint32Array(HEADER + 2 ** bits + 1 + 2 * size + listed);
  words.set([MAGIC, terms, seed, bits, size, listed]);
  const { buckets, entries, lists } = viewOf(words);
  for (let i = 0; i < size; i++) {
    const after = ((high[i] as number) >>> shift) + 1;
    buckets[after] = (buckets[after] as number) + 1;
  }
  for (let i = 1; i < buckets.length; i++) {
    buckets[i] = (buckets[i] as number) + (buckets[i - 1] as number);
  }
  const next = buckets.slice(0, -1);
  let at = 0;
  for (let i = 0; i < size; i++) {
    const bucket = (high[i] as number) >>> shift;
    const place = next[bucket] as number;
    for (let other = buckets[bucket] as number; other < place; other++) {
      if (entries[2 * other] === low[i]) return undefined;
    }
    next[bucket] = place + 1;
    const start = starts[i] as number;
    const count = (starts[i + 1] as number) - start;
    entries[2 * place] = low[i] as number;
    entries[2 * place + 1] = count > 1 ? (LIST_BIT | at) >>> 0 : (values[start] as number);
    if (count > 1) {
      lists[at] = count;
      lists.set(values.subarray(start, start + count), at + 1);
      at += 1 + count;
    }
  }
  return words;
}

/**
 * Reads a table: views over the words, nothing is copied.
 *
 * @throws RulesetError where the words are no such table.
 */
export function readFormTable(words: Uint32Array): FormTable {
  const [magic, , , bits = 0, entries = 0, listed = 0] = words;
  const size = HEADER + 2 ** bits + 1 + 2 * entries + listed;
  if (magic === MAGIC && bits >= 1 && bits < 32 && words.length === size) return viewOf(words);
  throw new RulesetError(
    "malformed",
    "the table of word forms is damaged or was written by another version; compile the rules again",
  );
}

function viewOf(words: Uint32Array): FormTable {
  const [, terms = 0, seed = 0, bits = 1, entries = 0] = words;
  const first = HEADER + 2 ** bits + 1;
  const lists = first + 2 * entries;
  return {
    terms,
    seed,
    shift: 32 - bits,
    buckets: words.subarray(HEADER, first),
    entries: words.subarray(first, lists),
    lists: words.subarray(lists),
  };
}

/**
 * Adds the terms kept under a hash to `found`, those that are not there yet.
 *
 * @returns whether anything is kept there.
 */
export function lookUp(table: FormTable, hash: Readonly<WordHash>, found: number[]): boolean {
  const { buckets, entries } = table;
  const bucket = hash.high >>> table.shift;
  const end = 2 * (buckets[bucket + 1] as number);
  for (let i = 2 * (buckets[bucket] as number); i < end; i += 2) {
    if (entries[i] === hash.low) {
      addTerms(table, entries[i + 1] as number, found);
      return true;
    }
  }
  return false;
}

function addTerms({ lists }: FormTable, value: number, found: number[]): void {
  if (value < LIST_BIT) {
    if (!found.includes(value)) found.push(value);
    return;
  }
  const at = value - LIST_BIT;
  const end = at + 1 + (lists[at] as number);
  // A list has each term once: the first one found needs no comparing, however long it is.
  const isFirst = found.length === 0;
  for (let i = at + 1; i < end; i++) {
    const term = lists[i] as number;
    if (isFirst || !found.includes(term)) found.push(term);
  }
}
