/** Day and time on the wall clock of a zone. */
export interface ZonedTime {
  /** 0 = Sunday. */
  readonly weekday: number;
  /** Minutes after midnight, 0–1439. */
  readonly minutes: number;
}

interface Clock {
  readonly formatter: Intl.DateTimeFormat;
  minute: number;
  time: ZonedTime;
}

const WEEKDAYS: readonly string[] = ["Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"];
const MINUTE_MS = 60_000;
// Names of zones come from visitors, and Intl takes each in any case.
const MAX_CLOCKS = 1_000;
const MAX_NAME = 64;

const clocks = new Map<string, Clock>();

/**
 * Tells the day of the week and the time of day in a zone, daylight saving included.
 *
 * @param nowMs epoch milliseconds.
 * @param zone IANA name or offset (`Europe/Moscow`, `+03:00`).
 * @returns the wall clock, or `undefined` where there is no such zone or instant.
 */
export function zonedTime(nowMs: number, zone: string): ZonedTime | undefined {
  const minute = Math.floor(nowMs / MINUTE_MS);
  const clock = clocks.get(zone) ?? createClock(zone);
  if (clock === undefined) return undefined;
  if (clock.minute === minute) return clock.time;
  const time = readClock(clock.formatter, minute * MINUTE_MS);
  if (time === undefined) return undefined;
  clock.minute = minute;
  clock.time = time;
  return time;
}

function createClock(zone: string): Clock | undefined {
  if (zone.length > MAX_NAME) return undefined;
  let formatter: Intl.DateTimeFormat;
  try {
    formatter = new Intl.DateTimeFormat("en-US", {
      timeZone: zone,
      weekday: "short",
      hour: "2-digit",
      minute: "2-digit",
      hourCycle: "h23",
    });
  } catch {
    return undefined;
  }
  if (clocks.size >= MAX_CLOCKS) clocks.clear();
  const clock: Clock = { formatter, minute: Number.NaN, time: { weekday: 0, minutes: 0 } };
  clocks.set(zone, clock);
  return clock;
}

function readClock(formatter: Intl.DateTimeFormat, atMs: number): ZonedTime | undefined {
  if (!(Math.abs(atMs) <= 8.64e15)) return undefined;
  const match = /^(\w{3})\D+(\d\d):(\d\d)/.exec(formatter.format(atMs));
  const weekday = WEEKDAYS.indexOf(match?.[1] ?? "");
  if (!match || weekday < 0) return undefined;
  return { weekday, minutes: Number(match[2]) * 60 + Number(match[3]) };
}
