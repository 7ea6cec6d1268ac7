import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decide, explainDecision } from "@facet/engine";
import type { Condition, Segment } from "@facet/engine";
import { visitCandidates } from "../../src/cascade/candidates.ts";
import { gatesOf } from "../../src/load/gate.ts";
import { atLeast, context, equals, rule, ruleset, signals, variant } from "../support.ts";

const SEGMENTS: Readonly<Record<string, Segment>> = {
  russia: { when: equals("geo.country", "RU") },
};

function all(...of: readonly Condition[]): Condition {
  return { op: "all", of };
}

function any(...of: readonly Condition[]): Condition {
  return { op: "any", of };
}

function valuesOf(condition: Condition): unknown {
  return gatesOf(condition, SEGMENTS).map(({ signal, values }) => [signal.path.join("."), values]);
}

describe("gates of a condition", () => {
  it("are the equalities that must hold", () => {
    expect(valuesOf(all(equals("utm.source", "x"), atLeast("visits", 2)))).toEqual([
      ["utm.source", ["x"]],
    ]);
  });

  it("of alternatives are those that each of them has, with all values", () => {
    expect(valuesOf(any(equals("utm.source", "x"), equals("utm.source", "y")))).toEqual([
      ["utm.source", ["x", "y"]],
    ]);
    expect(valuesOf(any(equals("utm.source", "x"), equals("utm.medium", "y")))).toEqual([]);
    expect(valuesOf(any(equals("utm.source", "x"), atLeast("visits", 2)))).toEqual([]);
  });

  it("are found through segments", () => {
    expect(valuesOf({ op: "segment", id: "russia" })).toEqual([["geo.country", ["RU"]]]);
    expect(valuesOf({ op: "segment", id: "nowhere" })).toEqual([]);
  });

  it("are none where what is unknown may match, or where something must not be", () => {
    const open: Condition = {
      op: "signal",
      path: ["plan"],
      tests: [{ is: "eq", value: "pro" }],
      orUnknown: true,
    };
    expect(valuesOf(open)).toEqual([]);
    expect(valuesOf({ op: "orUnknown", of: equals("plan", "pro") })).toEqual([]);
    expect(valuesOf({ op: "not", of: equals("plan", "pro") })).toEqual([]);
  });
});

const value = fc.constantFrom("a", "b", "c", "A", 1, true);
const path = fc.constantFrom("utm.source", "geo.city", "plan", "tags");
const leaf: fc.Arbitrary<Condition> = fc.oneof(
  fc.record({
    op: fc.constant("signal" as const),
    path: path.map((name) => name.split(".")),
    tests: fc.array(
      fc.oneof(
        fc.record({ is: fc.constantFrom("eq" as const, "ne" as const), value }),
        fc.record({ is: fc.constantFrom("in" as const, "nin" as const), values: fc.array(value) }),
      ),
      { minLength: 1, maxLength: 2 },
    ),
    fold: fc.boolean(),
    orUnknown: fc.boolean(),
  }),
  fc.constant<Condition>({ op: "segment", id: "russia" }),
  fc.constant(atLeast("visits", 2)),
);
const { condition } = fc.letrec<{ condition: Condition }>((tie) => ({
  condition: fc.oneof(
    { maxDepth: 3 },
    leaf,
    fc.record({
      op: fc.constantFrom("all" as const, "any" as const),
      of: fc.array(tie("condition"), { maxLength: 3 }),
    }),
    fc.record({ op: fc.constantFrom("not" as const, "orUnknown" as const), of: tie("condition") }),
  ),
}));
const given = fc
  .record(
    {
      "utm.source": fc.oneof(value, fc.array(value)),
      "geo.city": fc.oneof(value, fc.array(value)),
      "geo.country": fc.constantFrom("RU", "KZ"),
      plan: value,
      tags: fc.array(value),
      visits: fc.integer({ min: 1, max: 3 }),
    },
    { requiredKeys: [] },
  )
  .map(signals);

describe("the index of a page's rules", () => {
  it("gives the answer that walking all rules gives", () => {
    const rules = fc.array(fc.tuple(condition, fc.option(condition)), {
      minLength: 12,
      maxLength: 40,
    });
    fc.assert(
      fc.property(rules, fc.array(given, { minLength: 1, maxLength: 5 }), (whens, visitors) => {
        const set = ruleset({
          segments: SEGMENTS,
          rules: whens.map(([ofRule, ofVariant], i) =>
            rule(
              `r${i}`,
              [variant("v", { [i % 2 === 0 ? "a" : "b"]: `${i}` }, ofVariant ?? undefined)],
              { when: ofRule },
            ),
          ),
        });
        for (const each of visitors) {
          const { explain, ...walked } = decide(set, context({ signals: each }), {
            explain: explainDecision,
          });
          expect(explain).toBeDefined();
          expect(decide(set, context({ signals: each }))).toEqual(walked);
        }
      }),
      { numRuns: 300 },
    );
  });

  it("tries only the rules that the visitor's values lead to, whatever their number", () => {
    const rules = Array.from({ length: 2_000 }, (_, i) =>
      rule(`r${i}`, [variant("v", { a: `${i}` })], {
        when: all(equals("geo.country", "RU"), equals("utm.campaign", `c${i >> 2}`)),
      }),
    );
    const plan = ruleset({ rules }).index.plans.get("home");
    const visited: number[] = [];
    const scope = {
      signals: signals({ "geo.country": "RU", "utm.campaign": "c7" }),
      now: 0,
      siteTimeZone: "UTC",
      segment: () => false as const,
    };
    if (plan?.index) visitCandidates(plan.index, scope, (place) => visited.push(place) > 0);
    expect(visited).toEqual([28, 29, 30, 31]);
  });
});
