import { countEvent, type EventCounter, type Json, KEPT_TIMES } from "@facet/engine";
import type { CookieClock } from "./cookie-clock.ts";
import { isNumber, numbersOf } from "./cookie-parts.ts";

/** Event name → its counter. */
export type Counters = Readonly<Record<string, EventCounter>>;

const DAY_MS = 86_400_000;

/**
 * Keeps of the counters what decisions can ask for: those that `did` names, and of these the times
 * that are not past its longest span.
 *
 * @param spans Event → how far back `did` looks, milliseconds.
 */
export function countersInUse(
  counters: Counters,
  spans: ReadonlyMap<string, number>,
  now: number,
): Counters {
  const kept = Object.entries(counters).flatMap(([name, { days, recent }]) => {
    const from = now - (spans.get(name) ?? 0);
    const counter = {
      days: days.filter(([day]) => (day + 1) * DAY_MS > from),
      recent: recent.filter((at) => at >= from),
    };
    return spans.has(name) && counter.days.length > 0 ? [[name, counter] as const] : [];
  });
  return Object.fromEntries(kept);
}

/**
 * Writes counters as short lists: name, times, and days where there may have been more occurrences
 * than times are kept.
 */
export function toCompactCounters(counters: Counters, clock: CookieClock): Json[] {
  return Object.entries(counters).map(([name, { days, recent }]): Json => {
    const times = clock.writeSteps(recent);
    return recent.length < KEPT_TIMES ? [name, times] : [name, times, days];
  });
}

/** Reads what {@link toCompactCounters} wrote. */
export function fromCompactCounters(value: Json | undefined, clock: CookieClock): Counters {
  if (!Array.isArray(value)) return {};
  const counters = value.flatMap((item): (readonly [string, EventCounter])[] => {
    const [name, steps, days] = Array.isArray(item) ? item : [];
    if (typeof name !== "string") return [];
    const recent = clock.readSteps(numbersOf(steps));
    return [[name, Array.isArray(days) ? { days: daysOf(days), recent } : counterOf(recent)]];
  });
  return Object.fromEntries(counters);
}

function counterOf(times: readonly number[]): EventCounter {
  return times.reduce<EventCounter>((counter, at) => countEvent(counter, at), {
    days: [],
    recent: [],
  });
}

function daysOf(value: readonly Json[]): EventCounter["days"] {
  return value.flatMap((item): EventCounter["days"] => {
    const [day, count] = Array.isArray(item) ? item : [];
    return isNumber(day) && isNumber(count) ? [[day, count]] : [];
  });
}
