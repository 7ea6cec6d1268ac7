import { type Condition, type TimeTest, zonedTime } from "@facet/engine";
import { parseDays } from "../scalar/days.ts";
import { suggest } from "../suggest.ts";
import { type Place, fail, failEmpty, isMapping, show, under, withSuggestion } from "./scope.ts";
import { readFlag } from "./signal-tests.ts";

const KEYS = ["days", "from", "to", "zone", "orUnknown"];
const DAY_MINUTES = 1_440;

/** Compiles `time`: days of the week, a window of the day, a zone. */
export function compileTime(input: unknown, place: Place): Condition {
  if (!isMapping(input)) {
    fail(place, {
      code: "bad-time",
      message: `time takes days, from, to and zone, not ${show(input)}`,
      suggestion: 'write { days: [mon-fri], from: "09:00", to: "18:00" }',
    });
    return { op: "constant", value: false };
  }
  const test: { -readonly [K in keyof TimeTest]: TimeTest[K] } = { op: "time" };
  let orUnknown = false;
  for (const [key, value] of Object.entries(input)) {
    const at = under(place, key);
    switch (key) {
      case "days":
        test.days = readDays(value, at);
        break;
      case "from":
        test.from = readClock(value, { last: DAY_MINUTES - 1 }, at);
        break;
      case "to":
        test.to = readClock(value, { last: DAY_MINUTES }, at);
        break;
      case "zone":
        test.zone = readZone(value, at);
        break;
      case "orUnknown":
        orUnknown = readFlag(value, at);
        break;
      default:
        fail(at, {
          code: "unknown-key",
          onKey: true,
          message: `time takes days, from, to and zone, not "${key}"`,
          ...withSuggestion(suggest(key, KEYS)),
        });
    }
  }
  checkWindow(test, place);
  return orUnknown ? { op: "orUnknown", of: test } : test;
}

function checkWindow({ days, from, to }: TimeTest, place: Place): void {
  if (days === undefined && from === undefined && to === undefined) {
    failEmpty(place, "time says neither days nor hours: this matches always");
  }
  if (from !== undefined && from === to) {
    fail(place, {
      code: "empty-window",
      message: "the window begins and ends at the same minute",
      suggestion: "leave from and to out for the whole day",
    });
  }
}

function readDays(value: unknown, place: Place): readonly number[] {
  const texts: readonly unknown[] = Array.isArray(value) ? value : [value];
  if (texts.length === 0) failEmpty(place, "no day is in an empty list: this matches never");
  const days = new Set<number>();
  texts.forEach((text, index) => {
    const run = typeof text === "string" ? parseDays(text) : undefined;
    for (const day of run ?? []) days.add(day);
    if (run === undefined) {
      fail(Array.isArray(value) ? under(place, index) : place, {
        code: "bad-day",
        message: `${show(text)} is no day: write mon, tue, wed, thu, fri, sat, sun, or a run such as mon-fri`,
      });
    }
  });
  return [...days].sort((a, b) => a - b);
}

function readClock(value: unknown, { last }: { readonly last: number }, place: Place): number {
  const match = typeof value === "string" ? /^(\d{1,2}):([0-5]\d)$/.exec(value.trim()) : null;
  const minutes = match ? Number(match[1]) * 60 + Number(match[2]) : Infinity;
  if (minutes <= last) return minutes;
  const end = last === DAY_MINUTES ? " (24:00 is the end of the day)" : "";
  fail(place, {
    code: "bad-clock",
    message: `${show(value)} is no time of day: write it as "09:00"${end}`,
  });
  return 0;
}

function readZone(value: unknown, place: Place): string {
  const isKnown =
    typeof value === "string" && (value === "visitor" || zonedTime(0, value) !== undefined);
  if (isKnown) return value;
  const zones = [...Intl.supportedValuesOf("timeZone"), "visitor", "UTC"];
  fail(place, {
    code: "unknown-time-zone",
    message: `${show(value)} is no time zone: write an IANA name such as Europe/Moscow, or visitor`,
    ...withSuggestion(typeof value === "string" ? suggest(value, zones) : undefined),
  });
  return "UTC";
}
