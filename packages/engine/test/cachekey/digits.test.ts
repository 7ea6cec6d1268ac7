import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { readBody, writeBody } from "../../src/cachekey/digits.ts";

describe("the body of a code", () => {
  it.each([
    [[], "0"],
    [[0, 0, 0], "0"],
    [[1, 1], "11"],
    [[34], "y"],
    [[35], "z1z"],
    [[36], "z210"],
    [[0, 0, 5, 0], "005"],
    [[1_000_000, 2], "z4lfls2"],
  ])("of %j is %s", (outcomes, body) => {
    expect(writeBody(outcomes)).toBe(body);
    expect(readBody(body, outcomes.length)).toEqual(outcomes);
  });

  it("comes back as it was", () => {
    const outcomes = fc.array(fc.oneof(fc.integer({ min: 0, max: 40 }), fc.maxSafeNat()), {
      minLength: 1,
      maxLength: 8,
    });
    fc.assert(
      fc.property(outcomes, (numbers) => {
        const body = writeBody(numbers);
        if (body !== undefined) expect(readBody(body, numbers.length)).toEqual(numbers);
      }),
    );
  });

  it("has one spelling", () => {
    fc.assert(
      fc.property(
        fc.stringMatching(/^[0-9a-z]{1,20}$/),
        fc.integer({ min: 1, max: 6 }),
        (body, count) => {
          const read = readBody(body, count);
          if (read) expect(writeBody(read)).toBe(body);
        },
      ),
    );
    for (const body of ["", "00", "10", "z10", "z11", "z", "z2", "z20", "-", "A", "1".repeat(65)]) {
      expect(readBody(body, 2)).toBeUndefined();
    }
  });

  it("is not longer than 64 characters", () => {
    expect(writeBody(Array.from({ length: 64 }, () => 1))).toHaveLength(64);
    expect(writeBody(Array.from({ length: 65 }, () => 1))).toBeUndefined();
  });
});
