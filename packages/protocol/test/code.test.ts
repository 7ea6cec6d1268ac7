import { createHmac } from "node:crypto";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createCodeSigner, parseCode } from "@facet/protocol/code";

const digits = [..."0123456789abcdefghijklmnopqrstuvwxyz"];
const bare = fc
  .tuple(
    fc.string({ unit: fc.constantFrom(...digits), minLength: 5, maxLength: 5 }),
    fc.string({ unit: fc.constantFrom(...digits), minLength: 1, maxLength: 64 }),
  )
  .map(([revision, body]) => `${revision}-${body}`);
const page = fc.string({ minLength: 1, maxLength: 20 });

describe("a signature of a variation code", () => {
  it("is the first 8 characters of base64url(HMAC-SHA-256(secret, page, NUL, code))", async () => {
    const signer = createCodeSigner("secret");
    const property = fc.asyncProperty(page, bare, async (page, code) => {
      const hmac = createHmac("sha256", "secret").update(`${page}\0${code}`).digest("base64url");
      expect(await signer.sign(page, code)).toBe(`${code}.${hmac.slice(0, 8)}`);
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("is taken for its own code, page and secret alone, whichever character is changed", async () => {
    const signer = createCodeSigner("secret");
    const property = fc.asyncProperty(page, bare, fc.nat(), async (page, code, at) => {
      const signed = await signer.sign(page, code);
      expect(await signer.verify(page, signed)).toBe(code);
      expect(await signer.verify(`${page}x`, signed)).toBeUndefined();
      expect(await createCodeSigner("other").verify(page, signed)).toBeUndefined();
      expect(await signer.verify(page, code)).toBeUndefined();
      const place = at % signed.length;
      const changed = signed[place] === "b" ? "c" : "b";
      const forged = signed.slice(0, place) + changed + signed.slice(place + 1);
      expect(await signer.verify(page, forged)).toBeUndefined();
    });
    await fc.assert(property, { numRuns: 300 });
  });

  it("replaces the one that a code has", async () => {
    const signer = createCodeSigner("secret");
    const signed = await signer.sign("okna", "aaaaa-0");
    expect(await signer.sign("okna", "aaaaa-0.AAAAAAAA")).toBe(signed);
  });

  it("stays right after more codes than are remembered", async () => {
    const signer = createCodeSigner("secret");
    const first = await signer.sign("okna", "aaaaa-0");
    for (let i = 0; i < 1_100; i++) await signer.sign("okna", `aaaaa-${i.toString(36)}`);
    expect(await signer.verify("okna", first)).toBe("aaaaa-0");
  });
});

describe("without a secret", () => {
  it("codes stay as they are, and are read with and without a signature", async () => {
    const signer = createCodeSigner(undefined);
    expect(await signer.sign("okna", "aaaaa-0.AAAAAAAA")).toBe("aaaaa-0.AAAAAAAA");
    expect(await signer.verify("okna", "aaaaa-0.AAAAAAAA")).toBe("aaaaa-0");
    expect(await signer.verify("okna", "aaaaa-0")).toBe("aaaaa-0");
    expect(await signer.verify("okna", "AAAAA-0")).toBeUndefined();
  });
});

it("a text that is no code is none, whatever it is", () => {
  for (const text of [
    "",
    "aaaaa",
    "aaaaa-",
    "aaaaa-0.short",
    "aaaaa-0\n",
    "__proto__",
    "AAAAA-0",
  ]) {
    expect(parseCode(text)).toBeUndefined();
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      const parts = parseCode(text);
      if (parts !== undefined) expect(text.startsWith(parts.code)).toBe(true);
    }),
  );
});
