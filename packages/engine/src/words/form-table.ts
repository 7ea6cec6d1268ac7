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

/** What is kept under one form or stem. */
export interface FormEntry {
  readonly hash: Readonly<WordHash>;
  /** At least one. */
  readonly terms: readonly number[];
}

const MAGIC = 0x32524657;
const HEADER = 6;
const LIST_BIT = 0x80000000;

/**
 * Writes a table; little-endian, like everything that runs JavaScript today.
 *
 * @returns `undefined` where two entries could not be told apart: another seed is needed.
 */
export function writeFormTable(
  entries: readonly FormEntry[],
  { terms, seed }: { readonly terms: number; readonly seed: number },
): ArrayBuffer | undefined {
  const bits = Math.max(1, Math.floor(Math.log2(entries.length + 1)));
  const shift = 32 - bits;
  const bucketOf = ({ hash }: FormEntry): number => hash.high >>> shift;
  const sorted = [...entries].sort((a, b) => bucketOf(a) - bucketOf(b) || a.hash.low - b.hash.low);
  const hasTwins = sorted.some((entry, index) => {
    const next = sorted[index + 1];
    return next && bucketOf(next) === bucketOf(entry) && next.hash.low === entry.hash.low;
  });
  if (hasTwins) return undefined;
  const shared = sorted.filter((entry) => entry.terms.length > 1);
  const listed = shared.reduce((sum, entry) => sum + 1 + entry.terms.length, 0);
  const words = new Uint32Array(HEADER + 2 ** bits + 1 + 2 * sorted.length + listed);
  words.set([MAGIC, terms, seed, bits, sorted.length, listed]);
  const { buckets, entries: pairs, lists } = viewOf(words);
  let at = 0;
  for (const [index, entry] of sorted.entries()) {
    const own = entry.terms;
    const after = bucketOf(entry) + 1;
    buckets[after] = (buckets[after] ?? 0) + 1;
    pairs[2 * index] = entry.hash.low;
    pairs[2 * index + 1] = own.length > 1 ? (LIST_BIT | at) >>> 0 : (own[0] ?? 0);
    if (own.length > 1) {
      lists.set([own.length, ...own], at);
      at += 1 + own.length;
    }
  }
  for (let i = 1; i < buckets.length; i++) buckets[i] = (buckets[i] ?? 0) + (buckets[i - 1] ?? 0);
  return words.buffer;
}

/**
 * Reads a table: views over the buffer, nothing is copied.
 *
 * @throws RulesetError where the buffer is no such table.
 */
export function readFormTable(buffer: ArrayBuffer): FormTable {
  if (buffer.byteLength % 4 === 0) {
    const words = new Uint32Array(buffer);
    const [magic, , , bits = 0, entries = 0, listed = 0] = words;
    const size = HEADER + 2 ** bits + 1 + 2 * entries + listed;
    if (magic === MAGIC && bits >= 1 && bits < 32 && words.length === size) return viewOf(words);
  }
  throw new RulesetError(
    "malformed",
    "the table of word forms is damaged or was written by another version; compile the rules again",
  );
}

function viewOf(words: Uint32Array<ArrayBuffer>): FormTable {
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

/** What {@link findValue} gives for a hash under which nothing is kept. */
export const NOTHING = -1;

/**
 * Finds what is kept under a hash.
 *
 * @returns a term, or where it is negative and not {@link NOTHING} a value for {@link listOf}.
 */
export function findValue(
  { buckets, entries, shift }: FormTable,
  { high, low }: Readonly<WordHash>,
): number {
  const bucket = high >>> shift;
  const end = 2 * (buckets[bucket + 1] as number);
  for (let i = 2 * (buckets[bucket] as number); i < end; i += 2) {
    if (((entries[i] as number) | 0) === low) return (entries[i + 1] as number) | 0;
  }
  return NOTHING;
}

/** Place in `lists` of the count and the terms of a negative value. */
export function listOf(value: number): number {
  return value & ~LIST_BIT;
}

/**
 * Adds the terms kept under a hash to `found`, those that are not there yet.
 *
 * @returns whether anything is kept there.
 */
export function lookUp(table: FormTable, hash: Readonly<WordHash>, found: number[]): boolean {
  const value = findValue(table, hash);
  if (value === NOTHING) return false;
  if (value >= 0) {
    if (!found.includes(value)) found.push(value);
    return true;
  }
  const { lists } = table;
  const at = listOf(value);
  const end = at + 1 + (lists[at] as number);
  // A list has each term once: the first one found needs no comparing, however long it is.
  const isFirst = found.length === 0;
  for (let i = at + 1; i < end; i++) {
    const term = lists[i] as number;
    if (isFirst || !found.includes(term)) found.push(term);
  }
  return true;
}
