import { beforeEach, describe, expect, it } from "vitest";
import { cookiePair, MINUTE, NOW, testApp } from "../fixtures/app.ts";
import { shop, signal } from "../fixtures/ruleset.ts";
import { createWatchedStore, visitorsIn } from "../fixtures/watched-store.ts";

const PAGE = "https://shop.example/okna";
const { site } = shop().artifact;

function stateOf(cookies: readonly string[] | undefined): string {
  const pair = cookiePair(cookies?.[0]);
  return pair.slice(pair.indexOf("=") + 1);
}

async function siteWith(state: "cookie" | "both", parts: Parameters<typeof shop>[0] = {}) {
  const store = createWatchedStore();
  const app = await testApp({ store, rules: shop({ ...parts, site: { ...site, state } }) });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  return { ...app, store, settle };
}

type Shop = Awaited<ReturnType<typeof siteWith>>;

describe("a site with `state: cookie`", () => {
  let app: Shop;
  beforeEach(async () => {
    app = await siteWith("cookie");
  });

  it("decides by the cookie alone: the store is neither read nor written", async () => {
    const { decide, store, settle, clock } = app;
    let decision = await decide({ url: PAGE });
    for (const visits of [1, 2, 3]) {
      expect(decision.visitor).toMatchObject({ visits, returning: visits > 1, score: visits });
      clock.now += 31 * MINUTE;
      decision = await decide({ url: PAGE, state: stateOf(decision.cookies) });
    }
    expect(decision.slots["hero.headline"]?.content).toBe("Welcome back");
    expect(decision.degraded).toEqual([]);
    await settle();
    expect(store.reads).toEqual([]);
    expect(store.appended).toEqual([]);
    expect(await visitorsIn(store)).toEqual([]);
  });

  it("decides the same when the store is away", async () => {
    const { decide, store } = app;
    store.fault = new Error("down");
    const first = await decide({ url: PAGE });
    const second = await decide({ url: PAGE, state: stateOf(first.cookies) });
    expect(second.degraded).toEqual([]);
    expect(second.visitor).toMatchObject({ id: first.visitor.id, visits: 1 });
  });

  it("gives a short cookie with the first page and with every one that changes something", async () => {
    const { decide, clock } = app;
    let state = stateOf((await decide({ url: PAGE })).cookies);
    const cookiesOf = async (url: string) => {
      const { cookies = [] } = await decide({ url, state });
      if (cookies.length > 0) state = stateOf(cookies);
      expect(state.length).toBeLessThan(600);
      return cookies.length;
    };
    expect(await cookiesOf(PAGE)).toBe(0);
    expect(await cookiesOf("https://shop.example/okna/prices")).toBe(1);
    expect(await cookiesOf(`${PAGE}?utm_source=yandex`)).toBe(1);
    clock.now += MINUTE - 1;
    expect(await cookiesOf(PAGE)).toBe(0);
    clock.now += 1;
    expect(await cookiesOf(PAGE)).toBe(1);
  });

  it("gives a cookie with every page where rules ask how many there were, or count them", async () => {
    const segments = { third: { when: signal("pageviews", { is: "gte", value: 3 }) } };
    const counting = await siteWith("cookie", { segments });
    let decision = await counting.decide({ url: PAGE });
    for (const _ of [2, 3]) {
      decision = await counting.decide({ url: PAGE, state: stateOf(decision.cookies) });
    }
    expect(decision.visitor.segments).toEqual(["third"]);
    const scoring = {
      ...shop().artifact.scoring,
      points: [{ id: "prices", event: "Pricing Viewed", points: 5 }],
    };
    const scored = await siteWith("cookie", { scoring });
    const prices = "https://shop.example/okna/prices";
    const first = await scored.decide({ url: prices });
    const second = await scored.decide({ url: prices, state: stateOf(first.cookies) });
    const third = await scored.decide({ url: PAGE, state: stateOf(second.cookies) });
    expect(third.visitor.score).toBe(10);
  });

  it("lets the last of parallel answers win", async () => {
    const { decide, clock } = app;
    const first = await decide({ url: PAGE });
    clock.now += 31 * MINUTE;
    const state = stateOf(first.cookies);
    const [, last] = await Promise.all([
      decide({ url: PAGE, state }),
      decide({ url: PAGE, state }),
    ]);
    clock.now += 31 * MINUTE;
    const next = await decide({ url: PAGE, state: stateOf(last?.cookies) });
    expect(next.visitor).toMatchObject({ id: first.visitor.id, visits: 3 });
  });

  it("keeps an arm when the weights change", async () => {
    const { decide } = app;
    const first = await decide({ url: PAGE });
    const { arm } = first.slots["hero.cta"] ?? {};
    const again = await decide({ url: PAGE, state: stateOf(first.cookies) });
    expect(arm).toBeDefined();
    expect(again.slots["hero.cta"]?.arm).toBe(arm);
  });

  it("takes events into the cookie of the answer, and into the log", async () => {
    const { decide, post, store, settle } = app;
    const first = await decide({ url: "http://localhost/okna" });
    const pair = cookiePair(first.cookies?.[0]);
    const tracked = await post("/v1/track", { event: "Guide Downloaded" }, { Cookie: pair });
    expect(tracked.status).toBe(200);
    const cookie = tracked.headers.get("set-cookie");
    const again = await decide({ url: "http://localhost/okna" }, { Cookie: cookiePair(cookie) });
    expect(again.visitor).toMatchObject({ id: first.visitor.id, score: 11 });
    await settle();
    expect(store.appended.map(({ fact }) => fact.type)).toEqual(["event"]);
    expect(await visitorsIn(store)).toEqual([]);
  });

  it("counts a duplicate event in the cookie no second time", async () => {
    const { decide, post } = app;
    const first = await decide({ url: "http://localhost/okna" });
    const event = { event: "Guide Downloaded", messageId: "m-1" };
    const send = async (pair: string) =>
      (await post("/v1/track", event, { Cookie: pair })).headers.get("set-cookie");
    const once = await send(cookiePair(first.cookies?.[0]));
    const twice = await send(cookiePair(once));
    const pair = cookiePair(twice ?? once);
    const again = await decide({ url: "http://localhost/okna" }, { Cookie: pair });
    expect(again.visitor.score).toBe(11);
  });

  it("answers visitor routes with 404 and says why", async () => {
    const { decide, request } = app;
    const { visitor } = await decide({ url: PAGE });
    const response = await request(`/v1/visitors/${visitor.id}`);
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining("state: cookie"),
    });
  });

  it("knows whom a server names only by their cookie", async () => {
    const { decide, store, settle } = app;
    const first = await decide({ url: PAGE, visitorId: "v1" });
    expect(first.cookies).toHaveLength(1);
    const state = stateOf(first.cookies);
    expect((await decide({ url: PAGE, visitorId: "v1", state })).visitor).toMatchObject({
      id: "v1",
      visits: 1,
    });
    await settle();
    expect(store.reads).toEqual([]);
  });

  it("tells in /metrics what did not fit", async () => {
    const rules = {
      segments: { city: { when: signal("traits.note", { is: "exists", value: true }) } },
    };
    const { post, request, decide } = await siteWith("cookie", rules);
    const first = await decide({ url: "http://localhost/okna" });
    const traits = { note: "ы".repeat(4_000) };
    const identified = await post(
      "/v1/identify",
      { traits },
      { Cookie: cookiePair(first.cookies?.[0]) },
    );
    expect(identified.status).toBe(200);
    const cookie = identified.headers.get("set-cookie") ?? "";
    expect(cookiePair(cookie).length).toBeLessThanOrEqual(3_584);
    const metrics = await (await request("/metrics")).text();
    expect(metrics).toContain('facet_cookie_evictions_total{part="traits"} 1');
    expect(metrics).toContain('facet_cookie_evictions_total{part="offers"} 0');
  });
});

