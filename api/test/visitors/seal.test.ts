import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  COOKIE_MAX_AGE_SECONDS,
  CookieKeyError,
  createSeal,
  makeCookieKey,
} from "../../src/visitors/seal.ts";
import { COOKIE_KEY } from "../fixtures/app.ts";

const visitor = { site: "shop", id: "0199f1a2-7b7c-7000-8000-000000000001", issuedAt: 1_000_000 };
const expected = { site: "shop", now: visitor.issuedAt };

describe("a sealed visitor", () => {
  it("opens as it was sealed", async () => {
    const seal = await createSeal(COOKIE_KEY);
    expect(await seal.open(await seal.seal(visitor), expected)).toEqual(visitor);
  });

  it("never reads the same twice, and is short and safe in a cookie", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const [a, b] = [await seal.seal(visitor), await seal.seal(visitor)];
    expect(a).not.toBe(b);
    expect(a).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/u);
    expect(a.length).toBeLessThan(300);
    expect(a).not.toContain(visitor.id);
  });

  it("is of one site", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const text = await seal.seal(visitor);
    expect(await seal.open(text, { ...expected, site: "other" })).toBeUndefined();
  });

  it("is of one key", async () => {
    const text = await (await createSeal(COOKIE_KEY)).seal(visitor);
    const other = await createSeal(makeCookieKey());
    expect(await other.open(text, expected)).toBeUndefined();
  });

  it.each([
    ["on its last day", COOKIE_MAX_AGE_SECONDS, true],
    ["a second later", COOKIE_MAX_AGE_SECONDS + 1, false],
    ["a little ahead of the clock", -300, true],
    ["from the future", -301, false],
  ])("opens %s or not", async (_, age, opens) => {
    const seal = await createSeal(COOKIE_KEY);
    const opened = await seal.open(await seal.seal(visitor), {
      ...expected,
      now: expected.now + age,
    });
    expect(opened !== undefined).toBe(opens);
  });

  it("opens with no character changed, added or taken away", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const text = await seal.seal(visitor);
    for (let i = 0; i < text.length; i += 1) {
      const changed = `${text.slice(0, i)}${text[i] === "A" ? "B" : "A"}${text.slice(i + 1)}`;
      expect(await seal.open(changed, expected)).toBeUndefined();
      expect(await seal.open(text.slice(0, i), expected)).toBeUndefined();
    }
    expect(await seal.open(`${text}A`, expected)).toBeUndefined();
    expect(await seal.open(`${text}=`, expected)).toBeUndefined();
  });

  it("is nothing that anybody makes up", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const [version, key] = (await seal.seal(visitor)).split(".");
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (text) => {
        expect(await seal.open(text, expected)).toBeUndefined();
        expect(await seal.open(`${version}.${key}.${text}`, expected)).toBeUndefined();
      }),
      { numRuns: 300 },
    );
  });

  it("is not looked at past 3,584 characters", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const text = await seal.seal({ ...visitor, id: "x".repeat(3_000) });
    expect(await seal.open(text, expected)).toBeUndefined();
  });
});

describe("a cookie key", () => {
  it.each(["", "short", "A".repeat(44), "!".repeat(43)])("of %j is refused", async (key) => {
    await expect(createSeal(key)).rejects.toThrow(CookieKeyError);
  });

  it("may be base64 as openssl writes it", async () => {
    await expect(createSeal("+/8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).resolves.toBeDefined();
  });

  it("is made anew each time", async () => {
    expect(makeCookieKey()).not.toBe(makeCookieKey());
    await expect(createSeal(makeCookieKey())).resolves.toBeDefined();
  });
});
