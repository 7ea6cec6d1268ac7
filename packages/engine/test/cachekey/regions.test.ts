import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import type { Json, SignalTest, Test } from "@facet/engine";
import { cutAt } from "../../src/cachekey/regions.ts";
import { evaluate } from "../../src/condition/index.ts";

const numbers = fc.constantFrom(-1, 0, -0, 1, 1.5, 2, 3, Infinity);
const scalars = fc.oneof(numbers, fc.constantFrom("", "a", "b", "1"), fc.boolean());

const plain: fc.Arbitrary<Test> = fc.oneof(
  fc.record({ is: fc.constantFrom("eq" as const, "ne" as const), value: scalars }),
  fc.record({
    is: fc.constantFrom("in" as const, "nin" as const, "allOf" as const),
    values: fc.array(scalars, { maxLength: 3 }),
  }),
  fc.record({
    is: fc.constantFrom("gt" as const, "gte" as const, "lt" as const, "lte" as const),
    value: numbers,
  }),
  fc.record({ is: fc.constant("exists" as const), value: fc.boolean() }),
);
const tests = fc.array(
  fc.oneof(plain, fc.record({ is: fc.constant("not" as const), tests: fc.array(plain) })),
  { minLength: 1, maxLength: 3 },
);
const values: fc.Arbitrary<Json | undefined> = fc.oneof(
  scalars,
  fc.constantFrom("c", "d", 7, 2.5, null, undefined, { a: 1 }),
  fc.array(fc.oneof(scalars, fc.constantFrom("c", "d", 7)), { maxLength: 3 }),
);

function signal(of: readonly Test[]): SignalTest {
  return { op: "signal", path: ["x"], tests: of };
}

function truth(test: SignalTest, x: Json | undefined) {
  const scope = { signals: x === undefined ? {} : { x }, now: 0, siteTimeZone: "UTC" };
  return evaluate(test, { ...scope, segment: () => "unknown" });
}

describe("the regions of a signal's values", () => {
  it("hold values that no test of the signal tells apart", () => {
    let together = 0;
    fc.assert(
      fc.property(fc.array(tests, { minLength: 1, maxLength: 3 }), values, values, (all, a, b) => {
        const leaves = all.map(signal);
        const toRegion = cutAt(leaves);
        expect(toRegion).toBeDefined();
        const absent = (value: Json | undefined) => value ?? undefined;
        if (toRegion?.(absent(a)) !== toRegion?.(absent(b))) return;
        together++;
        for (const leaf of leaves) expect(truth(leaf, a)).toBe(truth(leaf, b));
      }),
      { numRuns: 20_000 },
    );
    expect(together).toBeGreaterThan(1_000);
  });

  it("are not for tests of parts of a text", () => {
    expect(cutAt([signal([{ is: "contains", value: "a" }])])).toBeUndefined();
    expect(cutAt([signal([{ is: "gt", value: "a" }])])).toBeUndefined();
  });
});
