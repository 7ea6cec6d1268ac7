import { type Json, type Signals, type Truth, evaluateCondition } from "@facet/engine";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NOW, loosely } from "./fixtures.ts";

const NAMES = ["a", "b", "query", "keyword.group", "lastVisit"] as const;
const scalar = fc.constantFrom<Json>("x", "y", 1, 2, true, "2026-01-01");
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 2 }));
const signals = fc.record(
  { a: value, b: value, query: value, lastVisit: value },
  { requiredKeys: [] },
);

/** Operators that ask for a value; `exists` and `orUnknown` ask for its absence as well. */
const operators = fc.oneof(
  scalar,
  fc.array(scalar, { minLength: 1, maxLength: 3 }),
  fc.record({ ne: scalar }),
  fc.record({ nin: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ gte: scalar.filter((each) => typeof each !== "boolean") }),
  fc.record({ contains: fc.constantFrom("x", "1") }),
  fc.record({ matches: fc.constantFrom("^x", "[0-9]") }),
  fc.record({ all: fc.array(scalar, { minLength: 1, maxLength: 2 }) }),
  fc.record({ size: fc.constantFrom<Json>(1, "1..") }),
  fc.record({ elemMatch: fc.record({ ne: scalar }) }),
  fc.record({ olderThan: fc.constant("1d") }),
  fc.record({ not: fc.record({ eq: scalar }) }),
  fc.constantFrom("1..", "..1", ">= 2", "!= 1"),
);

const { condition } = fc.letrec<{ condition: Record<string, unknown> }>((tie) => ({
  condition: fc.oneof(
    { depthSize: "small", withCrossShrink: true },
    fc.tuple(fc.constantFrom(...NAMES), operators).map(([name, tests]) => ({ [name]: tests })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((of) => ({ all: of })),
    fc.array(tie("condition"), { minLength: 1, maxLength: 3 }).map((of) => ({ any: of })),
    tie("condition").map((of) => ({ not: of })),
  ),
}));

function explained(input: unknown, given: Signals) {
  const { condition: compiled, findings } = loosely(input);
  expect(findings).toEqual([]);
  return evaluateCondition(compiled, { signals: given, now: NOW });
}

function valueOf(input: unknown, given: Signals): Truth {
  return explained(input, given).value;
}

describe("laws of three-valued logic", () => {
  it("De Morgan: not all is any not", () => {
    fc.assert(
      fc.property(condition, condition, signals, (p, q, given) => {
        expect(valueOf({ not: { all: [p, q] } }, given)).toBe(
          valueOf({ any: [{ not: p }, { not: q }] }, given),
        );
        expect(valueOf({ not: { any: [p, q] } }, given)).toBe(
          valueOf({ all: [{ not: p }, { not: q }] }, given),
        );
      }),
    );
  });

  it("all and any do not mind order, repetition, nesting or a double not", () => {
    fc.assert(
      fc.property(condition, condition, signals, (p, q, given) => {
        expect(valueOf({ all: [p, q] }, given)).toBe(valueOf({ all: [q, p] }, given));
        expect(valueOf({ any: [p, q] }, given)).toBe(valueOf({ any: [q, p] }, given));
        expect(valueOf({ all: [p, p] }, given)).toBe(valueOf(p, given));
        expect(valueOf({ all: [p, { any: [p, q] }] }, given)).toBe(valueOf(p, given));
        expect(valueOf({ not: { not: p } }, given)).toBe(valueOf(p, given));
      }),
    );
  });

  it("learning a signal never turns a known answer into its opposite", () => {
    fc.assert(
      fc.property(
        condition,
        signals,
        fc.constantFrom("a", "b", "query", "lastVisit"),
        value,
        (p, given, name, learnt) => {
          const { [name]: _, ...before } = given as Record<string, Json>;
          const known = valueOf(p, before);
          if (known !== "unknown") expect(valueOf(p, { ...before, [name]: learnt })).toBe(known);
        },
      ),
      { numRuns: 500 },
    );
  });

  it("what is known of nothing is known of everything", () => {
    fc.assert(
      fc.property(condition, (p) => {
        expect(valueOf(p, {})).toBe("unknown");
      }),
    );
  });
});

describe("explanations", () => {
  it("have the value of the condition, and name a failure exactly where it is not true", () => {
    fc.assert(
      fc.property(condition, signals, (p, given) => {
        const { value: answer, trace } = explained(p, given);
        expect(trace.value).toBe(answer);
        expect(trace.failed === undefined).toBe(answer === true);
      }),
    );
  });
});

describe("anything at all", () => {
  it("is compiled without a throw, and evaluated without one", () => {
    const keys = fc.constantFrom(
      "all",
      "any",
      "not",
      "$or",
      "segment",
      "did",
      "time",
      "a",
      "in",
      "size",
      "elemMatch",
      "matches",
      "days",
      "zone",
      "__proto__",
      "orUnknown",
      "query",
      "olderThan",
    );
    const input = fc.letrec((tie) => ({
      any: fc.oneof(
        { depthSize: "medium" },
        fc.constantFrom<unknown>(
          null,
          true,
          0,
          -1.5,
          1e300,
          "",
          "2..",
          "> 5",
          "a*",
          "(",
          "mon",
          "09:00",
          "visitor",
        ),
        fc.string(),
        fc.array(tie("any"), { maxLength: 3 }),
        fc.dictionary(keys, tie("any"), { maxKeys: 3 }),
      ),
    })).any;
    fc.assert(
      fc.property(
        input,
        fc.boolean(),
        fc.dictionary(fc.string(), fc.jsonValue()),
        (each, strict, given) => {
          const { condition: compiled } = loosely(each, { strict, segments: new Set(["a"]) });
          const stored = JSON.parse(JSON.stringify(compiled));
          const { value: answer } = evaluateCondition(stored, {
            signals: given as Signals,
            now: NOW,
          });
          expect([true, false, "unknown"]).toContain(answer);
        },
      ),
      { numRuns: 1_000 },
    );
  });
});
