import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { parseInstant } from "../../src/scalar/instant.ts";

const iso = (text: string, zone: string): string | undefined => {
  const instant = parseInstant(text, zone);
  return instant === undefined ? undefined : new Date(instant).toISOString();
};

describe("a date", () => {
  test.each([
    ["2026-12-01", "Europe/Moscow", "2026-11-30T21:00:00.000Z"],
    ["2026-12-01T09:00", "Asia/Kolkata", "2026-12-01T03:30:00.000Z"],
    ["2026-12-01 09:00:30", "UTC", "2026-12-01T09:00:30.000Z"],
    ["2026-12-01T09:00:00+03:00", "Asia/Tokyo", "2026-12-01T06:00:00.000Z"],
    ["2026-12-01T09:00Z", "Asia/Tokyo", "2026-12-01T09:00:00.000Z"],
    ["2028-02-29", "UTC", "2028-02-29T00:00:00.000Z"],
  ])("%s in %s is %s", (text, zone, expected) => {
    expect(iso(text, zone)).toBe(expected);
  });

  test.each([
    ["a skipped hour moves on", "2026-03-29T02:30", "Europe/Berlin", "2026-03-29T01:30:00.000Z"],
    [
      "a repeated hour is the first",
      "2026-10-25T02:30",
      "Europe/Berlin",
      "2026-10-25T00:30:00.000Z",
    ],
    [
      "a repeated hour is the first, west of Greenwich",
      "2026-11-01T01:30",
      "America/New_York",
      "2026-11-01T05:30:00.000Z",
    ],
    [
      "a midnight that is skipped moves on",
      "2026-09-06",
      "America/Santiago",
      "2026-09-06T04:00:00.000Z",
    ],
    ["a skipped day moves on", "2011-12-30", "Pacific/Apia", "2011-12-30T10:00:00.000Z"],
  ])("where clocks change: %s", (_, text, zone, expected) => {
    expect(iso(text, zone)).toBe(expected);
  });

  test.each([
    "2026-02-30",
    "2026-13-01",
    "01.12.2026",
    "2026-12-01T24:00",
    "2026-12-01T09:60",
    "2026-12-01T09:00+25:00",
    "",
  ])("%j is none", (text) => {
    expect(parseInstant(text, "UTC")).toBeUndefined();
  });
});

test("a time that a zone's clock shows is read back as the instant it was shown at, or the first of two", () => {
  const zones = [
    "Europe/Berlin",
    "America/New_York",
    "Asia/Kolkata",
    "Australia/Lord_Howe",
    "Europe/Moscow",
  ];
  fc.assert(
    fc.property(
      fc.integer({ min: Date.UTC(2000, 0), max: Date.UTC(2040, 0) }),
      fc.constantFrom(...zones),
      (ms, zone) => {
        const instant = Math.floor(ms / 60_000) * 60_000;
        const shown = new Date(instant).toLocaleString("sv-SE", { timeZone: zone });
        const back = parseInstant(shown, zone) ?? Number.NaN;
        expect(new Date(back).toLocaleString("sv-SE", { timeZone: zone })).toBe(shown);
        expect(back).toBeLessThanOrEqual(instant);
      },
    ),
    { numRuns: 300 },
  );
});
