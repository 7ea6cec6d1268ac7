import { zonedTime } from "../condition/zoned-time.ts";
import type { Schedule } from "../ruleset.ts";

/** The clock that schedules are read against. */
export interface ScheduleClock {
  /** Epoch milliseconds. */
  readonly now: number;
  /** IANA zone of the site, in which weekdays begin and end. */
  readonly siteTimeZone: string;
}

/** Whether a schedule is on: from `from` on, before `until`, on its days; absent: always. */
export function isOn(schedule: Schedule | undefined, clock: ScheduleClock): boolean {
  if (!schedule) return true;
  const { from, until, days } = schedule;
  if (from !== undefined && !(clock.now >= from)) return false;
  if (until !== undefined && !(clock.now < until)) return false;
  if (days === undefined) return true;
  const today = zonedTime(clock.now, clock.siteTimeZone)?.weekday;
  return today !== undefined && days.includes(today);
}
