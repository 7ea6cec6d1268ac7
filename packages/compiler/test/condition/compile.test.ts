import { type Condition, evaluateCondition } from "@facet/engine";
import { describe, expect, it } from "vitest";
import { NOW, loosely, strictly, valueOf } from "./fixtures.ts";

function compiled(input: unknown, scope = {}): Condition {
  const { condition, findings } = strictly(input, scope);
  expect(findings).toEqual([]);
  return condition;
}

describe("values", () => {
  it("a scalar is equality, a list one of", () => {
    expect(compiled({ "device.type": "mobile" })).toEqual({
      op: "signal",
      path: ["device", "type"],
      tests: [{ is: "eq", value: "mobile" }],
    });
    expect(compiled({ "geo.country": ["RU", "KZ"] })).toEqual({
      op: "signal",
      path: ["geo", "country"],
      tests: [{ is: "in", values: ["RU", "KZ"] }],
    });
  });

  it("several keys are an and, in the order written", () => {
    const condition = compiled({ visits: 1, score: 2 });
    expect(condition.op).toBe("all");
    expect(condition.op === "all" && condition.of).toHaveLength(2);
  });

  it.each([
    ["2..", [{ is: "gte", value: 2 }]],
    ["..5", [{ is: "lte", value: 5 }]],
    [
      "2..5",
      [
        { is: "gte", value: 2 },
        { is: "lte", value: 5 },
      ],
    ],
    [">= 2", [{ is: "gte", value: 2 }]],
    ["<=2.5", [{ is: "lte", value: 2.5 }]],
    ["> 2", [{ is: "gt", value: 2 }]],
    ["< -2", [{ is: "lt", value: -2 }]],
    ["!= 3", [{ is: "ne", value: 3 }]],
    ["= 3", [{ is: "eq", value: 3 }]],
    [3, [{ is: "eq", value: 3 }]],
  ])("a number by %j", (text, tests) => {
    expect(compiled({ visits: text })).toEqual({ op: "signal", path: ["visits"], tests });
    expect(compiled({ "traits.x": text })).toEqual({ op: "signal", path: ["traits", "x"], tests });
  });

  it("comparisons are plain text for a text signal", () => {
    expect(compiled({ "utm.term": ">= 2" })).toMatchObject({
      tests: [{ is: "eq", value: ">= 2" }],
    });
  });

  it("dates become instants, in the zone given", () => {
    const [from, to] = [Date.UTC(2026, 10, 30, 21), Date.UTC(2026, 11, 31, 21)];
    const zone = { timeZone: "Europe/Moscow" };
    const ranged = {
      instant: true,
      tests: [
        { is: "gte", value: from },
        { is: "lte", value: to },
      ],
    };
    expect(compiled({ lastVisit: "2026-12-01..2027-01-01" }, zone)).toMatchObject(ranged);
    expect(compiled({ trialEnds: ">= 2026-12-01" }, zone)).toMatchObject({
      tests: [{ is: "gte", value: from }],
    });
    expect(compiled({ lastVisit: { gt: "2026-12-01" } }, zone)).toMatchObject({
      tests: [{ is: "gt", value: from }],
    });
    expect(compiled({ lastVisit: "2026-12-01T00:00:00Z" }, zone)).toMatchObject({
      tests: [{ is: "eq", value: Date.UTC(2026, 11, 1) }],
    });
    expect(compiled({ "traits.since": "< 2026-12-01" }, zone)).toMatchObject({
      instant: true,
      tests: [{ is: "lt", value: from }],
    });
  });

  it("takes what was written where YAML has read a number and text is wanted", () => {
    const written = new Map([
      ["utm.campaign", "0123"],
      ["utm.id/0", "18446744073709551615"],
      ["utm.term/startsWith", "1.10"],
      ["traits.app/semver.gte", "2.10"],
    ]);
    const source = (path: readonly (string | number)[]) => written.get(path.join("/"));
    const input = {
      "utm.campaign": 123,
      "utm.id": [18446744073709552000],
      "utm.term": { startsWith: 1.1 },
      "traits.app": { "semver.gte": 2.1 },
    };
    expect(compiled(input, { source })).toMatchObject({
      of: [
        { tests: [{ is: "eq", value: "0123" }] },
        { tests: [{ is: "in", values: ["18446744073709551615"] }] },
        { tests: [{ is: "startsWith", value: "1.10" }] },
        { tests: [{ is: "semverGte", value: "2.10" }] },
      ],
    });
  });
});

