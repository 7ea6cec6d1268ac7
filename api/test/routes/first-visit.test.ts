import { describe, expect, it } from "vitest";
import { cookiePair, MINUTE, testApp } from "../fixtures/app.ts";
import { createWatchedStore, visitorsIn } from "../fixtures/watched-store.ts";

const PAGE = "https://shop.example/okna";
const DAY = 24 * 60 * MINUTE;

async function watchedApp(store = createWatchedStore()) {
  const app = await testApp({ store });
  const settle = () => new Promise((resolve) => setTimeout(resolve, 20));
  return { ...app, store, settle };
}

function stateOf(cookies: readonly string[] | undefined): string {
  const pair = cookiePair(cookies?.[0]);
  return pair.slice(pair.indexOf("=") + 1);
}

describe("the first visit of a browser", () => {
  it("is in nobody's log before the browser has shown its cookie", async () => {
    const { decide, store, settle } = await watchedApp();
    const first = await decide({ url: PAGE });
    expect(first.visitor).toMatchObject({ visits: 1, returning: false });
    await settle();
    expect(store.appended).toEqual([]);
    expect(await visitorsIn(store)).toEqual([]);
    await decide({ url: PAGE, state: stateOf(first.cookies) });
    await settle();
    expect(await visitorsIn(store)).toEqual([first.visitor.id]);
    expect(store.appended.map(({ visitorId }) => visitorId)).toEqual([
      first.visitor.id,
      first.visitor.id,
    ]);
  });

  it("counts both pages of it as one visit, then carries it no longer", async () => {
    const { decide, settle, request } = await watchedApp();
    const first = await decide({ url: PAGE });
    const second = await decide({ url: PAGE, state: stateOf(first.cookies) });
    expect(second.visitor).toMatchObject({ id: first.visitor.id, visits: 1, score: 1 });
    expect(second.cookies).toHaveLength(1);
    expect(stateOf(second.cookies).length).toBeLessThan(stateOf(first.cookies).length);
    await settle();
    const third = await decide({ url: PAGE, state: stateOf(second.cookies) });
    expect(third.cookies).toEqual([]);
    await settle();
    const card = await (await request(`/v1/visitors/${first.visitor.id}`)).json();
    expect(card).toMatchObject({ visits: 1, pageviews: 3 });
  });

  it("of twenty requests at once leaves one visitor", async () => {
    const { decide, store, settle } = await watchedApp();
    const all = await Promise.all(Array.from({ length: 20 }, () => decide({ url: PAGE })));
    expect(new Set(all.map(({ visitor }) => visitor.id)).size).toBe(20);
    const kept = all[7];
    await decide({ url: PAGE, state: stateOf(kept?.cookies) });
    await decide({ url: PAGE, state: stateOf(kept?.cookies) });
    await settle();
    expect(await visitorsIn(store)).toEqual([kept?.visitor.id]);
  });

  it("is counted once, however often its cookie comes back at once or late", async () => {
    const { decide, settle, request, clock } = await watchedApp();
    const first = await decide({ url: PAGE });
    const state = stateOf(first.cookies);
    await Promise.all(Array.from({ length: 10 }, () => decide({ url: PAGE, state })));
    await settle();
    clock.now += 8 * DAY;
    const late = await decide({ url: PAGE, state });
    expect(late.visitor).toMatchObject({ visits: 2, score: 2 });
    await settle();
    const card = await (await request(`/v1/visitors/${first.visitor.id}`)).json();
    expect(card).toMatchObject({ visits: 2, events: { "Session Started": { count: 2 } } });
  });

  it("is not lost with the process, nor after eight days", async () => {
    const { decide, close } = await watchedApp();
    const first = await decide({ url: `${PAGE}?utm_source=yandex` });
    await close();
    const restarted = await watchedApp();
    restarted.clock.now += 8 * DAY;
    const back = await restarted.decide({ url: PAGE, state: stateOf(first.cookies) });
    expect(back.visitor).toMatchObject({ id: first.visitor.id, visits: 2 });
    await restarted.settle();
    const card = await (await restarted.request(`/v1/visitors/${first.visitor.id}`)).json();
    expect(card).toMatchObject({ visits: 2, firstTouch: { source: "yandex" } });
  });

  it("is kept in the cookie while the store is away", async () => {
    const { decide, store, settle } = await watchedApp();
    const first = await decide({ url: PAGE });
    const state = stateOf(first.cookies);
    store.fault = new Error("down");
    const away = await decide({ url: PAGE, state });
    expect(away.degraded).toEqual(["visitor"]);
    expect(away.cookies).toEqual([]);
    store.fault = undefined;
    const back = await decide({ url: PAGE, state });
    expect(back.visitor).toMatchObject({ id: first.visitor.id, visits: 1 });
    await settle();
    expect(await visitorsIn(store)).toEqual([first.visitor.id]);
  });

  it("becomes a visitor where a server names them", async () => {
    const { decide, store, settle } = await watchedApp();
    const first = await decide({ url: PAGE });
    const named = await decide({ url: PAGE, visitorId: first.visitor.id });
    expect(named.visitor).toMatchObject({ id: first.visitor.id, visits: 1 });
    await settle();
    expect(store.appended).toHaveLength(2);
    expect(await visitorsIn(store)).toEqual([first.visitor.id]);
  });

  it("becomes a visitor where somebody looks at their card", async () => {
    const { decide, store, settle, request } = await watchedApp();
    const { visitor } = await decide({ url: PAGE });
    const card = await request(`/v1/visitors/${visitor.id}`);
    expect(card.status).toBe(200);
    expect(await card.json()).toMatchObject({ visits: 1, pageviews: 1 });
    await settle();
    expect(await visitorsIn(store)).toEqual([visitor.id]);
  });

  it("becomes a visitor by an event that brings the cookie", async () => {
    const { decide, store, post, settle } = await watchedApp();
    const { visitor, cookies } = await decide({ url: "http://localhost/okna" });
    const event = { event: "Guide Downloaded" };
    const response = await post("/v1/track", event, { Cookie: cookiePair(cookies?.[0]) });
    expect(response.status).toBe(200);
    await settle();
    expect(await visitorsIn(store)).toEqual([visitor.id]);
    expect(store.appended.map(({ fact }) => fact.type)).toEqual(["view", "event"]);
    const renewed = response.headers.get("set-cookie");
    const again = await decide({ url: PAGE, state: stateOf([renewed ?? ""]) });
    expect(again.visitor).toMatchObject({ id: visitor.id, score: 11 });
    expect(again.cookies).toEqual([]);
  });

  it.each([
    ["a crawler", { userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" }],
    ["a prefetch", { headers: { "Sec-Purpose": "prefetch" } }],
    ["a peek", { peek: true }],
  ])("is none of %s", async (_, extra) => {
    const { decide } = await watchedApp();
    const { cookies, visitor } = await decide({ url: PAGE, ...extra });
    expect(cookies).toEqual([]);
    expect(visitor.id).toBeUndefined();
  });
});

describe("a visitor whom a server names from the start", () => {
  it("is kept at once", async () => {
    const { decide, store, settle } = await watchedApp();
    await decide({ url: PAGE, visitorId: "v1" });
    await settle();
    expect(await visitorsIn(store)).toEqual(["v1"]);
  });

  it("is somebody else once they were erased, and gets another cookie", async () => {
    const { decide, store, settle } = await watchedApp();
    const { cookies } = await decide({ url: PAGE, visitorId: "v1" });
    await settle();
    await store.erase({ site: "shop", id: "v1" });
    const again = await decide({ url: PAGE, state: stateOf(cookies) });
    expect(again.visitor.id).not.toBe("v1");
    expect(again.visitor).toMatchObject({ visits: 1, returning: false });
    expect(again.cookies).toHaveLength(1);
    await settle();
    expect(await visitorsIn(store)).toEqual([]);
  });

  it("decides by the id of whom they were joined to", async () => {
    const { decide, post, settle } = await watchedApp();
    await decide({ url: PAGE, visitorId: "anonymous" });
    await settle();
    await post("/v1/identify", { anonymousId: "anonymous", userId: "user", traits: {} });
    const again = await decide({ url: PAGE, visitorId: "anonymous" });
    expect(again.visitor).toMatchObject({
      id: (await decide({ url: PAGE, visitorId: "user" })).visitor.id,
    });
  });
});
