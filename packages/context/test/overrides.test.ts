import { describe, expect, test } from "vitest";
import { applyOverrides, checkOverrides } from "../src/index.ts";
import { smallRuleset } from "./ruleset.ts";

const ruleset = smallRuleset({ attributes: { plan: { type: "string" } } });

describe("checkOverrides", () => {
  test("accepts built-in signals with values they can have, and null for absent", () => {
    const signals = {
      visits: 2,
      score: 65,
      "scores.trail": 10,
      "geo.city": ["Москва", "Moscow"],
      "url.query.ref": "a",
      "traits.role": "director",
      "firstTouch.source": "yandex",
      "device.type": "mobile",
      "device.bot": false,
      lastVisit: "2026-12-01T09:00:00Z",
      channel: "Direct",
      "click.platform": "some-new-network",
      grade: null,
    };
    expect(checkOverrides(signals, ruleset)).toEqual([]);
  });

  test.each([
    ["visist", 2, '"visist" is no signal; did you mean "visits"?'],
    ["geo", "Москва", '"geo" is no signal'],
    ["__proto__", {}, '"__proto__" is no signal'],
    ["visits", "2", 'expected a number, got "2"'],
    ["device.bot", "yes", 'expected true or false, got "yes"'],
    ["device.type", "phone", /^expected one of desktop, mobile, .*, got "phone"$/],
    ["grade", "F", 'expected one of A, B, C, D, E, got "F"'],
    ["lastVisit", "yesterday", /instant/],
    ["plan", "pro", /attribute of site.yaml.*`attributes`/],
    ["time", "12:00", /send `at`/],
    ["segment", "hot", /computed/],
  ])("refuses %s: %j", (path, value, message) => {
    const problems = checkOverrides(JSON.parse(JSON.stringify({ [path]: value })), ruleset);
    expect(problems).toEqual([{ path, message: expect.stringMatching(message) }]);
  });

  test("names every mistake at once", () => {
    expect(checkOverrides({ a: 1, b: 2 }, ruleset)).toHaveLength(2);
  });
});

describe("applyOverrides", () => {
  test("changes a copy", () => {
    const before = { geo: { city: "Москва", country: "RU" } };
    const after = applyOverrides(before, { "geo.city": "Казань", score: 5 });
    expect(JSON.parse(JSON.stringify(after))).toEqual({
      geo: { city: "Казань", country: "RU" },
      score: 5,
    });
    expect(before).toEqual({ geo: { city: "Москва", country: "RU" } });
  });
});
