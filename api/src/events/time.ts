import { parseInstant } from "@facet/engine";
import type { KeyKind } from "../access/caller.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
/** How far ahead of the server an event may be. */
const MAX_AHEAD_MS = 5 * MINUTE_MS;
/** How old an event may be that a page reports. */
const MAX_PAGE_AGE_MS = 30 * DAY_MS;
/** Latest time that a `Date` holds (ECMA-262 §21.4.1.1). */
const MAX_TIME = 8.64e15;
/** In 1973 as seconds, and in 1970 as milliseconds: no event of today is from then. */
const FIRST_SECOND = 1e8;
/** In 1973 as milliseconds. */
const FIRST_MILLISECOND = 1e11;

const NUMBER = /^\d+(?:\.\d+)?$/u;

/** The clocks that an event comes with, epoch milliseconds. */
export interface EventClocks {
  /** When it happened, by the caller's clock; absent: it was not told. */
  readonly timestamp?: number | undefined;
  /** When it was sent, by the same clock. */
  readonly sentAt?: number | undefined;
  /** When it came, by the server's clock. */
  readonly receivedAt: number;
}

/**
 * Reads a time: ISO 8601, UTC where it names no zone, or a number of milliseconds or seconds since
 * the epoch. A date in early 1970 is a number of seconds that somebody took for milliseconds.
 *
 * @returns epoch milliseconds; `undefined` where it is no time.
 */
export function readTime(value: unknown): number | undefined {
  if (typeof value === "number") return fromNumber(value);
  if (typeof value !== "string") return undefined;
  const text = value.trim();
  return NUMBER.test(text) ? fromNumber(Number(text)) : fromIso(text);
}

/**
 * When an event happened by the server's clock. A server's word is taken, but never more than five
 * minutes ahead: then it is now. A page's clock is corrected by when it sent the event, and held
 * between 30 days back and five minutes ahead.
 *
 * @returns epoch milliseconds.
 */
export function timeOf({ timestamp, sentAt, receivedAt }: EventClocks, rights: KeyKind): number {
  if (timestamp === undefined) return receivedAt;
  const latest = receivedAt + MAX_AHEAD_MS;
  if (rights === "secret") return timestamp > latest ? receivedAt : timestamp;
  const at = sentAt === undefined ? timestamp : receivedAt - (sentAt - timestamp);
  return Math.max(receivedAt - MAX_PAGE_AGE_MS, Math.min(latest, at));
}

function fromNumber(value: number): number | undefined {
  const at = value < FIRST_MILLISECOND ? value * 1_000 : value;
  return value >= FIRST_SECOND && at <= MAX_TIME ? Math.round(at) : undefined;
}

function fromIso(text: string): number | undefined {
  const at = parseInstant(text);
  const isOfSeconds = at !== undefined && at >= FIRST_SECOND && at < FIRST_MILLISECOND;
  return isOfSeconds ? at * 1_000 : at;
}
