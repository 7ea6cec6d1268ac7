import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { MAX_UNIT_BYTES, readText, writeText } from "@facet/engine/keywords";

/** Writes texts one behind the other, as they are kept. */
function write(...texts: readonly string[]): {
  readonly bytes: Uint8Array;
  readonly ends: number[];
} {
  const bytes = new Uint8Array(MAX_UNIT_BYTES * texts.join("").length);
  let at = 0;
  const ends = texts.map((text) => (at = writeText(text, bytes, at)));
  return { bytes, ends };
}

describe("a text that is kept as bytes", () => {
  it("takes a byte for each letter of Russian and English", () => {
    expect(write("Пластиковые окна REHAU 1.5 м, ёлка, їжа").ends).toEqual([39]);
  });

  it("takes three for what is neither", () => {
    expect(write("«é»").ends).toEqual([9]);
  });

  it("is read as it was written, whatever it has", () => {
    const text = fc.oneof(
      fc.string(),
      fc.string({ unit: "binary" }),
      fc.string({
        unit: fc.constantFrom(
          "а",
          "я",
          "ё",
          " ",
          "\0",
          "\x7f",
          "\x80",
          "Ͽ",
          "ѿ",
          "Ҁ",
          "\ud800",
          "😀",
        ),
      }),
    );
    fc.assert(
      fc.property(fc.array(text), (texts) => {
        const { bytes, ends } = write(...texts);
        const read = ends.map((end, each) => readText(bytes, ends[each - 1] ?? 0, end));
        expect(read).toEqual(texts);
      }),
    );
  });
});
