import { describe, expect, it } from "vitest";
import { type Truth, evaluate } from "../../src/condition/index.ts";
import { both, either, negate } from "../../src/condition/truth.ts";
import { constant, scopeOf } from "./scope.ts";

const U = "unknown";
const AND: readonly (readonly [Truth, Truth, Truth])[] = [
  [true, true, true],
  [true, U, U],
  [true, false, false],
  [U, U, U],
  [U, false, false],
  [false, false, false],
];
const OR: readonly (readonly [Truth, Truth, Truth])[] = [
  [true, true, true],
  [true, U, true],
  [true, false, true],
  [U, U, U],
  [U, false, U],
  [false, false, false],
];

function mirrored(table: typeof AND) {
  return [...table, ...table.map(([a, b, result]) => [b, a, result] as const)];
}

describe("three-valued logic", () => {
  it.each(mirrored(AND))("%s and %s is %s", (a, b, result) => {
    expect(both(a, b)).toBe(result);
    expect(evaluate({ op: "all", of: [constant(a), constant(b)] }, scopeOf())).toBe(result);
  });

  it.each(mirrored(OR))("%s or %s is %s", (a, b, result) => {
    expect(either(a, b)).toBe(result);
    expect(evaluate({ op: "any", of: [constant(a), constant(b)] }, scopeOf())).toBe(result);
  });

  it.each([
    [true, false],
    [false, true],
    [U, U],
  ] as const)("not %s is %s", (a, result) => {
    expect(negate(a)).toBe(result);
    expect(evaluate({ op: "not", of: constant(a) }, scopeOf())).toBe(result);
  });

  it.each([
    [true, true],
    [false, false],
    [U, true],
  ] as const)("%s with orUnknown is %s", (a, result) => {
    expect(evaluate({ op: "orUnknown", of: constant(a) }, scopeOf())).toBe(result);
  });

  it("an empty all is true, an empty any is false", () => {
    expect(evaluate({ op: "all", of: [] }, scopeOf())).toBe(true);
    expect(evaluate({ op: "any", of: [] }, scopeOf())).toBe(false);
  });

  it("stops at the first part that decides", () => {
    const asked: string[] = [];
    const scope = scopeOf({
      segment(id) {
        asked.push(id);
        return id === "yes";
      },
    });
    evaluate(
      {
        op: "any",
        of: [
          { op: "segment", id: "yes" },
          { op: "segment", id: "late" },
        ],
      },
      scope,
    );
    evaluate(
      {
        op: "all",
        of: [
          { op: "segment", id: "no" },
          { op: "segment", id: "late" },
        ],
      },
      scope,
    );
    expect(asked).toEqual(["yes", "no"]);
  });
});
