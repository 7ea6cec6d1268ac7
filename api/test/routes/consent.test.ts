import { describe, expect, it } from "vitest";
import { cookiePair, testApp } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import { createWatchedStore } from "../fixtures/watched-store.ts";

const PAGE = "https://shop.example/okna";
const BY_BROWSER = `/v1/decide?url=${encodeURIComponent(PAGE)}`;

/** The service over a store that tells what was written to it. */
async function watchedApp() {
  const store = createWatchedStore();
  const app = await testApp({ store });
  const events = () => store.appended.filter(({ fact }) => fact.type === "event");
  return { ...app, store, events };
}

describe.each<[string, Record<string, string>]>([
  ["Sec-GPC: 1", { "Sec-GPC": "1" }],
  ["the cookie fct_c=none", { Cookie: "fct_c=none" }],
])("a visitor with %s", (_, refusal) => {
  it("is asked by a browser: a contextual decision without an id or a cookie", async () => {
    const { request, store, close } = await watchedApp();
    const response = await request(BY_BROWSER, { headers: refusal });
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(await response.json()).toMatchObject({
      slots: { "hero.headline": { content: "Windows" } },
      visitor: { segments: [], holdout: false },
      cookies: [],
    });
    await close();
    expect(store.appended).toEqual([]);
  });

  it.each([
    ["in the body's headers", { headers: refusal }, {}],
    ["in the call's own headers", {}, refusal],
  ])("is asked by a server %s: the same", async (_where, body, headers) => {
    const { decide, store, close } = await watchedApp();
    const { visitor, cookies } = await decide({ url: PAGE, visitorId: "v1", ...body }, headers);
    expect(visitor).toEqual({ segments: [], holdout: false });
    expect(cookies).toEqual([]);
    await close();
    expect(store.appended).toEqual([]);
  });

  it("is somebody again where the request itself says that they agreed", async () => {
    const { decide } = await watchedApp();
    const { visitor } = await decide({ url: PAGE, consent: { storage: true } }, refusal);
    expect(visitor.id).toBeDefined();
  });

  it("is tied to no event, even with a visitor's cookie", async () => {
    const { decide, post, request, events, store } = await watchedApp();
    const { cookies, visitor } = await decide({ url: "http://localhost/okna" });
    const cookie = [cookiePair(cookies?.[0]), refusal["Cookie"]].filter(Boolean).join("; ");
    const response = await post(
      "/v1/track",
      { event: "Guide Downloaded", context: { traits: { email: "a@b.example" } } },
      { ...refusal, Cookie: cookie },
    );
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
    const [event] = events();
    expect(event).toMatchObject({ fact: { name: "Guide Downloaded" } });
    expect(event).not.toHaveProperty("visitorId");
    expect(JSON.stringify(store.appended)).not.toContain("a@b.example");
    const card = await (await request(`/v1/visitors/${visitor.id}`)).json();
    expect(card).toMatchObject({ events: { "Session Started": { count: 1 } } });
    expect(card).not.toHaveProperty("events.Guide Downloaded");
  });

  it("can send a form, which is kept without them", async () => {
    const { post, events } = await watchedApp();
    const lead = { slot: "lead.form", fields: { phone: "1234567" } };
    const response = await post("/v1/leads", lead, refusal);
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
    const [sent] = events();
    expect(sent).not.toHaveProperty("visitorId");
    expect(JSON.stringify(sent)).toContain("1234567");
  });
});

describe("consent", () => {
  it.each(["0", "true", "1 2", "?1", "01"])("is not withdrawn by Sec-GPC: %s", async (value) => {
    const { request } = await watchedApp();
    const response = await request(BY_BROWSER, { headers: { "Sec-GPC": value } });
    expect(response.headers.get("set-cookie")).toContain("fct_v=");
  });

  it("is not withdrawn by a Sec-GPC with a space, told by a server", async () => {
    const { decide } = await watchedApp();
    expect((await decide({ url: PAGE, headers: { "Sec-GPC": "1 " } })).cookies).toHaveLength(1);
    expect((await decide({ url: PAGE, headers: { "Sec-GPC": "1" } })).cookies).toEqual([]);
  });

  it.each([
    ["the request over the cookie", { storage: true }, "fct_c=none", "1", true],
    ["the cookie over Sec-GPC", undefined, "fct_c=storage", "1", true],
    ["Sec-GPC over the site", undefined, "", "1", false],
    ["the site where nobody else does", undefined, "", "0", true],
  ])("is settled by %s", async (_, consent, cookie, gpc, isKept) => {
    const { decide } = await watchedApp();
    const headers = { Cookie: cookie, "Sec-GPC": gpc };
    const { cookies } = await decide({ url: PAGE, consent, headers });
    expect(cookies).toHaveLength(isKept ? 1 : 0);
  });

  it("is given by the cookie on a site that asks first", async () => {
    const { site } = shop().artifact;
    const { request } = await testApp({ rules: shop({ site: { ...site, consent: "denied" } }) });
    const headers = { Cookie: "fct_c=storage.analytics" };
    expect((await request(BY_BROWSER)).headers.get("set-cookie")).toBeNull();
    expect((await request(BY_BROWSER, { headers })).headers.get("set-cookie")).toContain("fct_v=");
  });

  it("is told with an event in Segment's words", async () => {
    const { post, events } = await watchedApp();
    const context = { consent: { categoryPreferences: { storage: true, analytics: false } } };
    await post("/v1/track", { event: "E", visitorId: "v1", context });
    await post("/v1/track", { event: "E", visitorId: "v1" });
    expect(events().map(({ visitorId }) => visitorId)).toEqual([undefined, "v1"]);
  });
});
