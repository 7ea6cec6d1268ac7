import { addNumber, createNumberList } from "../words/number-list.ts";
import type { NumberList } from "../words/number-list.ts";
import { ENTRY, SINGLE_BIT, filterBits, placeInRange, scatter } from "./pattern.ts";
import { entryOf, hasAll, headerOf } from "./pattern-index.ts";
import type { PatternIndex } from "./pattern-index.ts";
import type { Query } from "./query.ts";

// Patterns that are looked at one by one before others are skipped, which takes some looks of its own.
const SCAN = 12;
const FIRST_STEP = 4;
/** Bytes that a machine reads together. */
const CACHE_LINE = 64;
/** Bytes of the filter of one range that are read ahead. */
const AHEAD = 4 * CACHE_LINE;

/** Where what has been read ahead is left; of no use to anyone. */
const ahead = { sum: 0 };

/** Puts the patterns whose required words all occur in the query into `found`. */
export function findPatterns(index: PatternIndex, query: Query, found: NumberList): void {
  found.length = 0;
  readFilters(index, query);
  findPlaces(index, query);
  readSeconds(index);
  for (let i = 0; i < places.length; i += PLACE.size) settlePlace(index, query, i);
  readEntries(index);
  for (let i = 0; i < places.length; i += PLACE.size) {
    const at = places.items[i + PLACE.at] as number;
    const range = { start: at, end: endOfRange(index, query, i) };
    const second = places.items[i + PLACE.second] as number;
    if (second === NO_SECOND) addSingles(index, range, found);
    else addPairs(index, range, { query, second }, found);
  }
  readHeaders(index, found);
  keepWhole(index, query, found);
}

/**
 * Where patterns of the query in progress may stand: positions in its classes of the rarest word and of
 * the second one, and a pattern near which such patterns start, later the first of them.
 */
const places = createNumberList();
const PLACE = { size: 3, rarest: 0, second: 1, at: 2 } as const;
const NO_SECOND = -1;

/** Reads the filters for the places where patterns may stand. */
function findPlaces({ first, filter }: PatternIndex, { classes: { items, length } }: Query): void {
  places.length = 0;
  for (let i = 0; i < length; i++) {
    const rarest = items[i] as number;
    const start = first[rarest] as number;
    const size = (first[rarest + 1] as number) - start;
    if (size === 0) continue;
    if (((filter[start] as number) & SINGLE_BIT) !== 0) addPlace(i, NO_SECOND, start);
    for (let j = i + 1; j < length; j++) {
      const second = scatter(items[j] as number);
      const at = start + placeInRange(second, size);
      const bits = filterBits(second);
      if (((filter[at] as number) & bits) === bits) addPlace(i, j, at);
    }
  }
}

function addPlace(rarest: number, second: number, guess: number): void {
  addNumber(places, rarest);
  addNumber(places, second);
  addNumber(places, guess);
}

// Nothing waits for the reads in these four, so the machine does them all at the same time; in the
// loops that need them each would be waited for. `ahead` keeps them from being left out.
function readFilters({ first, filter }: PatternIndex, { classes: { items, length } }: Query): void {
  let sum = 0;
  for (let i = 0; i < length; i++) {
    const rarest = items[i] as number;
    const start = first[rarest] as number;
    const end = Math.min(first[rarest + 1] as number, start + AHEAD);
    for (let at = start; at < end; at += CACHE_LINE) sum ^= filter[at] as number;
  }
  ahead.sum = sum;
}

function readSeconds({ second }: PatternIndex): void {
  let sum = 0;
  for (let i = PLACE.at; i < places.length; i += PLACE.size) {
    sum ^= second[places.items[i] as number] as number;
  }
  ahead.sum = sum;
}

function readEntries({ entries }: PatternIndex): void {
  let sum = 0;
  for (let i = PLACE.at; i < places.length; i += PLACE.size) {
    sum ^= entries[(places.items[i] as number) * ENTRY.size] as number;
  }
  ahead.sum = sum;
}

function readHeaders(index: PatternIndex, { items, length }: NumberList): void {
  let sum = 0;
  for (let i = 0; i < length; i++) sum ^= headerOf(index, items[i] as number);
  ahead.sum = sum;
}

/** Patterns that stand one behind the other. */
interface Range {
  readonly start: number;
  readonly end: number;
}

/** Where the range of a place's rarest word ends. */
function endOfRange({ first }: PatternIndex, { classes }: Query, place: number): number {
  const rarest = classes.items[places.items[place + PLACE.rarest] as number] as number;
  return first[rarest + 1] as number;
}

