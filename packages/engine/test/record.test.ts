import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { sortedRecord, withEntry } from "@facet/engine";

const anyKey = fc.oneof(fc.string(), fc.constantFrom("__proto__", "constructor", "1", "10", "9"));

describe("a record in order", () => {
  it("is the same bytes in whatever order its entries were set", () => {
    fc.assert(
      fc.property(fc.dictionary(anyKey, fc.integer()), (drawn) => {
        const entries = Object.entries(drawn);
        const set = (from: typeof entries) =>
          from.reduce<Readonly<Record<string, number>>>(
            (record, [key, value]) => withEntry(record, key, value),
            {},
          );
        const record = set(entries);
        expect(JSON.stringify(set(entries.toReversed()))).toBe(JSON.stringify(record));
        expect(JSON.stringify(sortedRecord(entries))).toBe(JSON.stringify(record));
        expect(new Map(Object.entries(record))).toEqual(new Map(entries));
      }),
    );
  });

  it("has the entry that was set last, and leaves the record before it as it was", () => {
    const before = withEntry({}, "a", 1);
    expect(withEntry(before, "a", 2)).toEqual({ a: 2 });
    expect(before).toEqual({ a: 1 });
  });

  it("takes a hostile key for an entry like any other", () => {
    const record = withEntry(withEntry({}, "__proto__", 1), "__proto__", 2);
    expect(Object.entries(record)).toEqual([["__proto__", 2]]);
    expect(Object.getPrototypeOf(record)).toBe(Object.prototype);
  });
});
