import { RulesetError } from "../load/ruleset-error.ts";
import type { WordHash } from "./hash.ts";

/**
 * A form → terms table in flat arrays over one buffer. A form stands in the cell that one hash of it
 * gives, or in the next free one, and is told from others by the other hash; the forms themselves are
 * not in it. A value is a term, or where the upper bit is set the place in `lists` of a count and as
 * many terms.
 */
export interface FormTable {
  readonly terms: number;
  /** Seed of the hashes, under which no two forms of the table are taken for each other. */
  readonly seed: number;
  /** Cells that a hash may give; those behind them are for forms that find no other. */
  readonly homes: number;
  /** The other hash and the value of each cell, side by side: both are read at once. */
  readonly cells: Int32Array;
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

const MAGIC = 0x32524657;
const HEADER = 6;
const LIST_BIT = 0x80000000;
/** Cells for each form: with a third of them free few looks are needed. */
const CELLS_PER_FORM = 1.5;

/** What {@link findValue} gives for a hash under which nothing is kept, and the value of a free cell. */
export const NOTHING = -1;

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
  const homes = Math.max(1, Math.ceil(CELLS_PER_FORM * size));
  const sorted = sortByHome(high, homes);
  const places = placeEntries(sorted, { high, low, homes });
  if (!places) return undefined;
  let listed = 0;
  for (let entry = 0; entry < size; entry++) {
    const count = (starts[entry + 1] as number) - (starts[entry] as number);
    if (count > 1) listed += 1 + count;
  }
  // The last cell is free: every look ends there at the latest.
  const count = Math.max(homes, (places.at(-1) ?? 0) + 1) + 1;
  const words = new Uint32Array(HEADER + 2 * count + listed);
  words.set([MAGIC, terms, seed, homes, count, listed]);
  const { cells, lists } = viewOf(words);
  for (let cell = 0; cell < count; cell++) cells[2 * cell + 1] = NOTHING;
  let at = 0;
  for (let index = 0; index < size; index++) {
    const entry = sorted[index] as number;
    const start = starts[entry] as number;
    const own = (starts[entry + 1] as number) - start;
    const cell = 2 * (places[index] as number);
    cells[cell] = low[entry] as number;
    cells[cell + 1] = own > 1 ? LIST_BIT | at : (values[start] as number);
    if (own > 1) {
      lists[at] = own;
      lists.set(values.subarray(start, start + own), at + 1);
      at += 1 + own;
    }
  }
  return words;
}

/** Entries in the order of their homes: a counting sort. */
function sortByHome(high: Uint32Array, homes: number): Uint32Array {
  const next = new Uint32Array(homes + 1);
  for (let entry = 0; entry < high.length; entry++) {
    const after = homeOf(high[entry] as number, homes) + 1;
    next[after] = (next[after] as number) + 1;
  }
  for (let home = 1; home <= homes; home++) {
    next[home] = (next[home] as number) + (next[home - 1] as number);
  }
  const sorted = new Uint32Array(high.length);
  for (let entry = 0; entry < high.length; entry++) {
    const home = homeOf(high[entry] as number, homes);
    const place = next[home] as number;
    next[home] = place + 1;
    sorted[place] = entry;
  }
  return sorted;
}

interface Homes extends Pick<FormEntries, "high" | "low"> {
  readonly homes: number;
}

/**
 * The cells of entries that stand in the order of their homes.
 *
 * @returns `undefined` where an entry would be taken for another one on the way to its cell.
 */
function placeEntries(sorted: Uint32Array, { high, low, homes }: Homes): Uint32Array | undefined {
  const places = new Uint32Array(sorted.length);
  let next = 0;
  for (let index = 0; index < sorted.length; index++) {
    const entry = sorted[index] as number;
    const home = homeOf(high[entry] as number, homes);
    const place = Math.max(home, next);
    for (let before = index - 1; before >= 0 && (places[before] as number) >= home; before--) {
      if (low[sorted[before] as number] === low[entry]) return undefined;
    }
    places[index] = place;
    next = place + 1;
  }
  return places;
}

/** The cell at which a look for a hash starts. */
function homeOf(high: number, homes: number): number {
  return Math.floor((high >>> 0) * homes * 2 ** -32);
}

/**
 * Reads a table: views over the words, nothing is copied.
 *
 * @throws RulesetError where the words are no such table.
 */
export function readFormTable(words: Uint32Array): FormTable {
  const [magic, , , homes = 0, count = 0, listed = 0] = words;
  const isWhole = words.length === HEADER + 2 * count + listed && homes < count;
  if (magic === MAGIC && isWhole) {
    const table = viewOf(words);
    if (table.cells.at(-1) === NOTHING) return table;
  }
  throw new RulesetError(
    "malformed",
    "the table of word forms is damaged or was written by another version; compile the rules again",
  );
}

function viewOf(words: Uint32Array): FormTable {
  const [, terms = 0, seed = 0, homes = 0, count = 0] = words;
  const lists = HEADER + 2 * count;
  const cells = new Int32Array(words.buffer, words.byteOffset + 4 * HEADER, 2 * count);
  return { terms, seed, homes, cells, lists: words.subarray(lists) };
}

/** Where in `cells` a look for a hash starts. */
export function startOfLook({ homes }: FormTable, high: number): number {
  return 2 * homeOf(high, homes);
}

/**
 * Finds what is kept under a hash.
 *
 * @param start See {@link startOfLook}.
 * @param low The other hash.
 * @returns a term, or where it is negative and not {@link NOTHING} a value for {@link listOf}.
 */
export function findValue({ cells }: FormTable, start: number, low: number): number {
  for (let at = start; ; at += 2) {
    const value = cells[at + 1] as number;
    if (cells[at] === low || value === NOTHING) return value;
  }
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
  const value = findValue(table, startOfLook(table, hash.high), hash.low);
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
