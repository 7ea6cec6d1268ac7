import { describe, expect, it } from "vitest";
import { type Test, evaluate } from "../../src/condition/index.ts";
import type { Signals } from "../../src/context.ts";
import { scopeOf } from "./scope.ts";

function folded(path: string, one: Test, signals: Signals) {
  return evaluate(
    { op: "signal", path: path.split("."), tests: [one], fold: true },
    scopeOf({ signals }),
  );
}

describe("folded signals", () => {
  it("match by any of a city's names", () => {
    const geo = { city: ["Санкт-Петербург", "Saint Petersburg"] };
    expect(folded("geo.city", { is: "eq", value: "saint petersburg" }, { geo })).toBe(true);
    expect(folded("geo.city", { is: "contains", value: "петер" }, { geo })).toBe(true);
    expect(folded("geo.city", { is: "eq", value: "москва" }, { geo })).toBe(false);
    expect(folded("geo.city", { is: "ne", value: "москва" }, { geo })).toBe(true);
  });

  it("stay unknown where they are absent or no text", () => {
    expect(folded("geo.city", { is: "eq", value: "москва" }, {})).toBe("unknown");
    expect(folded("geo.city", { is: "eq", value: "москва" }, { geo: { city: 5 } })).toBe("unknown");
  });
});

describe("keyword signals", () => {
  const positive: readonly Test[] = [
    { is: "eq", value: "a" },
    { is: "in", values: ["a"] },
    { is: "glob", globs: [["a", ""]] },
    { is: "startsWith", value: "a" },
    { is: "gt", value: "a" },
    { is: "allOf", values: ["a"] },
    { is: "size", tests: [{ is: "eq", value: 0 }] },
    { is: "semverEq", value: "1" },
    { is: "exists", value: true },
  ];

  it.each(positive)("$is is false where the phrase is in no list", (one) => {
    expect(folded("keyword.group", one, { keyword: {} })).toBe(false);
    expect(folded("keyword.group", one, { keyword: { list: "okna" } })).toBe(false);
    expect(folded("keyword.group", { is: "not", tests: [one] }, { keyword: {} })).toBe(true);
  });

  it("ne, nin and absence are true where the phrase is in no list", () => {
    expect(folded("keyword.group", { is: "ne", value: "a" }, { keyword: {} })).toBe(true);
    expect(folded("keyword.group", { is: "nin", values: ["a"] }, { keyword: {} })).toBe(true);
    expect(folded("keyword.group", { is: "exists", value: false }, { keyword: {} })).toBe(true);
  });

  it("are unknown without a phrase", () => {
    expect(folded("keyword.group", { is: "eq", value: "a" }, {})).toBe("unknown");
    expect(folded("keyword.group", { is: "ne", value: "a" }, {})).toBe("unknown");
    expect(folded("keyword.group", { is: "exists", value: true }, {})).toBe(false);
  });

  it("compare folded where there is one", () => {
    const signals = { keyword: { group: "Дёшево" } };
    expect(folded("keyword.group", { is: "eq", value: "дешево" }, signals)).toBe(true);
  });
});