describe("operators", () => {
  it.each([
    [{ visits: { eq: 2 } }, [{ is: "eq", value: 2 }]],
    [
      { visits: { gt: 1, lte: 5 } },
      [
        { is: "gt", value: 1 },
        { is: "lte", value: 5 },
      ],
    ],
    [
      { "utm.term": { contains: "a", endsWith: "b" } },
      [
        { is: "contains", value: "a" },
        { is: "endsWith", value: "b" },
      ],
    ],
    [
      { "utm.term": { not: { startsWith: "a" } } },
      [{ is: "not", tests: [{ is: "startsWith", value: "a" }] }],
    ],
    [{ cart: { all: ["a", 1] } }, [{ is: "allOf", values: ["a", 1] }]],
    [{ cart: { size: "2.." } }, [{ is: "size", tests: [{ is: "gte", value: 2 }] }]],
    [{ cart: { size: { gt: 2 } } }, [{ is: "size", tests: [{ is: "gt", value: 2 }] }]],
    [{ cart: { contains: 5 } }, [{ is: "eq", value: 5 }]],
    [
      { cart: { elemMatch: { gt: 2, lt: 5 } } },
      [
        {
          is: "elemTests",
          tests: [
            { is: "gt", value: 2 },
            { is: "lt", value: 5 },
          ],
        },
      ],
    ],
    [
      { cart: { elemMatch: { not: { gt: 2 } } } },
      [{ is: "elemTests", tests: [{ is: "not", tests: [{ is: "gt", value: 2 }] }] }],
    ],
    [{ "traits.app": { "semver.gte": "2.1" } }, [{ is: "semverGte", value: "2.1" }]],
  ])("%j", (input, tests) => {
    expect(compiled(input)).toMatchObject({ op: "signal", tests });
  });

  it("elemMatch with fields is a condition on the element", () => {
    const input = { cart: { elemMatch: { kind: "bike", time: "x", not: { sold: true } } } };
    expect(compiled(input)).toMatchObject({
      tests: [
        {
          is: "elemMatch",
          of: {
            op: "all",
            of: [
              { path: ["kind"] },
              { op: "signal", path: ["time"] },
              { op: "not", of: { path: ["sold"] } },
            ],
          },
        },
      ],
    });
  });

  it("durations become milliseconds", () => {
    expect(compiled({ lastVisit: { olderThan: "7d", newerThan: "2w" } })).toMatchObject({
      tests: [
        { is: "olderThan", ms: 604_800_000 },
        { is: "newerThan", ms: 1_209_600_000 },
      ],
    });
  });

  it("dollar signs may be written", () => {
    const plain = {
      any: [{ visits: { gte: 2 } }, { "utm.term": { matches: "^a" } }],
      not: { score: 1 },
    };
    const dollar = {
      $or: [{ visits: { $gte: 2 } }, { "utm.term": { $regex: "^a" } }],
      $not: { score: 1 },
    };
    expect(compiled(dollar)).toEqual(compiled(plain));
    expect(compiled({ $nor: [{ score: 1 }] })).toMatchObject({ op: "not", of: { op: "any" } });
    expect(compiled({ $and: [{ score: 1 }] })).toEqual(compiled({ all: [{ score: 1 }] }));
  });
});

describe("signals with names of many spellings", () => {
  it("fold their operands and keep what the author wrote", () => {
    expect(compiled({ "geo.city": ["Орёл", "Нижний  Новгород"] })).toEqual({
      op: "signal",
      path: ["geo", "city"],
      tests: [{ is: "in", values: ["орел", "нижний новгород"] }],
      fold: true,
      text: 'geo.city: [Орёл, "Нижний  Новгород"]',
    });
  });

  it("take patterns where they are keywords", () => {
    expect(compiled({ "keyword.group": ["Cheap", "dacha-*"] })).toMatchObject({
      tests: [{ is: "glob", globs: [["cheap"], ["dacha-", ""]] }],
    });
    expect(compiled({ "keyword.group": { nin: ["a*"] } })).toMatchObject({
      tests: [{ is: "not", tests: [{ is: "glob", globs: [["a", ""]] }] }],
    });
    expect(compiled({ "keyword.list": { ne: "a*" } })).toMatchObject({
      tests: [{ is: "not", tests: [{ is: "glob" }] }],
    });
  });

  it("match patterns without regard to case and ё", () => {
    expect(valueOf({ query: { matches: "^ЁЛК" } }, { query: "Елка живая" })).toBe(true);
    expect(valueOf({ query: { matches: "[ё]лка$" } }, { query: "ёлка" })).toBe(true);
    expect(valueOf({ "url.path": { matches: "^/A" } }, { url: { path: "/a" } })).toBe(false);
  });

  it("are folded where signals are not checked, too", () => {
    const { condition } = loosely({ "geo.city": "МОСКВА" });
    expect(
      evaluateCondition(condition, { signals: { geo: { city: "москва" } }, now: NOW }).value,
    ).toBe(true);
  });
});

