import { describe, expect, it } from "vitest";
import { type TimeTest, evaluate } from "../../src/condition/index.ts";
import { scopeOf } from "./scope.ts";

function during(time: Omit<TimeTest, "op">, at: string, signals = {}) {
  const scope = scopeOf({ now: Date.parse(at), siteTimeZone: "Europe/Moscow", signals });
  return evaluate({ op: "time", ...time }, scope);
}

// 2026-11-22 is a Sunday; Moscow is at +03:00.
describe("time", () => {
  it("reads days on the site's clock", () => {
    expect(during({ days: [0] }, "2026-11-22T20:59:59Z")).toBe(true);
    expect(during({ days: [0] }, "2026-11-22T21:00:00Z")).toBe(false);
    expect(during({ days: [1] }, "2026-11-22T21:00:00Z")).toBe(true);
  });

  it("includes the minute it begins with, not the one it ends with", () => {
    const hours = { from: 9 * 60, to: 18 * 60 };
    expect(during(hours, "2026-11-22T05:59:59Z")).toBe(false);
    expect(during(hours, "2026-11-22T06:00:00Z")).toBe(true);
    expect(during(hours, "2026-11-22T14:59:59Z")).toBe(true);
    expect(during(hours, "2026-11-22T15:00:00Z")).toBe(false);
  });

  it("runs from midnight, or to it, where one end is left out", () => {
    expect(during({ from: 21 * 60 }, "2026-11-22T20:59:00Z")).toBe(true);
    expect(during({ from: 21 * 60 }, "2026-11-22T21:00:00Z")).toBe(false);
    expect(during({ to: 60 }, "2026-11-22T21:59:00Z")).toBe(true);
    expect(during({ to: 60 }, "2026-11-22T22:00:00Z")).toBe(false);
    expect(during({ from: 0, to: 1_440 }, "2026-11-22T20:59:00Z")).toBe(true);
  });

  it("wraps over midnight, and the days are those on which it began", () => {
    const fridayNight = { days: [5], from: 21 * 60, to: 9 * 60 };
    expect(during(fridayNight, "2026-11-20T17:59:00Z")).toBe(false);
    expect(during(fridayNight, "2026-11-20T18:00:00Z")).toBe(true);
    expect(during(fridayNight, "2026-11-21T05:59:00Z")).toBe(true);
    expect(during(fridayNight, "2026-11-21T06:00:00Z")).toBe(false);
    expect(during(fridayNight, "2026-11-21T18:00:00Z")).toBe(false);
    expect(during({ ...fridayNight, days: [0] }, "2026-11-23T00:00:00Z")).toBe(true);
  });

  it("reads the clock of a named zone, or of the visitor's", () => {
    const nine = { from: 9 * 60, to: 10 * 60 };
    expect(during({ ...nine, zone: "Asia/Tokyo" }, "2026-11-22T00:30:00Z")).toBe(true);
    const tokyo = { geo: { timeZone: "Asia/Tokyo" } };
    expect(during({ ...nine, zone: "visitor" }, "2026-11-22T00:30:00Z", tokyo)).toBe(true);
  });

  it("is unknown where the visitor's zone is", () => {
    const always = { days: [0, 1, 2, 3, 4, 5, 6], zone: "visitor" };
    expect(during(always, "2026-11-22T00:30:00Z")).toBe("unknown");
    expect(during(always, "2026-11-22T00:30:00Z", { geo: { timeZone: "Mars" } })).toBe("unknown");
    expect(during(always, "2026-11-22T00:30:00Z", { geo: { timeZone: 3 } })).toBe("unknown");
  });
});
