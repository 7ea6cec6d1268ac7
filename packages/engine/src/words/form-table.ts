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

/** What is kept under one form or stem. */
export interface FormEntry {
  readonly hash: Readonly<WordHash>;
  /** At least one. */
  readonly terms: readonly number[];
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
 * @returns `undefined` where two entries could not be told apart: another seed is needed.
 */
export function writeFormTable(
  entries: readonly FormEntry[],
  { terms, seed }: { readonly terms: number; readonly seed: number },
): ArrayBuffer | undefined {
  const homes = Math.max(1, Math.ceil(CELLS_PER_FORM * entries.length));
  const sorted = [...entries].sort(
    (a, b) => (a.hash.high >>> 0) - (b.hash.high >>> 0) || a.hash.low - b.hash.low,
  );
  const places = placeEntries(sorted, homes);
  if (!places) return undefined;
  const listed = entries.reduce((sum, { terms }) => sum + sizeOfList(terms), 0);
  // The last cell is free: every look ends there at the latest.
  const count = Math.max(homes, (places.at(-1) ?? 0) + 1) + 1;
  const words = new Uint32Array(HEADER + 2 * count + listed);
  words.set([MAGIC, terms, seed, homes, count, listed]);
  const { cells, lists } = viewOf(words);
  for (let cell = 0; cell < count; cell++) cells[2 * cell + 1] = NOTHING;
  let at = 0;
  for (const [index, entry] of sorted.entries()) {
    const own = entry.terms;
    const cell = 2 * (places[index] ?? 0);
    cells[cell] = entry.hash.low;
    cells[cell + 1] = own.length > 1 ? LIST_BIT | at : (own[0] ?? 0);
    if (own.length > 1) lists.set([own.length, ...own], at);
    at += sizeOfList(own);
  }
  return words.buffer;
}

function sizeOfList(terms: readonly number[]): number {
  return terms.length > 1 ? 1 + terms.length : 0;
}

/**
 * The cells of entries that stand in the order of their homes.
 *
 * @returns `undefined` where an entry would be taken for another one on the way to its cell.
 */
function placeEntries(sorted: readonly FormEntry[], homes: number): Uint32Array | undefined {
  const places = new Uint32Array(sorted.length);
  let next = 0;
  for (const [index, { hash }] of sorted.entries()) {
    const home = homeOf(hash.high, homes);
    const place = Math.max(home, next);
    for (let before = index - 1; before >= 0 && (places[before] ?? 0) >= home; before--) {
      if (sorted[before]?.hash.low === hash.low) return undefined;
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
 * Reads a table: views over the buffer, nothing is copied.
 *
 * @throws RulesetError where the buffer is no such table.
 */
export function readFormTable(buffer: ArrayBuffer): FormTable {
  if (buffer.byteLength % 4 === 0) {
    const words = new Uint32Array(buffer);
    const [magic, , , homes = 0, count = 0, listed = 0] = words;
    const isWhole = words.length === HEADER + 2 * count + listed && homes < count;
    if (magic === MAGIC && isWhole) {
      const table = viewOf(words);
      if (table.cells.at(-1) === NOTHING) return table;
    }
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
