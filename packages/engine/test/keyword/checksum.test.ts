import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksumOf } from "../../src/keyword/checksum.ts";

const word = fc.integer({ min: 0, max: 0xffffffff });
const words = fc.array(word, { minLength: 1, maxLength: 40 });

const of = (all: readonly number[]): number => checksumOf(Uint32Array.from(all));

describe("a checksum", () => {
  it("stays what it was, for buffers that are kept", () => {
    const all = Array.from({ length: 11 }, (_, n) => Math.imul(n + 1, 0x01010101));
    expect([of([]), of([1]), of(all)]).toEqual([0, 494_643_934, 1_169_397_973]);
  });

  it("changes with any one word", () => {
    fc.assert(
      fc.property(words, fc.nat(), word, (all, place, other) => {
        const at = place % all.length;
        fc.pre(all[at] !== other);
        expect(of(all.with(at, other))).not.toBe(of(all));
      }),
    );
  });

  it("changes where two words change places", () => {
    fc.assert(
      fc.property(words, fc.nat(), fc.nat(), (all, first, second) => {
        const [a, b] = [first % all.length, second % all.length];
        fc.pre(all[a] !== all[b]);
        expect(of(all.with(a, all[b]!).with(b, all[a]!))).not.toBe(of(all));
      }),
    );
  });

  it("changes where the same bit of several words does", () => {
    const zeros = Array.from({ length: 16 }, () => 0);
    const flipped = [0, 4, 8, 12].reduce((all, at) => all.with(at, 0x80000000), zeros);
    expect(of(flipped)).not.toBe(of(zeros));
  });

  it("changes where words of nothing are added or cut", () => {
    const sums = Array.from({ length: 20 }, (_, length) => of(Array.from({ length }, () => 0)));
    expect(new Set(sums).size).toBe(sums.length);
  });
});
