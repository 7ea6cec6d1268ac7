import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { decodeBase64 } from "../../src/keyword/base64.ts";

describe("base64", () => {
  it("gives back what was encoded", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
        const text = Buffer.from(bytes).toString("base64");
        expect(decodeBase64(text)).toEqual(new Uint8Array(bytes));
      }),
    );
  });

  it.each(["A", "AAA", "AA*A", "ÀAAA", "=AAA", "AA=A", "A===", "AAAA=AAA"])(
    "refuses %j",
    (text) => {
      expect(() => decodeBase64(text)).toThrow(RangeError);
    },
  );
});
