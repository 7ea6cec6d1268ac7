import type { TimeTest } from "../condition/condition.ts";
import { zonedTime } from "../condition/zoned-time.ts";
import type { Schedule } from "../ruleset.ts";

/** Longest time that an answer is fresh, seconds. */
export const MAX_AGE_SECONDS = 300;

const DAY_MINUTES = 1_440;

/** What ends an answer before its time. */
export interface Boundaries {
  readonly schedules: readonly Schedule[];
  readonly times: readonly TimeTest[];
  /** IANA zone of the site. */
  readonly siteTimeZone: string;
  /** IANA zone of the visitor, where it is known. */
  readonly visitorTimeZone?: string | undefined;
}

/**
 * How long an answer holds: five minutes at most, and never past the moment at which a schedule or a
 * time of day that the page's rules name begins or ends.
 *
 * @param now Epoch milliseconds.
 * @returns whole seconds.
 */
export function maxAgeAt(now: number, boundaries: Boundaries): number {
  const { schedules, times, siteTimeZone, visitorTimeZone } = boundaries;
  let seconds = MAX_AGE_SECONDS;
  const endAt = (at: number): void => {
    if (at > now) seconds = Math.min(seconds, Math.floor((at - now) / 1_000));
  };
  for (const { from, until, days } of schedules) {
    if (from !== undefined) endAt(from);
    if (until !== undefined) endAt(until);
    if (days !== undefined) endAt(nextMinute(now, siteTimeZone, 0));
  }
  for (const { from, to, zone } of times) {
    const name = zone === "visitor" ? (visitorTimeZone ?? siteTimeZone) : (zone ?? siteTimeZone);
    endAt(nextMinute(now, name, 0));
    if (from !== undefined) endAt(nextMinute(now, name, from));
    if (to !== undefined) endAt(nextMinute(now, name, to));
  }
  return seconds;
}

/** When the clock of a zone next shows so many minutes after midnight; `now` in no such zone. */
function nextMinute(now: number, zone: string, minutes: number): number {
  const wall = zonedTime(now, zone);
  if (!wall) return now;
  const wait = (minutes - wall.minutes + DAY_MINUTES) % DAY_MINUTES || DAY_MINUTES;
  return Math.floor(now / 60_000) * 60_000 + wait * 60_000;
}
