import { describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { murmur3 } from "../../src/bucket/murmur3.ts";
import { toUtf8 } from "../../src/bucket/utf8.ts";

/** Published vectors of MurmurHash3_x86_32. */
const VECTORS: readonly (readonly [text: string, seed: number, hash: number])[] = [
  ["", 0, 0],
  ["", 1, 0x514e28b7],
  ["", 0xffffffff, 0x81f16f39],
  ["\0\0\0\0", 0, 0x2362f9de],
  ["aaaa", 0x9747b28c, 0x5a97808a],
  ["aaa", 0x9747b28c, 0x283e0130],
  ["aa", 0x9747b28c, 0x5d211726],
  ["a", 0x9747b28c, 0x7fa09ea6],
  ["abcd", 0x9747b28c, 0xf0478627],
  ["abc", 0x9747b28c, 0xc84a62dd],
  ["ab", 0x9747b28c, 0x74875592],
  ["Hello, world!", 0x9747b28c, 0x24884cba],
  ["ππππππππ", 0x9747b28c, 0xd58063c1],
  ["abc", 0, 0xb3dd93fa],
  ["test", 0, 0xba6bd213],
  ["Hello, world!", 0, 0xc0363e43],
  ["The quick brown fox jumps over the lazy dog", 0, 0x2e4ff723],
  ["The quick brown fox jumps over the lazy dog", 0x9747b28c, 0x2fa826cd],
];

describe("MurmurHash3 x86_32", () => {
  it.each(VECTORS)("gives the published value for %j with seed %i", (text, seed, hash) => {
    expect(murmur3(toUtf8(text), seed)).toBe(hash);
  });

  it("is an unsigned 32-bit integer for any bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), fc.integer(), (bytes, seed) => {
        const hash = murmur3(bytes, seed);
        expect(Number.isInteger(hash) && hash >= 0 && hash < 2 ** 32).toBe(true);
      }),
    );
  });
});

describe("UTF-8", () => {
  it("is what the platform's encoder writes, lone surrogates included", () => {
    const encoder = new TextEncoder();
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: "binary" }),
          fc
            .array(fc.integer({ min: 0, max: 0xffff }))
            .map((units) => String.fromCharCode(...units)),
        ),
        (text) => {
          expect([...toUtf8(text)]).toEqual([...encoder.encode(text)]);
        },
      ),
    );
  });
});
