import { describe, expect, it } from "vitest";
import {
  atLeast,
  decideWith,
  equals,
  NEVER,
  NOW,
  DAY,
  rule,
  signals,
  variant,
} from "../support.ts";

describe("the cascade of rules", () => {
  it("gives the first variant whose condition is true, and says who and why", () => {
    const rules = [
      rule("r", [
        variant("poor", { a: "cheap" }, equals("plan", "free")),
        variant("rich", { a: "best" }, equals("plan", "pro")),
        variant("rest", { a: "any" }),
      ]),
    ];
    const decided = decideWith({ rules }, { signals: { plan: "pro" } });
    expect(decided.slots["a"]).toEqual({
      type: "text",
      content: "best",
      rule: "r",
      variant: "rich",
      reason: "TARGETING_MATCH",
    });
  });

  it("passes on slots that the chosen variant has no content for", () => {
    const rules = [
      rule("high", [variant("one", { a: "high a" }), variant("two", { b: "never chosen" })]),
      rule("low", [variant("v", { a: "low a", b: "low b" })]),
    ];
    const { slots } = decideWith({ rules });
    expect(slots["a"]).toMatchObject({ content: "high a", rule: "high" });
    expect(slots["b"]).toMatchObject({ content: "low b", rule: "low" });
  });

  it("chooses one variant even where that has nothing left to fill", () => {
    const rules = [
      rule("high", [variant("v", { a: "high" })]),
      rule("low", [variant("first", { a: "low" }), variant("second", { b: "not this one" })]),
    ];
    expect(decideWith({ rules }).slots["b"]).toMatchObject({
      content: "default b",
      reason: "DEFAULT",
    });
  });

  it("does not match on an unknown condition", () => {
    const rules = [rule("r", [variant("v", { a: "hot" })], { when: atLeast("score", 10) })];
    const given = { signals: {} };
    const { slots } = decideWith({ rules }, { ...given, history: undefined });
    expect(slots["a"]).toMatchObject({ reason: "DEFAULT" });
  });

  it("keeps to the pages of a rule", () => {
    const rules = [rule("r", [variant("v", { a: "x" })], { pages: ["other"] })];
    expect(decideWith({ rules }).slots["a"]).toMatchObject({ reason: "STATIC" });
  });
});

describe("a bundle", () => {
  const bundle = rule("bundle", [variant("v", { a: "both a", b: "both b" })], { bundle: true });

  it("fills all of its slots", () => {
    const { slots } = decideWith({ rules: [bundle] });
    expect([slots["a"]?.content, slots["b"]?.content]).toEqual(["both a", "both b"]);
  });

  it("fills none once one of them is taken", () => {
    const rules = [rule("high", [variant("v", { a: "high" })]), bundle];
    const { slots } = decideWith({ rules });
    expect(slots["b"]).toMatchObject({ content: "default b", reason: "DEFAULT" });
  });

  it("fills none where one of them has no content for the language", () => {
    const half = rule(
      "half",
      [{ id: "v", content: { a: { en: { value: "a" } }, b: { de: { value: "b" } } } }],
      { bundle: true },
    );
    expect(decideWith({ rules: [half] }).slots["a"]).toMatchObject({ reason: "DEFAULT" });
  });
});

