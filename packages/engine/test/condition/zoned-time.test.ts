import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { zonedTime } from "../../src/condition/index.ts";

const at = (text: string): number => Date.parse(text);

describe("the wall clock of a zone", () => {
  it.each([
    ["2026-11-22T12:00:00Z", "UTC", 0, 720],
    ["2026-11-22T21:30:59Z", "Europe/Moscow", 1, 30],
    ["2026-11-22T00:00:00Z", "America/New_York", 6, 19 * 60],
    ["2026-11-22T00:00:00Z", "Asia/Kathmandu", 0, 5 * 60 + 45],
    ["1969-12-31T23:59:00Z", "UTC", 3, 1_439],
  ])("%s in %s", (text, zone, weekday, minutes) => {
    expect(zonedTime(at(text), zone)).toEqual({ weekday, minutes });
  });

  it("jumps where summer time begins and repeats where it ends", () => {
    const zone = "Europe/Berlin";
    expect(zonedTime(at("2026-03-29T00:59:00Z"), zone)?.minutes).toBe(119);
    expect(zonedTime(at("2026-03-29T01:00:00Z"), zone)?.minutes).toBe(180);
    expect(zonedTime(at("2026-10-25T00:30:00Z"), zone)?.minutes).toBe(150);
    expect(zonedTime(at("2026-10-25T01:30:00Z"), zone)?.minutes).toBe(150);
  });

  it("knows no such zone", () => {
    expect(zonedTime(0, "Moscow")).toBeUndefined();
    expect(zonedTime(0, "")).toBeUndefined();
    expect(zonedTime(0, `Europe/${"x".repeat(100_000)}`)).toBeUndefined();
    expect(zonedTime(Number.NaN, "UTC")).toBeUndefined();
    expect(zonedTime(Infinity, "UTC")).toBeUndefined();
  });

  it("agrees with UTC's own fields at any time", () => {
    fc.assert(
      fc.property(fc.date({ noInvalidDate: true }), (date) => {
        expect(zonedTime(date.getTime(), "UTC")).toEqual({
          weekday: date.getUTCDay(),
          minutes: date.getUTCHours() * 60 + date.getUTCMinutes(),
        });
      }),
    );
  });
});