describe("a site with `state: both`", () => {
  it("decides by the cookie and writes the store behind", async () => {
    const { decide, store, settle, request, clock } = await siteWith("both");
    const first = await decide({ url: PAGE });
    await settle();
    expect(await visitorsIn(store)).toEqual([]);
    clock.now += 31 * MINUTE;
    const second = await decide({ url: PAGE, state: stateOf(first.cookies) });
    clock.now += 31 * MINUTE;
    const third = await decide({ url: PAGE, state: stateOf(second.cookies) });
    expect(third.visitor).toMatchObject({ visits: 3, score: 3 });
    await settle();
    expect(store.reads).toEqual([]);
    const card = await (await request(`/v1/visitors/${first.visitor.id}`)).json();
    expect(card).toMatchObject({ visits: 3, pageviews: 1, score: 3 });
  });

  it("takes the state of a known visitor into their cookie", async () => {
    const { decide, store, settle, clock } = await siteWith("both");
    await decide({ url: PAGE, visitorId: "v1" });
    await settle();
    clock.now += 31 * MINUTE;
    const named = await decide({ url: PAGE, visitorId: "v1" });
    expect(named.visitor.visits).toBe(2);
    const reads = store.reads.length;
    clock.now += 31 * MINUTE;
    const again = await decide({ url: PAGE, state: stateOf(named.cookies) });
    expect(again.visitor).toMatchObject({ id: "v1", visits: 3 });
    expect(store.reads).toHaveLength(reads);
  });

  it("puts no guess into the cookie while the store is away", async () => {
    const { decide, store, settle, clock } = await siteWith("both");
    await decide({ url: PAGE, visitorId: "v1" });
    await settle();
    store.fault = new Error("down");
    const away = await decide({ url: PAGE, visitorId: "v1" });
    expect(away.degraded).toEqual(["visitor"]);
    store.fault = undefined;
    clock.now += 31 * MINUTE;
    const back = await decide({ url: PAGE, state: stateOf(away.cookies) });
    expect(back.visitor).toMatchObject({ id: "v1", visits: 2 });
  });
});

describe("a site that changes where its state is", () => {
  it("reads a cookie of the other kind as far as it goes", async () => {
    const cookieSite = await siteWith("cookie");
    const first = await cookieSite.decide({ url: PAGE, at: new Date(NOW).toISOString() });
    const state = stateOf(first.cookies);
    const storeSite = await testApp();
    const known = await storeSite.decide({ url: PAGE, state });
    expect(known.visitor).toMatchObject({ id: first.visitor.id, visits: 1 });
    const stored = await storeSite.decide({ url: PAGE });
    const back = await cookieSite.decide({ url: PAGE, state: stateOf(stored.cookies) });
    expect(back.visitor).toMatchObject({ id: stored.visitor.id, visits: 1 });
  });
});
