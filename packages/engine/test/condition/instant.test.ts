import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseInstant, toInstant } from "../../src/condition/index.ts";

describe("reading instants", () => {
  it.each([
    ["1970-01-01", 0],
    ["2026-12-05", Date.UTC(2026, 11, 5)],
    ["2026-12-05T12:00", Date.UTC(2026, 11, 5, 12)],
    ["2026-12-05T12:00:01.5Z", Date.UTC(2026, 11, 5, 12, 0, 1, 500)],
    ["2026-12-05 12:00:00+03:00", Date.UTC(2026, 11, 5, 9)],
    ["2026-12-05T12:00:00-0330", Date.UTC(2026, 11, 5, 15, 30)],
    ["2026-12-05T12:00:00.123456789Z", Date.UTC(2026, 11, 5, 12, 0, 0, 123)],
    ["2024-02-29", Date.UTC(2024, 1, 29)],
    ["2000-02-29", Date.UTC(2000, 1, 29)],
    ["1969-12-31T23:59:59Z", -1_000],
  ])("%s", (text, ms) => {
    expect(parseInstant(text)).toBe(ms);
  });

  it.each([
    "",
    "2026",
    "2026-12",
    "2026-13-01",
    "2026-00-10",
    "2026-02-30",
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-12-05T24:00",
    "2026-12-05T12:60",
    "2026-12-05T12:00+25:00",
    "05.12.2026",
    "yesterday",
    "2026-12-05T12:00:00Z ",
  ])("refuses %j", (text) => {
    expect(parseInstant(text)).toBeUndefined();
  });

  it("reads back what Date writes", () => {
    fc.assert(
      fc.property(
        fc.date({
          min: new Date("0000-01-01T00:00:00Z"),
          max: new Date("9999-12-31T23:59:59Z"),
          noInvalidDate: true,
        }),
        (date) => {
          expect(parseInstant(date.toISOString())).toBe(date.getTime());
        },
      ),
    );
  });

  it("takes numbers as epoch milliseconds and nothing else", () => {
    expect(toInstant(5)).toBe(5);
    expect(toInstant("1970-01-01")).toBe(0);
    expect(toInstant(true)).toBeUndefined();
    expect(toInstant(["1970-01-01"])).toBeUndefined();
    expect(toInstant(undefined)).toBeUndefined();
  });
});
