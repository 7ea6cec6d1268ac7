import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createFormTokens } from "../../src/events/form-token.ts";
import { createSeal, makeCookieKey } from "../../src/visitors/seal.ts";
import { NOW } from "../fixtures/app.ts";

const HOUR = 3_600_000;

describe("a form token", () => {
  it("tells how old its page is, for twelve hours", async () => {
    const tokens = createFormTokens(await createSeal(makeCookieKey()));
    const token = await tokens.make("shop", NOW + 400);
    const check = (now: number) => tokens.check(token, { site: "shop", now });
    expect(await check(NOW + 3_500)).toEqual({ kind: "good", ageSeconds: 3.5 });
    expect(await check(NOW + 12 * HOUR)).toMatchObject({ kind: "good" });
    expect(await check(NOW + 12 * HOUR + 1_000)).toEqual({ kind: "bad" });
  });

  it("is one for all pages of a second and a site", async () => {
    const tokens = createFormTokens(await createSeal(makeCookieKey()));
    const token = await tokens.make("shop", NOW);
    expect(await tokens.make("shop", NOW + 999)).toBe(token);
    expect(await tokens.make("shop", NOW + 1_000)).not.toBe(token);
    expect(await tokens.make("other", NOW)).not.toBe(token);
  });

  it("is good for its own site alone, and for none under another key", async () => {
    const key = makeCookieKey();
    const token = await createFormTokens(await createSeal(key)).make("shop", NOW);
    const rotated = createFormTokens(await createSeal(`${makeCookieKey()},${key}`));
    const foreign = createFormTokens(await createSeal(makeCookieKey()));
    expect(await rotated.check(token, { site: "shop", now: NOW })).toMatchObject({ kind: "good" });
    expect(await rotated.check(token, { site: "other", now: NOW })).toEqual({ kind: "bad" });
    expect(await foreign.check(token, { site: "shop", now: NOW })).toEqual({ kind: "bad" });
  });

  it("cannot be changed", async () => {
    const tokens = createFormTokens(await createSeal(makeCookieKey()));
    const token = await tokens.make("shop", NOW);
    await fc.assert(
      fc.asyncProperty(fc.nat(token.length - 1), fc.string({ maxLength: 3 }), async (at, text) => {
        const changed = token.slice(0, at) + text + token.slice(at + 1);
        fc.pre(changed !== token);
        expect(await tokens.check(changed, { site: "shop", now: NOW })).toEqual({ kind: "bad" });
      }),
      { numRuns: 1_000 },
    );
  });
});
