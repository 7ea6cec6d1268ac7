import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fromBase64Url, toBase64Url } from "../../src/base64url.ts";
import {
  CookieKeyError,
  createSeal,
  makeCookieKey,
  MAX_BODY_BYTES,
  MAX_SEALED_LENGTH,
  type OpenOptions,
  type Seal,
} from "../../src/visitors/seal.ts";
import { COOKIE_KEY } from "../fixtures/app.ts";

const BODY = JSON.stringify([1, "0199f1a2-7b7c-7000-8000-000000000001"]);
const ISSUED_AT = 1_796_472_000;
const MAX_AGE_SECONDS = 1_000;
const BINDING = { site: "shop", purpose: "visitor" };
const EXPECTED: OpenOptions = { ...BINDING, now: ISSUED_AT, maxAgeSeconds: MAX_AGE_SECONDS };

function sealBody(seal: Seal, body = BODY): Promise<string> {
  return seal.seal(body, { ...BINDING, issuedAt: ISSUED_AT });
}

describe("a sealed text", () => {
  it("opens as it was sealed, with its time", async () => {
    const seal = await createSeal(COOKIE_KEY);
    expect(await seal.open(await sealBody(seal), EXPECTED)).toEqual({
      body: BODY,
      issuedAt: ISSUED_AT,
      isCurrent: true,
    });
  });

  it("keeps any text and any time", async () => {
    const seal = await createSeal(COOKIE_KEY);
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: "binary", maxLength: 300 }),
        fc.nat(2 ** 40),
        async (text, issuedAt) => {
          const body = text.toWellFormed();
          const sealed = await seal.seal(body, { ...BINDING, issuedAt });
          expect(await seal.open(sealed, { ...EXPECTED, now: issuedAt })).toMatchObject({
            body,
            issuedAt,
          });
        },
      ),
      { examples: [["\uFEFFa", ISSUED_AT]] },
    );
  });

  it("is its own when many are sealed at once", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const bodies = Array.from({ length: 300 }, (_, i) => `${i}`.repeat(1 + (i % 50)));
    const sealed = await Promise.all(bodies.map((body) => sealBody(seal, body)));
    const opened = await Promise.all(sealed.map((text) => seal.open(text, EXPECTED)));
    expect(opened.map((each) => each?.body)).toEqual(bodies);
    expect(new Set(sealed.map((text) => text.slice(12, 28))).size).toBe(bodies.length);
  });

  it("never reads the same twice, and is short and safe in a cookie", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const [a, b] = [await sealBody(seal), await sealBody(seal)];
    expect(a).not.toBe(b);
    expect(a).toMatch(/^v1\.[\w-]{8}\.[\w-]+$/u);
    expect(a.length).toBeLessThan(150);
    expect(a).not.toContain("0199f1a2");
  });

  it.each([
    ["another site", { site: "other" }],
    ["another purpose", { purpose: "form" }],
    ["a site and a purpose that only read alike together", { site: "visitor", purpose: "shop" }],
  ])("does not open for %s", async (_, other) => {
    const seal = await createSeal(COOKIE_KEY);
    expect(await seal.open(await sealBody(seal), { ...EXPECTED, ...other })).toBeUndefined();
  });

  it.each([
    ["on its last second", MAX_AGE_SECONDS, true],
    ["a second later", MAX_AGE_SECONDS + 1, false],
    ["a little ahead of the clock", -300, true],
    ["from the future", -301, false],
    ["by a clock that is no number", Number.NaN, false],
  ])("opens %s or not", async (_, age, opens) => {
    const seal = await createSeal(COOKIE_KEY);
    const opened = await seal.open(await sealBody(seal), { ...EXPECTED, now: ISSUED_AT + age });
    expect(opened !== undefined).toBe(opens);
  });

  it("fills a cookie to the last byte and not beyond", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const whole = await sealBody(seal, "x".repeat(MAX_BODY_BYTES));
    expect(whole.length).toBeLessThanOrEqual(MAX_SEALED_LENGTH);
    expect(whole.length).toBeGreaterThan(MAX_SEALED_LENGTH - 4);
    expect(await seal.open(whole, EXPECTED)).toBeDefined();
    await expect(sealBody(seal, "x".repeat(MAX_BODY_BYTES + 1))).rejects.toThrow(RangeError);
    await expect(sealBody(seal, "ы".repeat(MAX_BODY_BYTES / 2 + 1))).rejects.toThrow(RangeError);
  });
});

