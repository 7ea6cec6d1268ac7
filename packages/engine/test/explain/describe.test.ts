import { describe as suite, expect, it } from "vitest";
import type { Condition, SignalTest, Test } from "../../src/condition/index.ts";
import { describe } from "../../src/explain/describe.ts";

function signal(name: string, tests: readonly Test[], more: Partial<SignalTest> = {}): Condition {
  return { op: "signal", path: name.split("."), tests, ...more };
}

const visits = signal("visits", [{ is: "gte", value: 2 }]);
const mobile = signal("device.type", [{ is: "eq", value: "mobile" }]);

suite("describing a condition", () => {
  it.each<readonly [string, Condition]>([
    ["device.type: mobile", mobile],
    ["visits: 2..", visits],
    ["visits: ..5", signal("visits", [{ is: "lte", value: 5 }])],
    [
      "visits: 2..5",
      signal("visits", [
        { is: "gte", value: 2 },
        { is: "lte", value: 5 },
      ]),
    ],
    ["geo.country: [RU, KZ]", signal("geo.country", [{ is: "in", values: ["RU", "KZ"] }])],
    [
      "plan: { ne: free, orUnknown: true }",
      signal("plan", [{ is: "ne", value: "free" }], { orUnknown: true }),
    ],
    [
      "plan: { eq: free, orUnknown: true }",
      signal("plan", [{ is: "eq", value: "free" }], { orUnknown: true }),
    ],
    [
      "score: { gte: 20, lt: 40 }",
      signal("score", [
        { is: "gte", value: 20 },
        { is: "lt", value: 40 },
      ]),
    ],
    ["word: { gte: a }", signal("word", [{ is: "gte", value: "a" }])],
    [
      "geo.city: Москва",
      signal("geo.city", [{ is: "eq", value: "москва" }], { text: "geo.city: Москва" }),
    ],
    ['id: "2"', signal("id", [{ is: "eq", value: "2" }])],
    ['id: "true"', signal("id", [{ is: "eq", value: "true" }])],
    ["id: true", signal("id", [{ is: "eq", value: true }])],
    ['id: "a: b"', signal("id", [{ is: "eq", value: "a: b" }])],
    [
      'keyword.group: [cheap, "dacha-*"]',
      signal("keyword.group", [{ is: "glob", globs: [["cheap"], ["dacha-", ""]] }]),
    ],
    ["tags: { all: [a, b] }", signal("tags", [{ is: "allOf", values: ["a", "b"] }])],
    ["tags: { size: 2.. }", signal("tags", [{ is: "size", tests: [{ is: "gte", value: 2 }] }])],
    ["tags: { size: 2 }", signal("tags", [{ is: "size", tests: [{ is: "eq", value: 2 }] }])],
    [
      "n: { elemMatch: { gt: 1 } }",
      signal("n", [{ is: "elemTests", tests: [{ is: "gt", value: 1 }] }]),
    ],
    ["n: { elemMatch: { visits: 2.. } }", signal("n", [{ is: "elemMatch", of: visits }])],
    [
      "s: { not: { startsWith: x } }",
      signal("s", [{ is: "not", tests: [{ is: "startsWith", value: "x" }] }]),
    ],
    ["at: { olderThan: 14d }", signal("at", [{ is: "olderThan", ms: 14 * 86_400_000 }])],
    ["at: { newerThan: 90m }", signal("at", [{ is: "newerThan", ms: 5_400_000 }])],
    ["app: { semver.gte: 2.1.0 }", signal("app", [{ is: "semverGte", value: "2.1.0" }])],
    ["s: { exists: false }", signal("s", [{ is: "exists", value: false }])],
    [
      String.raw`s: { matches: "^a\\d" }`,
      signal("s", [{ is: "matches", pattern: "^a\\d", program: { code: [], start: 0, sets: [] } }]),
    ],
    ["segment: hot-lead", { op: "segment", id: "hot-lead" }],
    [
      "did Guide Downloaded 1.. within 14d",
      { op: "did", event: "Guide Downloaded", min: 1, withinMs: 14 * 86_400_000 },
    ],
    ["did Lead Submitted 0", { op: "did", event: "Lead Submitted", min: 0, max: 0 }],
    [
      'time: { days: [mon, sun], from: "21:00", to: "09:05", zone: visitor }',
      { op: "time", days: [1, 0], from: 1_260, to: 545, zone: "visitor" },
    ],
    ["everybody", { op: "constant", value: true }],
    ["nobody", { op: "constant", value: false }],
    ["device.type: mobile, visits: 2..", { op: "all", of: [mobile, visits] }],
    ["all: [{ visits: 2.. }, { visits: 2.. }]", { op: "all", of: [visits, visits] }],
    ["all: []", { op: "all", of: [] }],
    ["any: [{ device.type: mobile }, { visits: 2.. }]", { op: "any", of: [mobile, visits] }],
    ["not: { visits: 2.. }", { op: "not", of: visits }],
    ["segment: vip (or unknown)", { op: "orUnknown", of: { op: "segment", id: "vip" } }],
  ])("%s", (text, condition) => {
    expect(describe(condition)).toBe(text);
  });
});
