import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readTime, timeOf } from "../../src/events/time.ts";

const NOW = Date.UTC(2026, 11, 5, 12);
const MINUTE = 60_000;
const DAY = 86_400_000;
const YEAR = 365 * DAY;

describe("a time that is sent", () => {
  it.each([
    ["2026-12-05T12:00:00Z", NOW],
    ["2026-12-05T12:00:00.250Z", NOW + 250],
    ["2026-12-05T15:00:00+03:00", NOW],
    ["2026-12-05T15:00:00+0300", NOW],
    ["2026-12-05T12:00:00", NOW],
    ["2026-12-05 12:00", NOW],
    [" 2026-12-05T12:00:00Z ", NOW],
    ["2028-02-29", Date.UTC(2028, 1, 29)],
    [NOW, NOW],
    [String(NOW), NOW],
    [NOW + 0.4, NOW],
  ])("is read: %j", (value, at) => {
    expect(readTime(value)).toBe(at);
  });

  it.each([
    ["as a number", NOW / 1_000],
    ["as text", String(NOW / 1_000)],
    ["as a date made of seconds", new Date(NOW / 1_000).toISOString()],
  ])("in seconds in place of milliseconds is read all the same, %s", (_, value) => {
    expect(readTime(value)).toBe(NOW);
  });

  it.each([
    "soon",
    "",
    "2026",
    "2026-13-45T00:00:00Z",
    "2026-02-30",
    "2027-02-29",
    "12/05/2026",
    "NaN",
    "Infinity",
    "-1",
    NaN,
    Infinity,
    -NOW,
    0,
    1,
    1e300,
    null,
    undefined,
    true,
    {},
    [NOW],
  ])("is none: %j", (value) => {
    expect(readTime(value)).toBeUndefined();
  });

  it("never is anything but a time that a date holds", () => {
    const near = fc.tuple(
      fc.constantFrom(1e8, 1e11, 8.64e12, 8.64e15),
      fc.integer({ min: -5, max: 5 }),
    );
    const numbers = fc.oneof(
      fc.double(),
      fc.integer(),
      near.map(([edge, off]) => edge + off),
    );
    const any = fc.oneof(fc.string(), fc.jsonValue(), numbers, numbers.map(String));
    fc.assert(
      fc.property(any, (value) => {
        const at = readTime(value);
        if (at !== undefined) expect(Number.isNaN(new Date(at).getTime())).toBe(false);
      }),
    );
  });
});

describe("the time of an event", () => {
  const receivedAt = NOW;

  it("is when it came, where it is not told", () => {
    expect(timeOf({ receivedAt }, "secret")).toBe(NOW);
    expect(timeOf({ receivedAt, sentAt: NOW - DAY }, "publishable")).toBe(NOW);
  });

  it.each([
    ["an hour ago", -60 * MINUTE, -60 * MINUTE],
    ["ten years ago", -10 * YEAR, -10 * YEAR],
    ["five minutes ahead", 5 * MINUTE, 5 * MINUTE],
    ["more than five minutes ahead, which is now", 5 * MINUTE + 1, 0],
    ["ten years ahead, which is now", 10 * YEAR, 0],
  ])("is what a server says: %s", (_, said, meant) => {
    expect(timeOf({ timestamp: NOW + said, sentAt: NOW + said, receivedAt }, "secret")).toBe(
      NOW + meant,
    );
  });

  it.each([-10 * YEAR, -3 * DAY, 0, 90 * MINUTE, 10 * YEAR])(
    "is right where a page's clock is wrong by %i ms",
    (wrong) => {
      const clock = NOW + wrong;
      const timestamp = clock - 2 * MINUTE;
      expect(timeOf({ timestamp, sentAt: clock, receivedAt }, "publishable")).toBe(
        NOW - 2 * MINUTE,
      );
    },
  );

  it("of a page is never more than 30 days back or five minutes ahead, whatever it says", () => {
    const any = fc.oneof(
      fc.integer({ min: -8.64e15, max: 8.64e15 }),
      fc.integer({ min: NOW - YEAR, max: NOW + YEAR }),
    );
    fc.assert(
      fc.property(any, fc.option(any, { nil: undefined }), (timestamp, sentAt) => {
        const at = timeOf({ timestamp, sentAt, receivedAt }, "publishable");
        expect(at).toBeGreaterThanOrEqual(NOW - 30 * DAY);
        expect(at).toBeLessThanOrEqual(NOW + 5 * MINUTE);
      }),
    );
  });
});
