import { describe, expect, it } from "vitest";
import { decide, explainDecision } from "@facet/engine";
import type { Context, Rule, Slot } from "@facet/engine";
import {
  arm,
  artifact,
  context,
  decideWith,
  equals,
  experiment,
  offer,
  rule,
  ruleset,
  signals,
  variant,
} from "../support.ts";

const rules = [rule("r", [variant("v", { a: "personal" })])];

describe("a decision", () => {
  it("names the rule set and the page", () => {
    expect(decideWith({ revision: "r_abc" })).toMatchObject({ rules: "r_abc", page: "home" });
  });

  it("has every slot of the page in order of id", () => {
    const pages = [{ id: "home", paths: [[]], slots: ["b", "a"] }];
    expect(Object.keys(decideWith({ pages }).slots)).toEqual(["a", "b"]);
  });

  it("is narrowed by the wanted slots, and otherwise the same", () => {
    const experimental = [experiment("e", [arm("only", { b: "b" })]), ...rules];
    const whole = decideWith({ rules: experimental });
    const narrow = decideWith({ rules: experimental }, { slots: ["a", "nowhere", "a"] });
    expect(narrow.slots).toEqual({ a: whole.slots["a"] });
    expect(narrow.assignments).toEqual(whole.assignments);
  });

  it("on no page has the defaults of the wanted slots, else none", () => {
    const decided = decideWith(
      { rules, offers: [offer("o")] },
      { page: null, slots: ["b", "a", "constructor", "nowhere"] },
    );
    expect(decided).toMatchObject({ page: null, offers: [] });
    expect(decided.slots).toEqual({
      a: { type: "text", content: "default a", reason: "STATIC" },
      b: { type: "text", content: "default b", reason: "STATIC" },
    });
    expect(decideWith({ rules }, { page: null }).slots).toEqual({});
  });

  it("on a page that the rule set does not have is like on none", () => {
    expect(decideWith({ rules }, { page: "gone", slots: ["a"] }).slots).toMatchObject({
      a: { reason: "STATIC" },
    });
  });

  it("gives a crawler defaults everywhere and no offers", () => {
    const given = { bot: true };
    const decided = decideWith(
      { rules: [experiment("e", [arm("x", { a: "x" })]), ...rules], offers: [offer("o")] },
      given,
    );
    expect(Object.values(decided.slots).map(({ content, reason }) => [content, reason])).toEqual([
      ["default a", "DEFAULT"],
      ["default b", "DEFAULT"],
    ]);
    expect(decided.offers).toEqual([]);
    expect(decided.assignments).toEqual({});
  });

  it("shows the default in the wanted language, with its own insertions", () => {
    const template = ["in ", { signal: ["geo", "city"], filters: [], default: "town" }] as const;
    const slots: Record<string, Slot> = {
      a: {
        type: "text",
        default: {
          en: { value: "here", inserts: [{ path: [], template }] },
          de: { value: "hier" },
        },
      },
    };
    const pages = [{ id: "home", paths: [[]], slots: ["a"] }];
    expect(
      decideWith({ slots, pages }, { signals: signals({ "geo.city": "Rome" }) }).slots["a"]
        ?.content,
    ).toBe("in Rome");
    expect(decideWith({ slots, pages }).slots["a"]?.content).toBe("in town");
    expect(decideWith({ slots, pages }, { locale: "de" }).slots["a"]?.content).toBe("hier");
  });

  it("changes neither the rule set nor the context", () => {
    const compiled = artifact({ rules, offers: [offer("o")] });
    const given = context({ signals: signals({ "traits.name": "Ann" }) });
    const before = structuredClone([compiled, given]);
    decide(ruleset(compiled), given, { explain: explainDecision });
    expect([compiled, given]).toEqual(before);
  });

  it("is the same with and without an explanation", () => {
    const over = {
      rules: [experiment("e", [arm("x", { a: "x" }), arm("y", { b: "y" })]), ...rules],
      offers: [offer("o")],
    };
    const { explain, ...explained } = decideWith(over, {}, { explain: explainDecision });
    expect(explain).toBeDefined();
    expect(JSON.stringify(explained)).toBe(JSON.stringify(decideWith(over)));
  });
});

