import type { Arm } from "@facet/engine";
import { decisionSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { cookiePair, fixedRules, MINUTE, NOW, testApp } from "../fixtures/app.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";

const PAGE = "https://shop.example/okna";
const UUID_V7 = /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/u;

describe("POST /v1/decide", () => {
  it("answers every slot of the page with its reason", async () => {
    const { post } = await testApp();
    const response = await post("/v1/decide", { url: `${PAGE}?utm_term=country house` });
    expect(response.status).toBe(200);
    const decision = decisionSchema.parse(await response.json());
    expect(decision.page).toBe("okna");
    expect(Object.keys(decision.slots)).toEqual(["hero.cta", "hero.headline", "lead.form"]);
    expect(decision.slots["hero.headline"]).toMatchObject({
      content: "Windows for a country house",
      rule: "greeting",
      variant: "country-house",
      reason: "TARGETING_MATCH",
    });
    expect(decision.decisionId).toMatch(UUID_V7);
    expect(decision.rules).toBe("r_0123456789ab");
    expect(decision.degraded).toEqual([]);
  });

  it("may not be cached and says how long it took", async () => {
    const { post } = await testApp();
    const { headers } = await post("/v1/decide", { url: PAGE });
    expect(headers.get("cache-control")).toBe("private, no-store");
    expect(headers.get("server-timing")).toMatch(/^facet;dur=\d+\.\d+$/u);
    expect(headers.get("x-request-id")).toBeTruthy();
    expect(headers.get("facet-degraded")).toBeNull();
    expect(headers.get("set-cookie")).toBeNull();
  });

  it("gives servers the cookie of a new visitor, secure for a secure page", async () => {
    const { decide } = await testApp();
    const { cookies, visitor } = await decide({ url: PAGE });
    expect(visitor.id).toMatch(UUID_V7);
    expect(cookies).toHaveLength(1);
    expect(cookies?.[0]).toMatch(
      /^__Host-fct_v=[\w.-]+; Path=\/; Max-Age=34128000; HttpOnly; Secure; SameSite=Lax$/u,
    );
  });

  it("leaves Secure out on plain-http loopback, where __Host- is not allowed", async () => {
    const { decide } = await testApp();
    const { cookies } = await decide({ url: "http://localhost:3001/okna" });
    expect(cookies?.[0]).toMatch(
      /^fct_v=[\w.-]+; Path=\/; Max-Age=34128000; HttpOnly; SameSite=Lax$/u,
    );
  });

  it("knows the visitor again by state, and by a cookie header", async () => {
    const { decide } = await testApp();
    const first = await decide({ url: PAGE });
    const pair = cookiePair(first.cookies?.[0]);
    const state = pair.slice(pair.indexOf("=") + 1);
    const byState = await decide({ url: PAGE, state });
    const byHeader = await decide({ url: PAGE, headers: { Cookie: `a=b; ${pair}` } });
    const byOwnHeader = await decide({ url: PAGE }, { Cookie: pair });
    for (const again of [byState, byHeader, byOwnHeader]) {
      expect(again.visitor).toMatchObject({ id: first.visitor.id, visits: 1 });
    }
  });

  it("sets no cookie where the visitor has one that says all it should", async () => {
    const { decide } = await testApp();
    const first = await decide({ url: PAGE });
    const second = await decide({ url: PAGE }, { Cookie: cookiePair(first.cookies?.[0]) });
    const third = await decide({ url: PAGE }, { Cookie: cookiePair(second.cookies?.[0]) });
    expect(third.cookies).toEqual([]);
  });

  it("renews the cookie after a day", async () => {
    const { decide, clock } = await testApp();
    const first = await decide({ url: PAGE });
    const second = await decide({ url: PAGE }, { Cookie: cookiePair(first.cookies?.[0]) });
    const pair = cookiePair(second.cookies?.[0]);
    clock.now += 23 * 60 * MINUTE;
    expect((await decide({ url: PAGE }, { Cookie: pair })).cookies).toEqual([]);
    clock.now += 2 * 60 * MINUTE;
    expect((await decide({ url: PAGE }, { Cookie: pair })).cookies).toHaveLength(1);
  });

  it("counts a second visit after 30 idle minutes and not before", async () => {
    const { decide } = await testApp();
    const at = (minutes: number) => new Date(NOW + minutes * MINUTE).toISOString();
    const visit = (minutes: number) => decide({ url: PAGE, visitorId: "v1", at: at(minutes) });
    expect((await visit(0)).visitor).toMatchObject({ visits: 1, returning: false });
    expect((await visit(29)).visitor.visits).toBe(1);
    expect((await visit(58)).visitor.visits).toBe(1);
    const second = await visit(88);
    expect(second.visitor).toMatchObject({ visits: 2, returning: true, segments: ["back"] });
    expect(second.slots["hero.headline"]?.content).toBe("Welcome back");
  });

  it("opens a new session when the request brings other campaign values", async () => {
    const { decide } = await testApp();
    const visit = (query: string) => decide({ url: PAGE + query, visitorId: "v1" });
    expect((await visit("")).visitor.visits).toBe(1);
    expect((await visit("?utm_source=a")).visitor.visits).toBe(2);
    expect((await visit("?utm_source=a")).visitor.visits).toBe(2);
    expect((await visit("")).visitor.visits).toBe(2);
    expect((await visit("?utm_source=a&utm_medium=cpc")).visitor.visits).toBe(3);
    expect((await visit("?utm_source=a&utm_medium=cpc&yclid=1")).visitor.visits).toBe(4);
    expect((await visit("?yclid=1")).visitor.visits).toBe(4);
  });

  it("does not add a page view that was counted before its page asked", async () => {
    const { decide } = await testApp();
    const userAgent =
      "Mozilla/5.0 (Linux; Android 15; Pixel 9) AppleWebKit/537.36 Chrome/142.0.0.0 Mobile Safari/537.36";
    const typeOf = async (more: object) => {
      const asked = { url: PAGE, userAgent, visitorId: "v1", ...more };
      const { offers, visitor } = await decide(asked);
      return [offers[0]?.type, visitor.visits];
    };
    const found = { referrer: "https://www.google.com/" };
    expect(await typeOf(found)).toEqual(["bar", 1]);
    expect(await typeOf({ ...found, peek: true, counted: true })).toEqual(["bar", 1]);
    expect(await typeOf({ ...found, peek: true })).toEqual(["modal", 1]);
    // The view of somebody whom nobody has counted yet is their first.
    expect(await typeOf({ ...found, visitorId: "v2", counted: true })).toEqual(["bar", 1]);
    expect(await typeOf({ ...found, visitorId: "v2", counted: true })).toEqual(["bar", 1]);
    expect(await typeOf({ referrer: PAGE })).toEqual(["modal", 1]);
  });

  it("counts one visit for parallel first requests of one visitor", async () => {
    const { decide } = await testApp();
    const { cookies } = await decide({ url: PAGE, peek: true });
    expect(cookies).toEqual([]);
    const all = await Promise.all(
      Array.from({ length: 20 }, () => decide({ url: PAGE, visitorId: "v1" })),
    );
    expect(all.map(({ visitor }) => visitor.visits)).toEqual(Array.from({ length: 20 }, () => 1));
    expect((await decide({ url: PAGE, visitorId: "v1" })).visitor.visits).toBe(1);
  });

  it("keeps a visitor's arm when the weights change", async () => {
    const swapped = { rules: shop() };
    const rulesets = { ...fixedRules(undefined), current: () => swapped.rules };
    const { decide } = await testApp({ rulesets });
    const first = (await decide({ url: PAGE, visitorId: "v1" })).slots["hero.cta"]?.arm;
    const rules = structuredClone(artifact.rules) as unknown as { arms?: Arm[] }[];
    for (const arm of rules.flatMap((rule) => rule.arms ?? [])) {
      Object.assign(arm, { weight: arm.id === first ? 0 : 1 });
    }
    swapped.rules = shop({ rules: rules as unknown as typeof artifact.rules });
    expect((await decide({ url: PAGE, visitorId: "v1" })).slots["hero.cta"]?.arm).toBe(first);
    expect((await decide({ url: PAGE, visitorId: "v2" })).slots["hero.cta"]?.arm).not.toBe(first);
  });

  it.each([
    ["peek", { peek: true }],
    ["replaced signals", { signals: { visits: 3 } }],
    ["a prefetch", { headers: { "Sec-Purpose": "prefetch;prerender" } }],
    ["a crawler", { userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" }],
    ["refused storage", { consent: { storage: false } }],
  ])("keeps nothing of %s", async (_, extra) => {
    const { decide, request } = await testApp();
    const decision = await decide({ url: PAGE, visitorId: "v1", ...extra });
    expect(decision.cookies).toEqual([]);
    expect((await request("/v1/visitors/v1")).status).toBe(404);
  });

  it("keeps nothing of a HEAD or of a call that is itself a prefetch", async () => {
    const { request } = await testApp();
    const path = `/v1/decide?url=${encodeURIComponent(PAGE)}&visitorId=v1`;
    const head = await request(path, { method: "HEAD" });
    expect(head.status).toBe(200);
    expect(await head.text()).toBe("");
    await request(path, { headers: { "Sec-Purpose": "prefetch" } });
    expect((await request("/v1/visitors/v1")).status).toBe(404);
    await request(path);
    expect((await request("/v1/visitors/v1")).status).toBe(200);
  });

  it("tells history from its absence", async () => {
    const { decide } = await testApp();
    const fresh = await decide({ url: PAGE });
    expect(fresh.visitor).toMatchObject({ visits: 1, score: 1 });
    const refused = await decide({ url: PAGE, consent: { storage: false } });
    expect(refused.visitor.visits).toBeUndefined();
    expect(refused.visitor.score).toBeUndefined();
    expect(refused.visitor.id).toBeUndefined();
    expect(refused.slots["hero.cta"]?.reason).toBe("DEFAULT");
  });

  it("replaces signals for one decision", async () => {
    const { decide } = await testApp();
    const { visitor, slots } = await decide({ url: PAGE, signals: { visits: 2, score: 65 } });
    expect(visitor).toMatchObject({ visits: 2, score: 65, interest: 1 });
    expect(slots["hero.headline"]?.variant).toBe("back");
  });

  it("narrows the answer to the slots that were asked for", async () => {
    const { decide } = await testApp();
    const whole = await decide({ url: PAGE, visitorId: "v1" });
    const narrowed = await decide({ url: PAGE, visitorId: "v1", slots: ["hero.cta"] });
    expect(narrowed.slots).toEqual({ "hero.cta": whole.slots["hero.cta"] });
  });

  it("answers a URL on no page with the defaults of the requested slots", async () => {
    const { decide } = await testApp();
    expect(await decide({ url: "https://shop.example/nowhere" })).toMatchObject({
      page: null,
      slots: {},
    });
    const asked = await decide({ url: "https://shop.example/nowhere", slots: ["hero.headline"] });
    expect(asked.page).toBeNull();
    expect(asked.slots["hero.headline"]?.content).toBe("Windows");
  });

  it("warns of attributes that were ignored", async () => {
    const { decide } = await testApp();
    const { warnings } = await decide({ url: PAGE, attributes: { plam: "pro" } });
    expect(warnings.join()).toContain("plam");
  });

  it("denies by default where the site does", async () => {
    const rules = shop({ site: { ...shop().artifact.site, consent: "denied" } });
    const { decide } = await testApp({ rules });
    expect((await decide({ url: PAGE })).cookies).toEqual([]);
    expect((await decide({ url: PAGE, consent: { storage: true } })).cookies).toHaveLength(1);
  });
});

describe("GET /v1/decide", () => {
  it("decides like the body and sets the cookie itself", async () => {
    const { request } = await testApp();
    const query = new URLSearchParams({
      url: `${PAGE}?utm_term=country house`,
      slots: "hero.headline,hero.cta",
    });
    const response = await request(`/v1/decide?${query}`);
    expect(response.status).toBe(200);
    const decision = decisionSchema.parse(await response.json());
    expect(Object.keys(decision.slots)).toEqual(["hero.cta", "hero.headline"]);
    expect(decision.slots["hero.headline"]?.variant).toBe("country-house");
    expect(response.headers.get("set-cookie")).toMatch(/^fct_v=/u);
  });

  it("takes objects as JSON, flags and a key that it does not need", async () => {
    const { request } = await testApp();
    const query = new URLSearchParams({
      url: PAGE,
      signals: '{"visits":2}',
      explain: "",
      key: "pk_1",
    });
    const decision = decisionSchema.parse(await (await request(`/v1/decide?${query}`)).json());
    expect(decision.visitor.visits).toBe(2);
    expect(decision.explain).toBeDefined();
  });

  it("reads the visitor's software from the call, but not that of a tool", async () => {
    const { request } = await testApp();
    const path = `/v1/decide?url=${encodeURIComponent(PAGE)}`;
    const asAgent = async (agent: string) => {
      const response = await request(path, { headers: { "User-Agent": agent } });
      return response.headers.get("set-cookie");
    };
    expect(await asAgent("Mozilla/5.0 (compatible; Googlebot/2.1)")).toBeNull();
    expect(await asAgent("curl/8.5.0")).not.toBeNull();
    expect(
      await asAgent("Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36"),
    ).not.toBeNull();
  });

  it.each([
    ["?urll=x", "?urll", 'did you mean "url"?'],
    ["?peek=maybe", "?peek", "expected true or false"],
    ["?at=yesterday", "?at", ""],
    ["?page=okno", "$.page", 'did you mean "okna"?'],
  ])("refuses %s with the place of the mistake", async (query, path, hint) => {
    const { request } = await testApp();
    const response = await request(`/v1/decide${query}`);
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
    expect(errors[0]?.path).toBe(path);
    expect(errors[0]?.message).toContain(hint);
  });
});

describe("POST /v1/explain", () => {
  it("says what became of every rule and counts nothing", async () => {
    const { post, request } = await testApp();
    const response = await post("/v1/explain", { url: PAGE, visitorId: "v1" });
    const decision = decisionSchema.parse(await response.json());
    expect(JSON.stringify(decision.explain)).toContain("greeting");
    expect((await request("/v1/visitors/v1")).status).toBe(404);
  });
});
