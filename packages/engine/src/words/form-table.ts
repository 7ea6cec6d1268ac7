import { RulesetError } from "../load/ruleset-error.ts";
import type { WordHash } from "./hash.ts";
import { addNumber } from "./number-list.ts";
import type { NumberList } from "./number-list.ts";
import { hashWords } from "./text-words.ts";
import type { TextWords } from "./text-words.ts";

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
/** Cells behind the last home, for forms that find theirs taken: of a million, under a hundred do. */
const OVERFLOW = 1_024;

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
  const homes = Math.max(1, Math.ceil(CELLS_PER_FORM * high.length));
  const lists = listsOf(starts);
  const words = new Uint32Array(HEADER + 2 * (homes + OVERFLOW) + lists.length);
  const cells = new Int32Array(words.buffer, 4 * HEADER, 2 * (homes + OVERFLOW));
  for (let at = 1; at < cells.length; at += 2) cells[at] = NOTHING;
  let last = homes - 1;
  let listed = 0;
  for (let entry = 0; entry < high.length; entry++) {
    const cell = freeCell(cells, homeOf(high[entry] as number, homes), low[entry] as number);
    if (cell < 0) return undefined;
    last = Math.max(last, cell);
    const start = starts[entry] as number;
    const own = (starts[entry + 1] as number) - start;
    cells[2 * cell] = low[entry] as number;
    cells[2 * cell + 1] = own > 1 ? LIST_BIT | listed : (values[start] as number);
    if (own > 1) {
      lists[listed] = own;
      lists.set(values.subarray(start, start + own), listed + 1);
      listed += 1 + own;
    }
  }
  // The last cell is free: every look ends there at the latest.
  const count = last + 2;
  words.set([MAGIC, terms, seed, homes, count, lists.length]);
  words.set(lists, HEADER + 2 * count);
  return words.subarray(0, HEADER + 2 * count + lists.length);
}

/** Room for the lists of entries with several terms. */
function listsOf(starts: Uint32Array): Uint32Array {
  let length = 0;
  for (let entry = 0; entry + 1 < starts.length; entry++) {
    const own = (starts[entry + 1] as number) - (starts[entry] as number);
    if (own > 1) length += 1 + own;
  }
  return new Uint32Array(length);
}

/** @returns -1 where an entry would be taken for another one on the way, or there is no room. */
function freeCell(cells: Int32Array, home: number, low: number): number {
  for (let cell = home; 2 * cell + 2 < cells.length; cell++) {
    if (cells[2 * cell + 1] === NOTHING) return cell;
    if (cells[2 * cell] === (low | 0)) return -1;
  }
  return -1;
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

/** Where what has been read ahead is left; of no use to anyone. */
const ahead = { sum: 0 };

/**
 * Reads where the looks for words will start. Nothing waits for these reads, so the machine does them all
 * at the same time; the looks that follow would each wait for its own. `ahead` keeps them from being
 * left out.
 */
export function readAhead(table: FormTable, words: TextWords): void {
  hashWords(words, table.seed);
  const { highs, count } = words;
  let sum = 0;
  for (let position = 0; position < count; position++) {
    sum ^= table.cells[startOfLook(table, highs[position] as number)] as number;
  }
  ahead.sum = sum;
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
 * Puts the terms kept under a hash into `found`, each once.
 *
 * @returns whether anything is kept there.
 */
export function lookUp(table: FormTable, hash: Readonly<WordHash>, found: NumberList): boolean {
  found.length = 0;
  const value = findValue(table, startOfLook(table, hash.high), hash.low);
  if (value === NOTHING) return false;
  if (value >= 0) {
    addNumber(found, value);
    return true;
  }
  const { lists } = table;
  const at = listOf(value);
  const end = at + 1 + (lists[at] as number);
  for (let i = at + 1; i < end; i++) addNumber(found, lists[i] as number);
  return true;
}