describe("a rule that is off", () => {
  const content = { a: "on" };

  it.each([
    ["before its schedule", { from: NOW + 1 }, "DEFAULT"],
    ["from its first moment on", { from: NOW }, "TARGETING_MATCH"],
    ["until just before its end", { until: NOW + 1 }, "TARGETING_MATCH"],
    ["from its end on", { until: NOW }, "DEFAULT"],
    ["on one of its days", { days: [3] }, "TARGETING_MATCH"],
    ["on another day", { days: [0, 1, 2, 4, 5, 6] }, "DEFAULT"],
    ["on no day at all", { days: [] }, "DEFAULT"],
  ] as const)("by the clock: %s", (_, schedule, reason) => {
    const rules = [rule("r", [variant("v", content)], { schedule })];
    expect(decideWith({ rules }).slots["a"]?.reason).toBe(reason);
  });

  it("counts days in the site's zone", () => {
    // 22:30 UTC on Wednesday is 01:30 on Thursday in Moscow.
    const now = NOW + 10.5 * 3_600_000;
    const rules = [rule("r", [variant("v", content)], { schedule: { days: [4] } })];
    expect(decideWith({ rules }, { now }).slots["a"]?.reason).toBe("TARGETING_MATCH");
    expect(decideWith({ rules }, { now: now - DAY }).slots["a"]?.reason).toBe("DEFAULT");
  });

  it("by its author says DISABLED where nothing else could fill the slot", () => {
    const off = rule("off", [variant("v", { a: "off", b: "off" })], { enabled: false });
    const other = rule("other", [variant("v", { b: "other" }, NEVER)]);
    const { slots } = decideWith({ rules: [off, other] });
    expect(slots["a"]).toEqual({ type: "text", content: "default a", reason: "DISABLED" });
    expect(slots["b"]).toEqual({ type: "text", content: "default b", reason: "DEFAULT" });
  });
});

describe("content by language", () => {
  const content = { en: { value: "en" }, de: { value: "de" }, "pt-BR": { value: "pt-BR" } };
  const rules = [rule("r", [{ id: "v", content: { a: content } }])];

  it.each([
    [undefined, "en"],
    ["en", "en"],
    ["de", "de"],
    ["de-AT", "de"],
    ["pt-BR", "pt-BR"],
    ["pt", "en"],
    ["fr", "en"],
    ["__proto__", "en"],
    ["constructor", "en"],
  ])("for %s is %s", (locale, expected) => {
    expect(decideWith({ rules }, { locale }).slots["a"]?.content).toBe(expected);
  });

  it("does not fill a slot for which it has no usable language", () => {
    const german = [rule("r", [{ id: "v", content: { a: { de: { value: "de" } } } }])];
    expect(decideWith({ rules: german }).slots["a"]).toMatchObject({
      content: "default a",
      reason: "DEFAULT",
    });
    expect(decideWith({ rules: german }, { locale: "de" }).slots["a"]).toMatchObject({
      content: "de",
    });
  });
});

describe("a hidden slot", () => {
  it("has no content and says so", () => {
    const rules = [rule("r", [{ id: "v", content: { a: { en: { hidden: true } } } }])];
    expect(decideWith({ rules }).slots["a"]).toEqual({
      type: "text",
      content: null,
      hidden: true,
      rule: "r",
      variant: "v",
      reason: "TARGETING_MATCH",
    });
  });
});

describe("content with insertions", () => {
  const template = ["Hello, ", { signal: ["traits", "name"], filters: [] }] as const;
  const rules = [
    rule("r", [
      { id: "v", content: { a: { en: { value: "Hello!", inserts: [{ path: [], template }] } } } },
    ]),
  ];

  it("is rendered from the signals", () => {
    expect(
      decideWith({ rules }, { signals: signals({ "traits.name": "Ann" }) }).slots["a"]?.content,
    ).toBe("Hello, Ann");
  });

  it("gives way to the slot's default where a default is missing", () => {
    expect(decideWith({ rules }).slots["a"]).toMatchObject({
      content: "default a",
      rule: "r",
      reason: "TARGETING_MATCH",
    });
  });

  it("keeps to the slot's longest text", () => {
    const slots = {
      a: { type: "text", maxLength: 12, default: { en: { value: "default a" } } },
    } as const;
    const pages = [{ id: "home", paths: [[]], slots: ["a"] }];
    const long = { signals: signals({ "traits.name": "Bartholomew" }) };
    expect(decideWith({ rules, slots, pages }, long).slots["a"]?.content).toBe("default a");
  });
});
