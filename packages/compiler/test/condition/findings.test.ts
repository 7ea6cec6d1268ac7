import { describe, expect, it } from "vitest";
import { loosely, strictly } from "./fixtures.ts";

interface Expected {
  readonly code: string;
  readonly path: readonly (string | number)[];
  readonly says?: RegExp;
  readonly suggests?: RegExp;
  readonly severity?: "warning";
}

const names = {
  pages: new Set(["okna"]),
  segments: new Set(["hot-lead", "moscow"]),
  lists: { keywordLists: new Set(["okna-search"]), keywordGroups: new Set(["Дёшево", "dacha-1"]) },
};

const MISTAKES: readonly (readonly [unknown, Expected])[] = [
  [{ visit: 2 }, { code: "unknown-signal", path: ["visit"], suggests: /"visits"/ }],
  [{ "geo.cty": "x" }, { code: "unknown-signal", path: ["geo.cty"], suggests: /"geo.city"/ }],
  [
    { "trait.home": "x" },
    { code: "unknown-signal", path: ["trait.home"], suggests: /"traits.home"/ },
  ],
  [{ employee: 2 }, { code: "unknown-signal", path: ["employee"], suggests: /"employees"/ }],
  [{ constructor: 2 }, { code: "unknown-signal", path: ["constructor"] }],
  [JSON.parse('{"__proto__":2}'), { code: "unknown-signal", path: ["__proto__"] }],
  [{ traits: 2 }, { code: "unknown-signal", path: ["traits"], says: /traits\.<name>/ }],
  [
    { device: { type: "mobile" } },
    { code: "unknown-signal", path: ["device"], suggests: /device\.type/ },
  ],
  [{ "": 1 }, { code: "unknown-signal", path: [""] }],
  [{ gte: 5 }, { code: "misplaced-operator", path: ["gte"], says: /under a signal/ }],
  [{ query: { phrase: "x" } }, { code: "unknown-operator", path: ["query", "phrase"] }],
  [{ visits: { gtt: 5 } }, { code: "unknown-operator", path: ["visits", "gtt"], suggests: /"gt/ }],
  [
    { "url.path": { regex: "a" } },
    { code: "unknown-operator", path: ["url.path", "regex"], suggests: /"matches"/ },
  ],
  [
    { visits: { $vgt: 5 } },
    { code: "unknown-operator", path: ["visits", "$vgt"], suggests: /semver\.gt/ },
  ],
  [{ $eq: 5 }, { code: "unknown-operator", path: ["$eq"] }],
  [{ $where: "1" }, { code: "unknown-operator", path: ["$where"] }],
  [{ plan: "fre" }, { code: "unknown-value", path: ["plan"], suggests: /"free"/ }],
  [{ plan: ["free", "gold"] }, { code: "unknown-value", path: ["plan", 1], says: /free, pro/ }],
  [
    { "device.type": { nin: ["phone"] } },
    { code: "unknown-value", path: ["device.type", "nin", 0] },
  ],
  [{ interest: 5 }, { code: "unknown-value", path: ["interest"] }],
  [
    { channel: "Paid Serch" },
    { code: "unknown-value", path: ["channel"], suggests: /"Paid Search"/ },
  ],
  [
    { "referrer.type": "tv" },
    { code: "unknown-value", path: ["referrer.type"], severity: "warning" },
  ],
  [
    { "keyword.group": "dacha-2" },
    { code: "unknown-value", path: ["keyword.group"], suggests: /"dacha-1"/ },
  ],
  [{ "keyword.list": ["okna"] }, { code: "unknown-value", path: ["keyword.list", 0] }],
  [{ page: "oknа" }, { code: "unknown-value", path: ["page"], suggests: /"okna"/ }],
  [
    { "geo.country": "Russia" },
    { code: "unknown-value", path: ["geo.country"], severity: "warning", says: /like RU/ },
  ],
  [
    { "geo.region": ["RU-MOW", "MOW"] },
    { code: "unknown-value", path: ["geo.region", 1], severity: "warning" },
  ],
  [{ plan: 5 }, { code: "type-mismatch", path: ["plan"], suggests: /"5" in quotes/ }],
  [{ visits: "many" }, { code: "type-mismatch", path: ["visits"], says: /visits is a number/ }],
  [{ visits: "5" }, { code: "type-mismatch", path: ["visits"], suggests: /5 without quotes/ }],
  [{ visits: true }, { code: "type-mismatch", path: ["visits"] }],
  [{ visits: [1, "2.."] }, { code: "bad-range", path: ["visits", 1] }],
  [{ "device.bot": "yes" }, { code: "type-mismatch", path: ["device.bot"], says: /true or false/ }],
  [
    { lastVisit: "5 days ago" },
    { code: "type-mismatch", path: ["lastVisit"], says: /point in time/ },
  ],
  [{ lastVisit: "2026-02-30" }, { code: "type-mismatch", path: ["lastVisit"] }],
  [{ visits: "2..." }, { code: "bad-range", path: ["visits"] }],
  [{ visits: ".." }, { code: "bad-range", path: ["visits"] }],
  [{ visits: "5..2" }, { code: "empty-range", path: ["visits"] }],
  [{ visits: ">= many" }, { code: "bad-comparison", path: ["visits"] }],
  [{ plan: "2..5" }, { code: "range-without-number", path: ["plan"], suggests: /eq: "2\.\.5"/ }],
  [{ cart: "2.." }, { code: "range-without-number", path: ["cart"], suggests: /size/ }],
  [{ "device.bot": "1.." }, { code: "range-without-number", path: ["device.bot"] }],
  [{ "device.bot": { gt: true } }, { code: "operator-type", path: ["device.bot", "gt"] }],
  [{ "traits.x": { gt: true } }, { code: "bad-operand", path: ["traits.x", "gt"] }],
  [{ visits: { startsWith: "1" } }, { code: "operator-type", path: ["visits", "startsWith"] }],
  [{ plan: { size: 2 } }, { code: "operator-type", path: ["plan", "size"], says: /lists/ }],
  [{ plan: { olderThan: "7d" } }, { code: "operator-type", path: ["plan", "olderThan"] }],
  [{ visits: { "semver.gt": "1" } }, { code: "operator-type", path: ["visits", "semver.gt"] }],
  [{ cart: { gt: 2 } }, { code: "operator-type", path: ["cart", "gt"] }],
  [{ visits: { gte: "5" } }, { code: "type-mismatch", path: ["visits", "gte"] }],
  [{ visits: null }, { code: "null-operand", path: ["visits"], suggests: /exists: false/ }],
  [{ plan: { in: ["free", null] } }, { code: "null-operand", path: ["plan", "in", 1] }],
  [{ plan: { eq: ["free"] } }, { code: "bad-operand", path: ["plan", "eq"] }],
  [{ plan: { in: "free" } }, { code: "bad-operand", path: ["plan", "in"], suggests: /\[a, b\]/ }],
  [{ plan: [["free"]] }, { code: "bad-operand", path: ["plan", 0] }],
  [{ visits: Number.NaN }, { code: "bad-operand", path: ["visits"] }],
  [{ plan: { exists: "yes" } }, { code: "bad-operand", path: ["plan", "exists"] }],
  [{ plan: { startsWith: "" } }, { code: "bad-operand", path: ["plan", "startsWith"] }],
  [
    { "url.path": { matches: 5 } },
    { code: "bad-operand", path: ["url.path", "matches"], suggests: /"5"/ },
  ],
  [{ plan: { not: "free" } }, { code: "bad-operand", path: ["plan", "not"], suggests: /ne: free/ }],
  [{ plan: { not: ["free"] } }, { code: "bad-operand", path: ["plan", "not"], suggests: /nin/ }],
  [{ plan: { not: { eqq: 1 } } }, { code: "unknown-operator", path: ["plan", "not", "eqq"] }],
  [{ cart: { elemMatch: "bike" } }, { code: "bad-operand", path: ["cart", "elemMatch"] }],
  [
    { cart: { elemMatch: { gt: 1, kind: "x" } } },
    { code: "mixed-element-match", path: ["cart", "elemMatch"] },
  ],
  [{ cart: { size: "two" } }, { code: "type-mismatch", path: ["cart", "size"] }],
  [{ plan: { orUnknown: true } }, { code: "lone-or-unknown", path: ["plan"] }],
  [{ plan: { ne: "free", orUnknown: 1 } }, { code: "bad-operand", path: ["plan", "orUnknown"] }],
  [
    { plan: { not: { eq: "free", orUnknown: true } } },
    { code: "misplaced-operator", path: ["plan", "not"] },
  ],
  [
    { "url.path": "/promo/*" },
    { code: "glob-not-supported", path: ["url.path"], severity: "warning", suggests: /startsWith/ },
  ],
  [{ lastVisit: { olderThan: "7" } }, { code: "bad-duration", path: ["lastVisit", "olderThan"] }],
  [{ lastVisit: { newerThan: 7 } }, { code: "bad-duration", path: ["lastVisit", "newerThan"] }],
  [
    { "traits.app": { "semver.gte": "new" } },
    { code: "bad-version", path: ["traits.app", "semver.gte"] },
  ],
  [
    { "url.path": { matches: "(" } },
    { code: "bad-regex", path: ["url.path", "matches"], says: /missing closing/ },
  ],
  [
    { "url.path": { matches: "a(?=b)" } },
    {
      code: "bad-regex",
      path: ["url.path", "matches"],
      says: /ahead.*character 2/,
      suggests: /two conditions/,
    },
  ],
  [
    { "url.path": { matches: "(a)\\1" } },
    { code: "bad-regex", path: ["url.path", "matches"], says: /references.*character 4/ },
  ],
  [
    { "url.path": { matches: "(a{900}){2}" } },
    { code: "bad-regex", path: ["url.path", "matches"] },
  ],
  [{ segment: "hot-led" }, { code: "unknown-segment", path: ["segment"], suggests: /"hot-lead"/ }],
  [{ segment: ["moscow", "kazan"] }, { code: "unknown-segment", path: ["segment", 1] }],
  [{ segment: { nin: ["kazan"] } }, { code: "unknown-segment", path: ["segment", "nin", 0] }],
  [{ segment: { gt: "moscow" } }, { code: "unknown-operator", path: ["segment", "gt"] }],
  [{ segment: null }, { code: "null-operand", path: ["segment"] }],
  [{ did: "Read" }, { code: "bad-did", path: ["did"], suggests: /Read: 1\.\./ }],
  [{ did: { Read: true } }, { code: "bad-count", path: ["did", "Read"] }],
  [{ did: { Read: -1 } }, { code: "bad-count", path: ["did", "Read"] }],
  [{ did: { Read: 1.5 } }, { code: "bad-count", path: ["did", "Read"] }],
  [{ did: { Read: { count: "5..2" } } }, { code: "bad-count", path: ["did", "Read", "count"] }],
  [{ did: { Read: "< 0" } }, { code: "bad-count", path: ["did", "Read"] }],
  [
    { did: { Read: { within: "91d" } } },
    { code: "within-too-long", path: ["did", "Read", "within"], says: /90 days/ },
  ],
  [
    { did: { Read: { within: "soon" } } },
    { code: "bad-duration", path: ["did", "Read", "within"] },
  ],
  [{ did: { Read: { last: "5d" } } }, { code: "unknown-key", path: ["did", "Read", "last"] }],
  [{ time: "night" }, { code: "bad-time", path: ["time"] }],
  [{ time: { days: ["mon", "fry"] } }, { code: "bad-day", path: ["time", "days", 1] }],
  [{ time: { days: 1 } }, { code: "bad-day", path: ["time", "days"] }],
  [{ time: { from: "25:00" } }, { code: "bad-clock", path: ["time", "from"] }],
  [{ time: { from: "24:00" } }, { code: "bad-clock", path: ["time", "from"] }],
  [{ time: { to: 9 } }, { code: "bad-clock", path: ["time", "to"] }],
  [{ time: { from: "09:00", to: "09:00" } }, { code: "empty-window", path: ["time"] }],
  [
    { time: { days: "mon", zone: "Europe/Moskow" } },
    { code: "unknown-time-zone", path: ["time", "zone"], suggests: /Europe\/Moscow/ },
  ],
  [
    { time: { day: "mon", from: "9:00" } },
    { code: "unknown-key", path: ["time", "day"], suggests: /"days"/ },
  ],
  [{ any: { visits: 2 } }, { code: "bad-condition", path: ["any"], says: /list of conditions/ }],
  [{ all: ["visits"] }, { code: "bad-condition", path: ["all", 0] }],
  [{ not: [{ visits: 2 }] }, { code: "bad-condition", path: ["not"] }],
  ["visits", { code: "bad-condition", path: [] }],
  [null, { code: "bad-condition", path: [] }],
  [[{ visits: 2 }], { code: "bad-condition", path: [], suggests: /any/ }],
  [{}, { code: "empty-condition", path: [] }],
  [{ any: [] }, { code: "empty-condition", path: ["any"], says: /nobody/ }],
  [{ all: [] }, { code: "empty-condition", path: ["all"], says: /everybody/ }],
  [{ plan: [] }, { code: "empty-condition", path: ["plan"], says: /nobody/ }],
  [{ plan: { in: [] } }, { code: "empty-condition", path: ["plan", "in"], says: /nobody/ }],
  [{ plan: { nin: [] } }, { code: "empty-condition", path: ["plan", "nin"], says: /everybody/ }],
  [{ cart: { all: [] } }, { code: "empty-condition", path: ["cart", "all"], says: /everybody/ }],
  [{ plan: {} }, { code: "empty-condition", path: ["plan"] }],
  [{ not: {} }, { code: "empty-condition", path: ["not"] }],
  [{ segment: [] }, { code: "empty-condition", path: ["segment"] }],
  [{ did: {} }, { code: "empty-condition", path: ["did"] }],
  [{ time: {} }, { code: "empty-condition", path: ["time"] }],
];

describe("mistakes", () => {
  it.each(MISTAKES)("%j", (input, expected) => {
    const { condition, findings } = strictly(input, names);
    const [finding] = findings;
    expect(findings).toHaveLength(1);
    expect(finding).toMatchObject({ code: expected.code, path: expected.path });
    expect(finding?.severity).toBe(expected.severity);
    if (expected.says) expect(finding?.message).toMatch(expected.says);
    if (expected.suggests) expect(finding?.suggestion).toMatch(expected.suggests);
    if (expected.severity === undefined)
      expect(condition).toEqual({ op: "constant", value: false });
  });

  it("are all reported, each at its own place", () => {
    const input = { visit: 1, any: [{ plan: "gold" }, { not: { score: "high" } }] };
    expect(
      strictly(input, { path: ["rules", 0, "when"] }).findings.map(({ path }) => path),
    ).toEqual([
      ["rules", 0, "when", "visit"],
      ["rules", 0, "when", "any", 0, "plan"],
      ["rules", 0, "when", "any", 1, "not", "score"],
    ]);
  });

  it("suggest the full name of a nested signal", () => {
    const attributes = { query: { type: "string" as const } };
    const { findings } = strictly({ utm: { source: "x" } }, { attributes });
    expect(findings).toMatchObject([
      { code: "unknown-signal", suggestion: expect.stringContaining("utm.source") },
    ]);
  });
});

describe("nesting", () => {
  function deep(levels: number, wrap: (inner: unknown) => unknown, core: unknown): unknown {
    let input = core;
    for (let i = 0; i < levels; i++) input = wrap(input);
    return input;
  }

  it.each<readonly [string, (inner: unknown) => unknown, unknown]>([
    ["not", (inner) => ({ not: inner }), { visits: 1 }],
    ["any", (inner) => ({ any: [inner] }), { visits: 1 }],
    ["elemMatch", (inner) => ({ cart: { elemMatch: inner } }), { visits: 1 }],
  ])("of %s is limited, not a crash", (_, wrap, core) => {
    expect(loosely(deep(15, wrap, core)).findings).toEqual([]);
    for (const levels of [100, 10_000]) {
      const { condition, findings } = loosely(deep(levels, wrap, core));
      expect(findings).toMatchObject([{ code: "condition-too-deep" }]);
      expect(condition).toEqual({ op: "constant", value: false });
    }
  });

  it("of not under a signal is limited, too", () => {
    const input = { visits: deep(10_000, (inner) => ({ not: inner }), { eq: 1 }) };
    expect(loosely(input).findings).toMatchObject([{ code: "condition-too-deep" }]);
  });

  it("of values where none belong is no crash", () => {
    const list = deep(20_000, (inner) => [inner], 1);
    const mapping = deep(20_000, (inner) => ({ a: inner }), 1);
    for (const value of [list, mapping]) {
      for (const key of [
        "any",
        "not",
        "segment",
        "did",
        "time",
        "visits",
        "query",
        "keyword.group",
      ]) {
        expect(strictly({ [key]: value }).findings, key).not.toEqual([]);
        expect(
          strictly({ [key]: { not: value, in: value, time: value } }).findings,
          key,
        ).not.toEqual([]);
      }
    }
  });

  it("of operators inside elemMatch is limited, too", () => {
    const input = { cart: { elemMatch: deep(20_000, (inner) => ({ not: inner }), { eq: 1 }) } };
    expect(loosely(input).findings).toMatchObject([{ code: "condition-too-deep" }]);
  });
});