describe("segment, did, time", () => {
  it("segment takes a name, a list, and eq, in, ne, nin", () => {
    const a = { op: "segment", id: "a" };
    const b = { op: "segment", id: "b" };
    expect(compiled({ segment: "a" })).toEqual(a);
    expect(compiled({ segment: ["a", "b"] })).toEqual({ op: "any", of: [a, b] });
    expect(compiled({ segment: { nin: ["a", "b"] } })).toEqual({
      op: "not",
      of: { op: "any", of: [a, b] },
    });
    expect(compiled({ segment: { in: ["a"], ne: "b" } })).toEqual({
      op: "all",
      of: [a, { op: "not", of: b }],
    });
    expect(compiled({ segment: { eq: "a", orUnknown: true } })).toEqual({ op: "orUnknown", of: a });
  });

  it.each([
    [0, { min: 0, max: 0 }],
    [3, { min: 3, max: 3 }],
    ["1..", { min: 1 }],
    ["..5", { min: 0, max: 5 }],
    ["2..5", { min: 2, max: 5 }],
    [">= 2", { min: 2 }],
    ["> 2", { min: 3 }],
    ["< 2", { min: 0, max: 1 }],
    [{}, { min: 1 }],
    [{ within: "14d" }, { min: 1, withinMs: 1_209_600_000 }],
    [
      { count: 0, within: "90d" },
      { min: 0, max: 0, withinMs: 7_776_000_000 },
    ],
    [
      { count: "2..", orUnknown: true },
      { min: 2, orUnknown: true },
    ],
  ])("did by %j", (spec, expected) => {
    expect(compiled({ did: { Read: spec } })).toEqual({ op: "did", event: "Read", ...expected });
  });

  it("did names several events", () => {
    expect(compiled({ did: { A: 1, B: 0 } })).toMatchObject({
      op: "all",
      of: [{ event: "A" }, { event: "B" }],
    });
  });

  it("time reads days, hours and a zone", () => {
    expect(
      compiled({ time: { days: ["mon-wed", "sun"], from: "9:00", to: "24:00", zone: "visitor" } }),
    ).toEqual({
      op: "time",
      days: [0, 1, 2, 3],
      from: 540,
      to: 1_440,
      zone: "visitor",
    });
    expect(compiled({ time: { days: "sat" } })).toEqual({ op: "time", days: [6] });
    expect(
      compiled({ time: { from: "21:00", to: "09:00", zone: "Europe/Moscow", orUnknown: true } }),
    ).toMatchObject({
      op: "orUnknown",
      of: { op: "time", from: 1_260, to: 540, zone: "Europe/Moscow" },
    });
  });
});

describe("what is not checked", () => {
  it("takes any signal and any type", () => {
    const { condition, findings } = loosely({
      anything: { gt: "a" },
      visits: "many",
      plan: ["x", 1],
    });
    expect(findings).toEqual([]);
    expect(condition.op).toBe("all");
  });

  it("gives empty parts their value and a warning", () => {
    for (const [input, value] of [
      [{}, true],
      [{ all: [] }, true],
      [{ any: [] }, false],
      [{ a: [] }, false],
      [{ a: { in: [] } }, false],
      [{ a: { nin: [] } }, true],
      [{ a: {} }, true],
      [{ not: {} }, false],
    ] as const) {
      const { condition, findings } = loosely(input);
      expect(findings).toMatchObject([{ code: "empty-condition", severity: "warning" }]);
      expect(evaluateCondition(condition, { signals: {}, now: NOW }).value).toBe(value);
    }
  });

  it("still reports operators that do not exist, and matches nobody", () => {
    const { condition, findings } = loosely({ a: 1, b: { $regx: "x" } });
    expect(condition).toEqual({ op: "constant", value: false });
    expect(findings).toMatchObject([
      { code: "unknown-operator", path: ["b", "$regx"], onKey: true },
    ]);
  });
});
