import { describe, expect, it } from "vitest";
import { type Condition, type Test, evaluate } from "../../src/condition/index.ts";
import { scopeOf, test } from "./scope.ts";

const U = "unknown";

describe("equality", () => {
  it.each([
    ["a", true],
    ["b", false],
    [1, U],
    [undefined, U],
    [null, U],
    [{ a: 1 }, U],
    [["b", "a"], true],
    [["b"], false],
    [[], false],
    [["b", 1], U],
    [[null], U],
    [[1, "a"], true],
  ] as const)("eq a: %j is %s", (value, result) => {
    expect(test({ is: "eq", value: "a" }, value)).toBe(result);
    const opposite = result === U ? U : !result;
    expect(test({ is: "ne", value: "a" }, value)).toBe(opposite);
    expect(test({ is: "in", values: ["a"] }, value)).toBe(result);
    expect(test({ is: "nin", values: ["a"] }, value)).toBe(opposite);
  });

  it("finds a value among many operands", () => {
    const values = Array.from({ length: 1_000 }, (_, i) => `city-${i}`);
    expect(test({ is: "in", values }, "city-999")).toBe(true);
    expect(test({ is: "in", values }, "city-1000")).toBe(false);
    expect(test({ is: "in", values }, 5)).toBe(U);
  });

  it("an empty in is false and an empty nin and all are true, of absent signals too", () => {
    for (const value of ["a", undefined, ["a"]]) {
      expect(test({ is: "in", values: [] }, value)).toBe(false);
      expect(test({ is: "nin", values: [] }, value)).toBe(true);
      expect(test({ is: "allOf", values: [] }, value)).toBe(true);
    }
  });

  it.each([
    [["b", "a", "c"], true],
    [["a"], false],
    [["a", 1], U],
    ["a", U],
    [undefined, U],
  ] as const)("all of a and b: %j is %s", (value, result) => {
    expect(test({ is: "allOf", values: ["a", "b"] }, value)).toBe(result);
  });
});

describe("order", () => {
  it.each([
    ["gt", 5, false],
    ["gte", 5, true],
    ["lt", 5, false],
    ["lte", 5, true],
    ["gt", 6, true],
    ["lt", 4, true],
  ] as const)("%s 5: %d is %s", (is, value, result) => {
    expect(test({ is, value: 5 }, value)).toBe(result);
  });

  it("compares texts by code units and mixes no types", () => {
    expect(test({ is: "gt", value: "alphabet" }, "always")).toBe(true);
    expect(test({ is: "lt", value: "b" }, "B")).toBe(true);
    expect(test({ is: "gt", value: 5 }, "9")).toBe(U);
    expect(test({ is: "gt", value: "5" }, 9)).toBe(U);
    expect(test({ is: "gt", value: 5 }, [9])).toBe(U);
    expect(test({ is: "gt", value: 0 }, true)).toBe(U);
    expect(test({ is: "gt", value: 5 }, undefined)).toBe(U);
  });

  it("compares instants in whatever form they come", () => {
    const since: Condition = {
      op: "signal",
      path: ["at"],
      instant: true,
      tests: [{ is: "gte", value: Date.UTC(2026, 0, 1) }],
    };
    const when = (at: string | number) => evaluate(since, scopeOf({ signals: { at } }));
    expect(when("2026-01-01")).toBe(true);
    expect(when("2026-01-01T00:00:00+03:00")).toBe(false);
    expect(when(Date.UTC(2026, 0, 1))).toBe(true);
    expect(when("soon")).toBe(U);
  });
});

describe("existence", () => {
  it.each([
    ["a", true],
    [0, true],
    [[], true],
    [null, false],
    [undefined, false],
  ] as const)("%j exists: %s", (value, result) => {
    expect(test({ is: "exists", value: true }, value)).toBe(result);
    expect(test({ is: "exists", value: false }, value)).toBe(!result);
  });
});

