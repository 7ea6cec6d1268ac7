import type { TimeTest } from "../condition.ts";
import { lookup } from "../lookup.ts";
import type { Scope } from "../scope.ts";
import type { Truth } from "../truth.ts";
import { zonedTime, type ZonedTime } from "../zoned-time.ts";

const VISITOR_ZONE: readonly string[] = ["geo", "timeZone"];
const DAY_MINUTES = 1_440;

/** The wall clock that a `time` reads; `undefined` where the visitor's zone is not known. */
export function wallClock(test: TimeTest, scope: Scope): ZonedTime | undefined {
  const zone =
    test.zone === "visitor"
      ? lookup(scope.signals, VISITOR_ZONE)
      : (test.zone ?? scope.siteTimeZone);
  return typeof zone === "string" ? zonedTime(scope.now, zone) : undefined;
}

/** `time`: the wall clock is inside the window, which belongs to the day on which it began. */
export function passesTime(test: TimeTest, scope: Scope): Truth {
  const clock = wallClock(test, scope);
  if (clock === undefined) return "unknown";
  const from = test.from ?? 0;
  const to = test.to ?? DAY_MINUTES;
  const { weekday, minutes } = clock;
  if (from < to) return minutes >= from && minutes < to && isOn(test.days, weekday);
  if (minutes >= from) return isOn(test.days, weekday);
  return minutes < to && isOn(test.days, (weekday + 6) % 7);
}

function isOn(days: readonly number[] | undefined, weekday: number): boolean {
  return days === undefined || days.includes(weekday);
}
