import * as fc from "fast-check";
import { expect, it } from "vitest";
import { filterBits, placeInRange, scatter } from "@facet/engine";

it("a second word is known by a byte that its range has, whatever its size", () => {
  fc.assert(
    fc.property(fc.nat(0x0fffffff), fc.integer({ min: 1, max: 2 ** 28 }), (word, patterns) => {
      const place = placeInRange(scatter(word), patterns);
      expect(place).toBeGreaterThanOrEqual(0);
      expect(place).toBeLessThan(patterns);
    }),
  );
  expect(placeInRange(2 ** 32 - 1, 2 ** 28)).toBe(2 ** 28 - 1);
});

it("a second word is never taken for none", () => {
  const words = Array.from({ length: 10_000 }, (_, word) => filterBits(scatter(word + 1)));
  expect(words.filter((bits) => bits === 0 || bits > 255 || (bits & 1) !== 0)).toEqual([]);
  expect(new Set(words).size).toBe(21);
  expect(placeInRange(scatter(0), 1_000)).toBe(0);
  expect(filterBits(scatter(0))).toBe(1);
});

it("classes are scattered to numbers of their own, and no class to 0", () => {
  const scattered = new Set(Array.from({ length: 100_000 }, (_, word) => scatter(word)));
  expect(scattered.size).toBe(100_000);
  expect(scatter(0)).toBe(0);
});