describe("text", () => {
  it.each([
    [{ is: "startsWith", value: "ab" }, "abc", true],
    [{ is: "startsWith", value: "b" }, "abc", false],
    [{ is: "endsWith", value: "bc" }, "abc", true],
    [{ is: "contains", value: "b" }, "abc", true],
    [{ is: "contains", value: "B" }, "abc", false],
    [{ is: "icontains", value: "ок" }, "ОКНА", true],
    [{ is: "startsWith", value: "a" }, ["x", "ab"], true],
    [{ is: "startsWith", value: "a" }, ["x"], false],
    [{ is: "startsWith", value: "a" }, ["x", 1], U],
    [{ is: "contains", value: "a" }, ["ab"], false],
    [{ is: "contains", value: "a" }, ["ab", "a"], true],
    [{ is: "icontains", value: "a" }, ["A"], true],
    [{ is: "startsWith", value: "1" }, 1, U],
    [{ is: "contains", value: "a" }, undefined, U],
  ] as const)("%j of %j is %s", (one, value, result) => {
    expect(test(one as Test, value)).toBe(result);
  });

  it.each([
    ["dacha-*", "dacha-", true],
    ["dacha-*", "dacha-1", true],
    ["dacha-*", "my-dacha-1", false],
    ["*-dacha", "my-dacha", true],
    ["a*b*c", "a-b-b-c", true],
    ["a*b*c", "a-c-b", false],
    ["ab*ba", "aba", false],
    ["*", "", true],
    ["a", "ab", false],
    ["a**b", "ab", true],
  ])("the pattern %s covers %s: %s", (pattern, text, result) => {
    expect(test({ is: "glob", globs: [pattern.split("*")] }, text)).toBe(result);
  });
});

describe("lists", () => {
  it("size counts elements and nothing else", () => {
    const two: Test = { is: "size", tests: [{ is: "gte", value: 2 }] };
    expect(test(two, ["a", "b"])).toBe(true);
    expect(test(two, ["a"])).toBe(false);
    expect(test(two, "ab")).toBe(U);
    expect(test(two, undefined)).toBe(U);
  });

  it("elemMatch of scalars wants one element that passes everything", () => {
    const between: Test = {
      is: "elemTests",
      tests: [
        { is: "gt", value: 1 },
        { is: "lt", value: 3 },
      ],
    };
    expect(test(between, [0, 2])).toBe(true);
    expect(test(between, [0, 9])).toBe(false);
    expect(test(between, [0, "2"])).toBe(U);
    expect(test(between, 2)).toBe(U);
    expect(test({ is: "elemTests", tests: [{ is: "exists", value: false }] }, [null])).toBe(true);
  });

  it("elemMatch of objects takes the element as the signals", () => {
    const bike: Test = {
      is: "elemMatch",
      of: { op: "signal", path: ["kind"], tests: [{ is: "eq", value: "bike" }] },
    };
    expect(test(bike, [{ kind: "helmet" }, { kind: "bike" }])).toBe(true);
    expect(test(bike, [{ kind: "helmet" }])).toBe(false);
    expect(test(bike, [{}])).toBe(U);
    expect(test(bike, ["bike"])).toBe(U);
    expect(test(bike, [])).toBe(false);
    expect(test(bike, { kind: "bike" })).toBe(U);
  });
});

describe("age", () => {
  const now = Date.UTC(2026, 10, 22);
  const day = 86_400_000;
  it.each([
    ["olderThan", "2026-11-20", true],
    ["olderThan", "2026-11-21", false],
    ["newerThan", "2026-11-21", false],
    ["newerThan", "2026-11-21T00:00:01Z", true],
    ["newerThan", "2027-01-01", true],
    ["olderThan", now - 2 * day, true],
    ["olderThan", "long ago", U],
    ["newerThan", true, U],
    ["newerThan", undefined, U],
  ] as const)("%s a day: %j is %s", (is, value, result) => {
    expect(test({ is, ms: day }, value, { now, signals: { s: value } })).toBe(result);
  });
});

describe("versions", () => {
  it.each([
    ["semverEq", "1.2.3+5", true],
    ["semverGt", "1.2.3", false],
    ["semverGt", "1.2.4-rc.1", true],
    ["semverGte", "1.2.3", true],
    ["semverLt", "1.2.3-rc.1", true],
    ["semverLte", "1.2.4", false],
    ["semverLte", "newest", U],
    ["semverEq", 1.2, U],
    ["semverEq", undefined, U],
  ] as const)("%s 1.2.3: %j is %s", (is, value, result) => {
    expect(test({ is, value: "1.2.3" }, value)).toBe(result);
  });
});

describe("a signal with several tests", () => {
  const signal: Condition = {
    op: "signal",
    path: ["s"],
    tests: [
      { is: "gte", value: 2 },
      { is: "not", tests: [{ is: "eq", value: 3 }] },
    ],
  };
  it.each([
    [2, true],
    [3, false],
    [1, false],
    ["x", U],
  ] as const)("%j is %s", (s, result) => {
    expect(evaluate(signal, scopeOf({ signals: { s } }))).toBe(result);
  });

  it("counts unknown as true where it says so", () => {
    const lenient: Condition = { ...signal, orUnknown: true };
    expect(evaluate(lenient, scopeOf())).toBe(true);
    expect(evaluate(lenient, scopeOf({ signals: { s: "x" } }))).toBe(true);
    expect(evaluate(lenient, scopeOf({ signals: { s: 3 } }))).toBe(false);
  });
});
