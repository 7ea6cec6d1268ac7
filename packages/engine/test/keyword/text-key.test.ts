import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { canonicalPhrase } from "../../src/keyword/canonical.ts";
import { createKeyCodes, setTextKey } from "../../src/keyword/text-key.ts";

function keyOf(text: string): string {
  const codes = createKeyCodes();
  return setTextKey(codes, text)
    ? String.fromCharCode(...codes.units.subarray(0, codes.length))
    : "";
}

describe("the key of a text", () => {
  it("is its canonical form, however it is made", () => {
    const simple = fc.constantFrom("а", "Ё", "ё", "Й", "Ѐ", "z", "Z", "0", " ", "-", ".");
    const any = fc.oneof(
      { weight: 6, arbitrary: simple },
      fc.string({ unit: "binary", maxLength: 1 }),
      fc.constantFrom("!", "+", '"', "[", "́", "\t", "И̇"),
    );
    fc.assert(
      fc.property(fc.string({ unit: any, maxLength: 25 }), (text) => {
        expect(keyOf(text)).toBe(canonicalPhrase(text));
      }),
      { numRuns: 5_000 },
    );
  });

  it("is none for a text without words, and for one that no phrase can be as long as", () => {
    expect(["", " ", '""', "-окна"].map(keyOf)).toEqual(["", "", "", ""]);
    expect(keyOf("a".repeat(4_097))).toBe("");
    expect(keyOf("a".repeat(4_096))).toHaveLength(4_096);
  });
});
