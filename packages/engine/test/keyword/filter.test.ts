import * as fc from "fast-check";
import { expect, it } from "vitest";
import { filterBit, filterShift, otherFilterBit, scatter } from "@facet/engine";

it("a filter's bits lie in the byte a pattern that its range has", () => {
  fc.assert(
    fc.property(fc.nat(0x0fffffff), fc.integer({ min: 1, max: 2 ** 24 }), (word, patterns) => {
      const shift = filterShift(patterns);
      for (const bit of [filterBit(scatter(word), shift), otherFilterBit(scatter(word), shift)]) {
        expect(bit).toBeGreaterThanOrEqual(0);
        expect(bit).toBeLessThan(8 * patterns);
      }
    }),
  );
});

it("classes are scattered to numbers of their own, and no class to 0", () => {
  const scattered = new Set(Array.from({ length: 100_000 }, (_, word) => scatter(word)));
  expect(scattered.size).toBe(100_000);
  expect(scatter(0)).toBe(0);
});