describe("a text that was tampered with", () => {
  const SEALS = 1_000;
  const FLIPS_EACH = 16;

  it("does not open with any one bit of it changed", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const touched = new Set<number>();
    let bits = 0;
    let control = 0;
    let accepted = 0;
    for (let i = 0; i < SEALS; i += 1) {
      const text = await sealBody(seal, `${BODY}${i % 10}`);
      control += (await seal.open(text, EXPECTED)) === undefined ? 0 : 1;
      const prefix = text.slice(0, text.lastIndexOf(".") + 1);
      const bytes = fromBase64Url(text.slice(prefix.length)) ?? new Uint8Array();
      bits = bytes.length * 8;
      const flipped = Array.from({ length: FLIPS_EACH }, async (_, j) => {
        const bit = (i * FLIPS_EACH + j) % bits;
        touched.add(bit);
        const changed = Uint8Array.from(bytes);
        changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
        return seal.open(prefix + toBase64Url(changed), EXPECTED);
      });
      const opened = await Promise.all(flipped);
      accepted += opened.filter((each) => each !== undefined).length;
    }
    expect(accepted).toBe(0);
    expect(control).toBe(SEALS);
    expect(touched.size).toBe(bits);
  });

  it("does not open with any character of it changed, added, doubled or taken away", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const text = await sealBody(seal);
    const others = ["A", "B", "_", "-", ".", "=", "+", "/", " ", "\0", "ы", "%"];
    for (let i = 0; i <= text.length; i += 1) {
      const [head, tail] = [text.slice(0, i), text.slice(i + 1)];
      const changed = others.flatMap((other) => [
        head + other + tail,
        head + other + text.slice(i),
      ]);
      for (const each of [...changed, head, i < text.length ? head + tail : `${text}=`]) {
        if (each !== text) expect(await seal.open(each, EXPECTED), each).toBeUndefined();
      }
    }
    expect(await seal.open(text + text, EXPECTED)).toBeUndefined();
    expect(await seal.open(text, EXPECTED)).toBeDefined();
  });

  it("is nothing that anybody makes up", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const text = await sealBody(seal);
    const prefix = text.slice(0, text.lastIndexOf(".") + 1);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: "binary", maxLength: 200 }), async (made) => {
        expect(await seal.open(made, EXPECTED)).toBeUndefined();
        expect(await seal.open(prefix + made, EXPECTED)).toBeUndefined();
      }),
      { numRuns: 1_000 },
    );
  });

  it("is not looked at past 3,568 characters", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const text = await sealBody(seal);
    expect(await seal.open(text.padEnd(8_192, "A"), EXPECTED)).toBeUndefined();
  });

  it("does not open with the tail of another one", async () => {
    const seal = await createSeal(COOKIE_KEY);
    const [a, b] = [await sealBody(seal), await sealBody(seal)];
    expect(await seal.open(a.slice(0, 60) + b.slice(60), EXPECTED)).toBeUndefined();
  });
});

describe("cookie keys", () => {
  it("open nothing of each other", async () => {
    const text = await sealBody(await createSeal(COOKIE_KEY));
    const other = await createSeal(makeCookieKey());
    expect(await other.open(text, EXPECTED)).toBeUndefined();
  });

  it("are changed without anybody being forgotten: the first seals, all of them open", async () => {
    const [older, newer] = [makeCookieKey(), makeCookieKey()];
    const before = await sealBody(await createSeal(older));
    const both = await createSeal(`${newer}, ${older}`);
    expect(await both.open(before, EXPECTED)).toMatchObject({ body: BODY, isCurrent: false });
    const after = await sealBody(both);
    expect(await both.open(after, EXPECTED)).toMatchObject({ isCurrent: true });
    expect(await (await createSeal(newer)).open(after, EXPECTED)).toBeDefined();
    expect(await (await createSeal(older)).open(after, EXPECTED)).toBeUndefined();
  });

  it("may be given twice", async () => {
    const seal = await createSeal(`${COOKIE_KEY},${COOKIE_KEY}`);
    expect(await seal.open(await sealBody(seal), EXPECTED)).toMatchObject({ isCurrent: true });
  });

  it.each(["", "short", "A".repeat(44), "!".repeat(43), `${COOKIE_KEY},`])(
    "of %j are refused",
    async (keys) => {
      await expect(createSeal(keys)).rejects.toThrow(CookieKeyError);
    },
  );

  it("are named by their place where one is wrong", async () => {
    await expect(createSeal(`${COOKIE_KEY},short`)).rejects.toThrow("Cookie key 2 is not 32 bytes");
  });

  it("may be base64 as openssl writes it", async () => {
    await expect(createSeal("+/8AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).resolves.toBeDefined();
  });

  it("are made anew each time", async () => {
    expect(makeCookieKey()).not.toBe(makeCookieKey());
    await expect(createSeal(makeCookieKey())).resolves.toBeDefined();
  });
});
