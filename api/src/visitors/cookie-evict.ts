import type { Account } from "@facet/engine";
import { carryOldest } from "./cookie-ledger.ts";
import { lastOfOffer } from "./cookie-offers.ts";
import { traitsInUse } from "./cookie-traits.ts";
import { withoutLongest } from "./touch.ts";
import type { KeptHistory, VisitorState } from "./visitor.ts";

/** Parts of a state that give way where a cookie is too small for all, the first ones first. */
export const COOKIE_PARTS = [
  "points",
  "counters",
  "traits",
  "offers",
  "phrase",
  "touches",
  "assignments",
  "rules",
] as const;

/** A part of a state in a cookie. */
export type CookiePart = (typeof COOKIE_PARTS)[number];

/** What gave way. */
export interface CookieEviction {
  /** What is left. */
  readonly state: VisitorState;
  readonly part: CookiePart;
  /** How many things of the part gave way. */
  readonly count: number;
}

/** One thing that can give way. */
interface Evictable {
  readonly key: string;
  /** How old it is, epoch milliseconds. */
  readonly at: number;
  /** What is gained without it, at most, characters of JSON. */
  readonly gain: number;
}

interface PartOfState {
  list(state: VisitorState): Evictable[];
  without(state: VisitorState, keys: readonly string[]): VisitorState;
}

const PARTS: Readonly<Record<CookiePart, PartOfState>> = {
  points: { list: listLines, without: withCarried },
  counters: {
    list: ({ history }) => listRecord(history.events, ({ recent }) => recent.at(-1) ?? 0),
    without: (state, keys) => withHistory(state, { events: omit(state.history.events, keys) }),
  },
  traits: { list: listTraits, without: withoutTraits },
  offers: {
    list: ({ history }) => listRecord(history.offers, lastOfOffer),
    without: (state, keys) => withHistory(state, { offers: omit(state.history.offers, keys) }),
  },
  phrase: {
    list: ({ phrase }) => (phrase === undefined ? [] : [toEvictable("phrase", phrase, 0)]),
    without: withoutPhrase,
  },
  touches: { list: listTouches, without: withoutTouch },
  assignments: {
    list: ({ history, stamps }) =>
      Object.entries(history.assignments).map(([key, arm]) =>
        toEvictable(key, arm, stamps.assignments[key]?.[0] ?? 0),
      ),
    without: (state, keys) =>
      withHistory(state, { assignments: omit(state.history.assignments, keys) }),
  },
  rules: {
    list: ({ history }) => listRecord(history.ledger, lastOfAccount),
    without: (state, keys) => withHistory(state, { ledger: omit(state.history.ledger, keys) }),
  },
};

/**
 * Takes away what a state can best do without: the times of old points (their sum stays) · counters
 * of events · traits · offers · the phrase · the first touch, then values of the latest one ·
 * assignments, which are drawn anew · the points of whole rules. The oldest first in each.
 *
 * @param excess How much is too much, characters of JSON: no more of a part goes than that takes.
 * @returns `undefined`: nothing is left to take.
 */
export function evictOldest(state: VisitorState, excess: number): CookieEviction | undefined {
  for (const part of COOKIE_PARTS) {
    const { list, without } = PARTS[part];
    const items = list(state).sort((a, b) => a.at - b.at);
    if (items.length === 0) continue;
    let gained = 0;
    const count = items.findIndex(({ gain }) => {
      gained += gain;
      return gained >= excess;
    });
    const taken = count === -1 ? items : items.slice(0, count + 1);
    const keys = taken.map(({ key }) => key);
    return { state: without(state, keys), part, count: taken.length };
  }
  return undefined;
}

function listLines({ history }: VisitorState): Evictable[] {
  return Object.entries(history.ledger).flatMap(([key, { carried, lines }]) => {
    const left = carried === undefined ? lines.slice(0, -1) : lines;
    return left.map(([at, points]) => ({ key, at, gain: JSON.stringify([at, points]).length }));
  });
}

function withCarried(state: VisitorState, keys: readonly string[]): VisitorState {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  const ledger = Object.entries(state.history.ledger).map(
    ([key, account]) => [key, carryOldest(account, counts.get(key) ?? 0)] as const,
  );
  return withHistory(state, { ledger: Object.fromEntries(ledger) });
}

function listTraits({ traits, stamps }: VisitorState): Evictable[] {
  const times = new Map(
    stamps.traits.flatMap(([at, , names]) => names.map((name) => [name, at] as const)),
  );
  return Object.entries(traits).map(([key, value]) => toEvictable(key, value, times.get(key) ?? 0));
}

function withoutTraits(state: VisitorState, keys: readonly string[]): VisitorState {
  const { traits, stamps } = state;
  const gone = new Set(keys);
  const left = new Set(Object.keys(traits).filter((name) => !gone.has(name)));
  const kept = traitsInUse({ traits, stamps: stamps.traits }, left);
  return { ...state, traits: kept.traits, stamps: { ...stamps, traits: kept.stamps } };
}

function listTouches({ firstTouch, lastTouch }: VisitorState): Evictable[] {
  if (firstTouch !== undefined) return [toEvictable("first", firstTouch, 0)];
  if (lastTouch === undefined || withoutLongest(lastTouch) === undefined) return [];
  return [toEvictable("last", lastTouch, 0)];
}

function withoutTouch(state: VisitorState): VisitorState {
  const { firstTouch, lastTouch, ...rest } = state;
  if (firstTouch !== undefined)
    return { ...rest, ...(lastTouch === undefined ? {} : { lastTouch }) };
  const shorter = lastTouch && withoutLongest(lastTouch);
  if (lastTouch === undefined || shorter === undefined) return state;
  return { ...rest, lastTouch: { ...shorter, at: lastTouch.at } };
}

function withoutPhrase({ phrase, ...rest }: VisitorState): VisitorState {
  return phrase === undefined ? { ...rest } : rest;
}

function lastOfAccount({ carried, lines }: Account): number {
  return lines.at(-1)?.[0] ?? carried?.at ?? 0;
}

function listRecord<T>(
  record: Readonly<Record<string, T>>,
  timeOf: (value: T) => number,
): Evictable[] {
  return Object.entries(record).map(([key, value]) => toEvictable(key, value, timeOf(value)));
}

function toEvictable(key: string, value: unknown, at: number): Evictable {
  return { key, at, gain: JSON.stringify([key, value]).length };
}

function omit<T>(
  record: Readonly<Record<string, T>>,
  keys: readonly string[],
): Readonly<Record<string, T>> {
  const gone = new Set(keys);
  return Object.fromEntries(Object.entries(record).filter(([key]) => !gone.has(key)));
}

function withHistory(state: VisitorState, parts: Partial<KeptHistory>): VisitorState {
  return { ...state, history: { ...state.history, ...parts } };
}