describe("when something breaks", () => {
  it("a rule costs only the slots that it could have filled", () => {
    const nonsense = { op: "signal", path: null } as never;
    const faulty = rule("faulty", [variant("v", { a: "a" }, nonsense)]);
    expect(
      decideWith({ rules: [faulty, rule("r", [variant("v", { a: "a", b: "b" })])] }).slots,
    ).toMatchObject({
      a: { content: "default a", rule: "faulty", reason: "ERROR", errorCode: "GENERAL" },
      b: { content: "b", reason: "TARGETING_MATCH" },
    });
  });

  it("content costs only its slot", () => {
    const bad = { value: "x", inserts: [{ path: [], template: [{ signal: null }] }] } as never;
    const decided = decideWith({
      rules: [rule("r", [{ id: "v", content: { a: { en: bad }, b: { en: { value: "fine" } } } }])],
    });
    expect(decided.slots["a"]).toEqual({
      type: "text",
      content: "default a",
      reason: "ERROR",
      errorCode: "CONTENT",
    });
    expect(decided.slots["b"]).toMatchObject({ content: "fine" });
  });

  it("a default without the site's language still shows something", () => {
    const slots: Record<string, Slot> = {
      a: { type: "text", default: { fr: { value: "bonjour" } } },
    };
    const pages = [{ id: "home", paths: [[]], slots: ["a"] }];
    expect(decideWith({ slots, pages }).slots["a"]).toMatchObject({
      content: "bonjour",
      reason: "ERROR",
    });
  });

  it("the whole of it falls back to defaults", () => {
    const hostile = {
      now: 0,
      page: "home",
      get signals(): never {
        throw new Error("no");
      },
    } as unknown as Context;
    expect(decide(ruleset({ rules }), hostile)).toEqual({
      rules: "r_000000000001",
      page: "home",
      slots: {
        a: { type: "text", content: "default a", reason: "ERROR", errorCode: "GENERAL" },
        b: { type: "text", content: "default b", reason: "ERROR", errorCode: "GENERAL" },
      },
      offers: [],
      offerLimits: {},
      visitor: { segments: [], holdout: false },
      assignments: {},
    });
  });

  it.each([
    null,
    undefined,
    7,
    "x",
    {},
    [],
    { page: 7 },
    { page: "home", history: 7, signals: {} },
    { page: null, slots: "a" },
    {
      get page(): never {
        throw new Error("no");
      },
    },
  ])("it never throws: %#", (given) => {
    expect(
      decide(ruleset({ rules, offers: [offer("o")] }), given as unknown as Context),
    ).toHaveProperty("slots");
  });
});

describe("an explanation", () => {
  const many: Rule[] = [
    rule("off", [variant("v", { a: "x" })], { enabled: false }),
    rule("elsewhere", [variant("v", { a: "x" })], { pages: ["about"] }),
    rule("later", [variant("v", { a: "x" })], { schedule: { from: Infinity } }),
    rule("unmet", [variant("v", { a: "x" })], { when: equals("plan", "pro") }),
    rule("choiceless", [variant("v", { a: "x" }, equals("plan", "pro"))]),
    experiment("tiny", [arm("x", { a: "x" })], { traffic: 0 }),
    rule("fills", [variant("v", { a: "x" })]),
    rule("late", [variant("v", { a: "y" })]),
    experiment("empty-handed", [arm("x", { a: "y" })]),
  ];

  function explain(given: Partial<Context> = {}, over: Parameters<typeof artifact>[0] = {}) {
    return decideWith(
      { rules: many, offers: [offer("o", { when: equals("plan", "pro") })], ...over },
      given,
      { explain: explainDecision },
    ).explain;
  }

  it("has every rule of the rule set in cascade order, with what became of it", () => {
    expect(explain()?.rules.map(({ id, outcome, filled }) => [id, outcome, filled])).toEqual([
      ["off", "disabled", []],
      ["elsewhere", "page", []],
      ["later", "schedule", []],
      ["unmet", "condition", []],
      ["choiceless", "no-variant", []],
      ["tiny", "traffic", []],
      ["fills", "matched", ["a"]],
      ["late", "taken", []],
      ["empty-handed", "taken", []],
    ]);
  });

  it("has the conditions with their values and the first that failed", () => {
    const traces = explain({ signals: { plan: "free" } })?.rules ?? [];
    expect(traces.find(({ id }) => id === "unmet")?.when).toMatchObject({
      value: false,
      actual: "free",
    });
    expect(traces.find(({ id }) => id === "choiceless")?.variants).toMatchObject([
      { id: "v", when: { value: false } },
    ]);
    expect(traces.find(({ id }) => id === "fills")).toMatchObject({
      variant: "v",
      variants: [{ id: "v" }],
      kind: "rule",
      priority: 100,
    });
  });

  it("says not-enrolled where there is no unit to draw for", () => {
    const rules = [experiment("e", [arm("x", { a: "x" })])];
    expect(explain({ visitorId: undefined }, { rules })?.rules[0]).toMatchObject({
      kind: "experiment",
      outcome: "not-enrolled",
    });
  });

  it("says bot and holdout where no rule was asked", () => {
    expect(new Set(explain({ bot: true })?.rules.map(({ outcome }) => outcome))).toEqual(
      new Set(["bot", "page"]),
    );
    const site = {
      id: "site",
      locales: ["en"],
      timeZone: "UTC",
      consent: "granted",
      holdout: 10_000,
    } as const;
    expect(new Set(explain({}, { site })?.rules.map(({ outcome }) => outcome))).toEqual(
      new Set(["holdout", "page"]),
    );
  });

  it("says error for a rule that broke", () => {
    const faulty = rule("faulty", [variant("v", { a: "a" })], {
      schedule: { from: 1, days: 7 as never },
    });
    expect(
      decideWith({ rules: [faulty] }, {}, { explain: explainDecision }).explain?.rules[0],
    ).toMatchObject({
      outcome: "error",
      filled: [],
    });
  });

  it("has the segments and the offers with their conditions", () => {
    const segments = { paying: { when: equals("plan", "pro") } };
    const { segments: traces, offers } = explain({ signals: { plan: "free" } }, { segments }) ?? {};
    expect(traces).toMatchObject({ paying: { value: false, actual: "free" } });
    expect(offers).toMatchObject([
      { id: "o", priority: 50, suppressed: "audience", when: { value: false } },
    ]);
  });
});
