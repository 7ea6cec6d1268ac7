import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { crc32 } from "../../src/access/crc32.ts";
import {
  equalHashes,
  hashKey,
  keyIdOf,
  kindOfKey,
  makeKey,
  redactKeys,
} from "../../src/access/key-text.ts";

const DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

describe("a key", () => {
  it("says by its beginning what it is, and is random for the rest", () => {
    const keys = Array.from({ length: 500 }, () => makeKey("secret"));
    expect(new Set(keys).size).toBe(500);
    for (const key of keys) expect(key).toMatch(/^sk_[0-9A-Za-z]{36}$/u);
    expect(makeKey("publishable")).toMatch(/^pk_/u);
    const used = new Set(keys.join("").replaceAll("sk_", ""));
    expect(used.size).toBe(DIGITS.length);
  });

  it("is known by its checksum", () => {
    expect(kindOfKey(makeKey("secret"))).toBe("secret");
    expect(kindOfKey(makeKey("publishable"))).toBe("publishable");
    expect(crc32("123456789")).toBe(0xcbf43926);
  });

  it("is no key any more with any one character changed, cut or added", () => {
    fc.assert(
      fc.property(
        fc.constantFrom("secret", "publishable"),
        fc.nat(38),
        fc.constantFrom(...DIGITS, "_", "-", " ", "é"),
        (kind, at, character) => {
          const key = makeKey(kind);
          fc.pre(key[at] !== character);
          expect(kindOfKey(key.slice(0, at) + character + key.slice(at + 1))).toBeUndefined();
          expect(kindOfKey(key.slice(0, at) + key.slice(at + 1))).toBeUndefined();
          expect(kindOfKey(key.slice(0, at) + character + key.slice(at))).toBeUndefined();
        },
      ),
      { numRuns: 2_000 },
    );
  });

  it("never throws on other texts", () => {
    fc.assert(fc.property(fc.string({ unit: "binary" }), (text) => kindOfKey(text) === undefined));
  });
});

describe("what is kept of a key", () => {
  it("is its SHA-256, and an id that begins it", async () => {
    const hash = await hashKey("abc");
    expect(hash).toBe("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    expect(keyIdOf(hash)).toBe("key_ba7816bf8f01");
  });

  it("is equal to itself only", () => {
    fc.assert(fc.property(fc.string(), fc.string(), (a, b) => equalHashes(a, b) === (a === b)));
    expect(equalHashes("ab", "")).toBe(false);
  });
});

describe("texts for logs and errors", () => {
  it("have keys reduced to their kind, wherever they stand", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        fc.pre(!/[0-9A-Za-z]$/u.test(before) && !/^[0-9A-Za-z]/u.test(after));
        const key = makeKey("secret");
        const text = redactKeys(`${before}${key}${after}`);
        expect(text).toContain("sk_…");
        expect(text).not.toContain(key.slice(3, 20));
      }),
    );
  });

  it("keep words that only begin like one", () => {
    expect(redactKeys("risk_assessment pk_summer sk_")).toBe("risk_assessment pk_summer sk_");
  });
});
