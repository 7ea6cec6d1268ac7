import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checksumOf } from "../../src/keyword/checksum.ts";

const wordsOf = (text: string): Uint32Array =>
  new Uint32Array(new Uint8Array(Buffer.from(text, "latin1")).buffer);

const MASK = (1n << 32n) - 1n;
const P = [0x9e3779b1n, 0x85ebca77n, 0xc2b2ae3dn, 0x27d4eb2fn, 0x165667b1n] as const;
const rotate = (value: bigint, by: bigint): bigint =>
  ((value << by) | (value >> (32n - by))) & MASK;

/** XXH32 as its specification words it, slowly. */
function xxh32(words: readonly number[]): number {
  let hash: bigint = P[4];
  let at = 0;
  if (words.length >= 4) {
    const sums = [P[0] + P[1], P[1], 0n, -P[0]];
    for (; at + 4 <= words.length; at += 4) {
      for (const [lane, sum] of sums.entries()) {
        const added = (sum + BigInt(words[at + lane]!) * P[1]) & MASK;
        sums[lane] = (rotate(added, 13n) * P[0]) & MASK;
      }
    }
    const turns = [1n, 7n, 12n, 18n];
    hash = sums.reduce((total, sum, lane) => total + rotate(sum & MASK, turns[lane]!), 0n);
  }
  hash = (hash + BigInt(4 * words.length)) & MASK;
  for (; at < words.length; at++) {
    hash = (rotate((hash + BigInt(words[at]!) * P[2]) & MASK, 17n) * P[3]) & MASK;
  }
  hash = ((hash ^ (hash >> 15n)) * P[1]) & MASK;
  hash = ((hash ^ (hash >> 13n)) * P[2]) & MASK;
  return Number(hash ^ (hash >> 16n));
}

describe("a checksum", () => {
  it("is XXH32", () => {
    expect(checksumOf(wordsOf(""))).toBe(0x02cc5d05);
    expect(checksumOf(wordsOf("abcd"))).toBe(0xa3643705);
  });

  it("agrees with the specification on any words", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 0xffffffff }), { maxLength: 40 }), (words) => {
        expect(checksumOf(Uint32Array.from(words))).toBe(xxh32(words));
      }),
    );
  });
});