/** Puts the first pattern with the second word of a place, or behind it, in place of the guess. */
function settlePlace(index: PatternIndex, query: Query, place: number): void {
  const { items } = places;
  const second = items[place + PLACE.second] as number;
  if (second === NO_SECOND) return;
  const rarest = query.classes.items[items[place + PLACE.rarest] as number] as number;
  items[place + PLACE.at] = lowerBoundNear(index.second, {
    wanted: scatter(query.classes.items[second] as number),
    guess: items[place + PLACE.at] as number,
    start: index.first[rarest] as number,
    end: index.first[rarest + 1] as number,
  });
}

/** Adds the patterns of one word at the start of a range. */
function addSingles({ second }: PatternIndex, { start, end }: Range, found: NumberList): void {
  for (let at = start; at < end && second[at] === 0; at++) addNumber(found, at);
}

interface Pair {
  readonly query: Query;
  /** Position in the classes of the query of the second word. */
  readonly second: number;
}

/** Adds the patterns at the start of a range that have this second word. */
function addPairs(
  index: PatternIndex,
  { start, end }: Range,
  { query, second }: Pair,
  found: NumberList,
): void {
  const wanted = scatter(query.classes.items[second] as number);
  const scanned = Math.min(end, start + SCAN);
  let at = start;
  for (; at < scanned; at++) {
    if (index.second[at] !== wanted) return;
    if (mayHaveRest(index, at, query)) addNumber(found, at);
  }
  if (at === end || index.second[at] !== wanted) return;
  const after = lowerBoundNear(index.second, { wanted: wanted + 1, guess: at, start: at, end });
  addTriples(index, { start: at, end: after }, { query, second }, found);
}

/** Adds the patterns of a range in which the two rarest words are the same. */
function addTriples(
  index: PatternIndex,
  { start, end }: Range,
  { query, second }: Pair,
  found: NumberList,
): void {
  const { items: classes, length } = query.classes;
  let at = start;
  while (at < end && entryOf(index, at, ENTRY.third) === 0) addNumber(found, at++);
  for (let k = second + 1; k < length && at < end; k++) {
    const wanted = classes[k] as number;
    at = startOfThird(index, { start: at, end }, wanted);
    for (; at < end && entryOf(index, at, ENTRY.third) === wanted; at++) {
      if (mayHaveRest(index, at, query)) addNumber(found, at);
    }
  }
}

/** Whether the third and the fourth rarest word of a pattern, where it has them, occur in the query. */
function mayHaveRest(index: PatternIndex, pattern: number, { masks }: Query): boolean {
  const third = entryOf(index, pattern, ENTRY.third);
  if (third === 0) return true;
  if (masks[third] === 0) return false;
  const fourth = entryOf(index, pattern, ENTRY.fourth);
  return fourth === 0 || masks[fourth] !== 0;
}

/** Takes out the patterns that have more words, which do not all occur in the query. */
function keepWhole(index: PatternIndex, query: Query, found: NumberList): void {
  const { items, length } = found;
  found.length = 0;
  for (let i = 0; i < length; i++) {
    const pattern = items[i] as number;
    const isKnown = entryOf(index, pattern, ENTRY.fourth) === 0;
    if (isKnown || hasAll(index, pattern, query)) items[found.length++] = pattern;
  }
}

/** The first pattern of a range whose third word is as great as wanted. */
function startOfThird(index: PatternIndex, { start, end }: Range, wanted: number): number {
  let low = start;
  let high = end;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (entryOf(index, middle, ENTRY.third) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}

interface Search extends Range {
  readonly wanted: number;
  /** A place of the range, or its end. */
  readonly guess: number;
}

/** The first place of a range with as great a number as wanted; steps from the guess on double. */
function lowerBoundNear(sorted: Uint32Array, { wanted, guess, start, end }: Search): number {
  let low = start;
  let high = end;
  let step = FIRST_STEP;
  if (guess < end && (sorted[guess] as number) < wanted) {
    low = guess + 1;
    while (low + step < end && (sorted[low + step] as number) < wanted) {
      low += step + 1;
      step *= 2;
    }
    high = Math.min(end, low + step);
  } else {
    high = guess;
    while (high - step >= start && (sorted[high - step] as number) >= wanted) {
      high -= step;
      step *= 2;
    }
    low = Math.max(start, high - step);
  }
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((sorted[middle] as number) < wanted) low = middle + 1;
    else high = middle;
  }
  return low;
}
