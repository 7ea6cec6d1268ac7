import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { cookiePair, testApp } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import { createWatchedStore, visitorsIn } from "../fixtures/watched-store.ts";

const PAGE = "https://shop.example/okna";
const FORGET = "__Host-fct_v=; Path=/; Max-Age=0; HttpOnly; Secure; SameSite=Lax";

const wait = globalThis.setTimeout;

async function knownVisitor(parts: Parameters<typeof shop>[0] = {}) {
  const store = createWatchedStore();
  const app = await testApp({ store, rules: shop(parts) });
  const settle = () => new Promise((resolve) => wait(resolve, 20));
  const consent = { storage: true };
  const first = await app.decide({ url: PAGE, consent });
  const pair = cookiePair(first.cookies?.[0]);
  await app.decide({ url: PAGE, consent }, { Cookie: pair });
  await settle();
  return { ...app, store, settle, id: first.visitor.id, pair };
}

describe.each<[string, object, string]>([
  ["the request", { consent: { storage: false } }, ""],
  ["the cookie fct_c", {}, "; fct_c=none"],
  ["Sec-GPC", { headers: { "Sec-GPC": "1" } }, ""],
])("consent taken back by %s", (_, refusal, cookie) => {
  // No time goes by for the service: on a busy machine the budget of a decision would be spent before the
  // store has forgotten the visitor, who would be forgotten with the next one.
  beforeEach(() => void vi.useFakeTimers({ toFake: ["performance", "setTimeout"] }));
  afterEach(() => void vi.useRealTimers());

  it("deletes the cookie and erases the visitor, once", async () => {
    const { decide, store, settle, id, pair } = await knownVisitor();
    expect(await visitorsIn(store)).toEqual([id]);
    const headers = { Cookie: pair + cookie };
    const first = await decide({ url: PAGE, ...refusal }, headers);
    expect(first.cookies).toEqual([FORGET]);
    expect(first.visitor).toEqual({ segments: [], holdout: false });
    const again = await decide({ url: PAGE, ...refusal }, headers);
    expect(again.cookies).toEqual([FORGET]);
    await settle();
    expect(store.erased).toEqual([id]);
    expect(await visitorsIn(store)).toEqual([]);
  });

  it("erases nobody in a peek", async () => {
    const { decide, store, pair } = await knownVisitor();
    const peek = await decide({ url: PAGE, ...refusal, peek: true }, { Cookie: pair + cookie });
    expect(peek.cookies).toEqual([]);
    expect(store.erased).toEqual([]);
  });
});

describe("consent taken back", () => {
  it("keeps the cookie until the store has forgotten the visitor", async () => {
    const { decide, store, id, pair } = await knownVisitor();
    const refusal = { url: PAGE, consent: { storage: false } };
    store.fault = new Error("down");
    expect((await decide(refusal, { Cookie: pair })).cookies).toEqual([]);
    store.fault = undefined;
    expect((await decide(refusal, { Cookie: pair })).cookies).toEqual([FORGET]);
    expect(store.erased).toEqual([id]);
  });

  it("does not bring back whom a waiting first view is about", async () => {
    const store = createWatchedStore();
    const { decide, request } = await testApp({ store });
    const { visitor, cookies } = await decide({ url: PAGE });
    const pair = cookiePair(cookies?.[0]);
    await decide({ url: PAGE, consent: { storage: false } }, { Cookie: pair });
    expect((await request(`/v1/visitors/${visitor.id}`)).status).toBe(404);
    expect(await visitorsIn(store)).toEqual([]);
  });

  it("makes somebody new of a visitor who agrees again", async () => {
    const { decide, id, pair } = await knownVisitor();
    await decide({ url: PAGE, consent: { storage: false } }, { Cookie: pair });
    const again = await decide({ url: PAGE }, { Cookie: pair });
    expect(again.visitor.id).not.toBe(id);
    expect(again.visitor).toMatchObject({ visits: 1 });
  });

  it("is not what a site's default says", async () => {
    const { site } = shop().artifact;
    const { decide, store, pair, id } = await knownVisitor({
      site: { ...site, consent: "denied" },
    });
    const unspoken = await decide({ url: PAGE }, { Cookie: pair });
    expect(unspoken.cookies).toEqual([]);
    expect(unspoken.visitor.id).toBeUndefined();
    expect(store.erased).toEqual([]);
    expect(await visitorsIn(store)).toEqual([id]);
  });

  it("with a cookie that is not ours erases nobody and sets nothing", async () => {
    const { decide, store } = await knownVisitor();
    const Cookie = "__Host-fct_v=v1.AAAAAAAA.forged";
    const { cookies } = await decide({ url: PAGE, consent: { storage: false } }, { Cookie });
    expect(cookies).toEqual([]);
    expect(store.erased).toEqual([]);
  });
});
