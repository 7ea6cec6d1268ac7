import type { EventCounter } from "./history.ts";

/** Length of a day of {@link EventCounter}: UTC days have no leap in epoch time. */
const DAY_MS = 86_400_000;

/** How many days back a counter remembers. */
export const KEPT_DAYS = 90;

/** How many exact times a counter remembers. */
export const KEPT_TIMES = 20;

/**
 * Adds one occurrence to a counter, in whatever order occurrences arrive.
 *
 * @param counter What was counted before; absent: nothing.
 * @param at When the event happened, epoch milliseconds.
 * @returns a new counter that keeps the {@link KEPT_DAYS} days up to its latest one and the latest
 *   {@link KEPT_TIMES} times; an occurrence older than that changes nothing.
 */
export function countEvent(counter: EventCounter | undefined, at: number): EventCounter {
  return {
    days: addDay(counter?.days ?? [], Math.floor(at / DAY_MS)),
    recent: addTime(counter?.recent ?? [], at),
  };
}

/**
 * Makes one counter of what was counted before a time and of what is counted from then on. Of the day
 * in which that time lies the greater count stands.
 *
 * @param since Epoch milliseconds.
 * @returns `undefined` where nothing is left.
 */
export function mergeCounters(
  before: EventCounter | undefined,
  after: EventCounter | undefined,
  since: number,
): EventCounter | undefined {
  const day = Math.floor(since / DAY_MS);
  const days = new Map(after?.days);
  for (const [each, count] of before?.days ?? []) {
    if (each <= day) days.set(each, Math.max(count, days.get(each) ?? 0));
  }
  const times = (before?.recent ?? []).filter((at) => at < since);
  const recent = [...times, ...(after?.recent ?? [])].sort((a, b) => a - b).slice(-KEPT_TIMES);
  if (recent.length === 0) return undefined;
  const latest = Math.max(...days.keys());
  return {
    days: [...days].filter(([each]) => each > latest - KEPT_DAYS).sort(([a], [b]) => a - b),
    recent,
  };
}

/** The span and the clock of {@link countWithin}. */
export interface CountOptions {
  /** Length of the span that ends now, milliseconds; absent: as far back as kept. */
  readonly withinMs?: number;
  /** Epoch milliseconds. */
  readonly now: number;
}

/**
 * Counts the occurrences in the span that ends now, both ends included; later ones do not count.
 * The answer is exact as long as the counter's exact times reach back to the start of the span.
 * Past that, whole UTC days are summed, the day in which the span starts included.
 */
export function countWithin(counter: EventCounter | undefined, options: CountOptions): number {
  if (!counter) return 0;
  const { now } = options;
  const from = now - Math.min(options.withinMs ?? Infinity, KEPT_DAYS * DAY_MS);
  const exact = counter.recent.filter((at) => at >= from && at <= now).length;
  return covers(counter, from) ? exact : Math.max(exact, sumDays(counter, { from, now }));
}

function covers(counter: EventCounter, from: number): boolean {
  if (counter.recent.length < KEPT_TIMES) return true;
  const [oldest] = counter.recent;
  return oldest !== undefined && oldest < from;
}

function sumDays(
  counter: EventCounter,
  span: { readonly from: number; readonly now: number },
): number {
  const first = Math.floor(span.from / DAY_MS);
  const last = Math.floor(span.now / DAY_MS);
  let sum = 0;
  for (const [day, count] of counter.days) if (day >= first && day <= last) sum += count;
  return sum;
}

function addDay(days: EventCounter["days"], day: number): EventCounter["days"] {
  const known = days.findIndex(([each]) => each === day);
  const next =
    known < 0
      ? [...days, [day, 1] as const].sort(([a], [b]) => a - b)
      : days.map(([each, count], index) => [each, index === known ? count + 1 : count] as const);
  const latest = next.at(-1)?.[0] ?? day;
  return next.filter(([each]) => each > latest - KEPT_DAYS);
}

function addTime(times: readonly number[], at: number): readonly number[] {
  return [...times, at].sort((a, b) => a - b).slice(-KEPT_TIMES);
}
