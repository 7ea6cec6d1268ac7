import { describe, expect, it } from "vitest";
import { lookup } from "../../src/condition/index.ts";
import type { Signals } from "../../src/context.ts";

describe("finding a signal", () => {
  it("walks into objects", () => {
    expect(lookup({ utm: { source: "yandex" } }, ["utm", "source"])).toBe("yandex");
    expect(lookup({ utm: "yandex" }, ["utm", "source"])).toBeUndefined();
    expect(lookup({ utm: { source: { deep: 1 } } }, ["utm", "source"])).toEqual({ deep: 1 });
  });

  it("takes null, undefined and NaN as absent", () => {
    expect(lookup({ a: null }, ["a"])).toBeUndefined();
    expect(lookup({ a: undefined }, ["a"])).toBeUndefined();
    expect(lookup({ a: Number.NaN }, ["a"])).toBeUndefined();
    expect(lookup({ a: 0, b: "", c: false }, ["a"])).toBe(0);
  });

  it.each(["__proto__", "constructor", "toString", "hasOwnProperty"])(
    "does not find the inherited %s",
    (name) => {
      expect(lookup({}, [name])).toBeUndefined();
      expect(lookup({ a: {} }, ["a", name])).toBeUndefined();
      expect(lookup({ a: "text" }, ["a", name])).toBeUndefined();
      expect(lookup({ a: [] }, ["a", name])).toEqual([]);
    },
  );

  it("finds own properties of such names", () => {
    const signals = JSON.parse('{"__proto__":{"constructor":1}}') as Signals;
    expect(lookup(signals, ["__proto__", "constructor"])).toBe(1);
  });

  it("takes a dotted key at the root where the tree has nothing", () => {
    expect(lookup({ "father.age": 70 }, ["father", "age"])).toBe(70);
    expect(lookup({ "father.age": 70, father: { age: 71 } }, ["father", "age"])).toBe(71);
    expect(lookup({ "father.age": 70, father: {} }, ["father", "age"])).toBe(70);
  });

  it("collects what the objects of a list hold", () => {
    const signals: Signals = {
      items: [{ kind: "bike" }, { kind: ["a", "b"] }, { price: 1 }, 7, null],
    };
    expect(lookup(signals, ["items", "kind"])).toEqual(["bike", "a", "b"]);
  });

  it("tells a list without the field from an empty list", () => {
    expect(lookup({ items: [{ price: 1 }] }, ["items", "kind"])).toBeUndefined();
    expect(lookup({ items: [] }, ["items", "kind"])).toEqual([]);
  });

  it("collects from lists of hundreds of thousands", () => {
    const kind = Array.from({ length: 300_000 }, () => "bike");
    expect(lookup({ items: [{ kind }] }, ["items", "kind"])).toHaveLength(300_000);
  });
});
