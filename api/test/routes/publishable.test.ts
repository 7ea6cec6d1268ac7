import { decisionSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { cookiePair, testApp } from "../fixtures/app.ts";
import { testKey } from "../fixtures/keys.ts";
import { createWatchedStore, visitorsIn } from "../fixtures/watched-store.ts";

const ORIGIN = "https://shop.example";
const PAGE = `${ORIGIN}/okna`;
const CHROME = "Mozilla/5.0 (X11; Linux x86_64) Chrome/142.0.0.0 Safari/537.36";
const CROSS_ORIGIN = "https://api.shop.example/v1/decide";

async function keyedApp() {
  const publishable = await testKey("publishable", "shop", { origins: [ORIGIN] });
  const secret = await testKey("secret", "shop");
  const store = createWatchedStore();
  const app = await testApp({ keys: [publishable.key, secret.key], store });
  const asPage = { ...publishable.bearer, Origin: ORIGIN, "User-Agent": CHROME };
  const decideAsPage = (body: object, headers: Record<string, string> = {}) =>
    app.request(CROSS_ORIGIN, {
      method: "POST",
      headers: { "Content-Type": "application/json", ...asPage, ...headers },
      body: JSON.stringify(body),
    });
  return { ...app, store, secret, asPage, decideAsPage };
}

describe.each(["POST", "GET"])("a page that asks with a publishable key by %s", (method) => {
  async function ask(fields: object, headers: Record<string, string> = {}) {
    const app = await keyedApp();
    if (method === "POST") return { ...app, response: await app.decideAsPage(fields, headers) };
    const query = Object.entries(fields).map(
      ([name, value]) => [name, typeof value === "string" ? value : JSON.stringify(value)] as const,
    );
    const response = await app.request(
      `${CROSS_ORIGIN}?${new URLSearchParams(Object.fromEntries(query))}`,
      {
        headers: { ...app.asPage, ...headers },
      },
    );
    return { ...app, response };
  }

  it("is told of its visitor whether they return, and gets the cookie as a header", async () => {
    const { response } = await ask({ url: PAGE });
    expect(response.status).toBe(200);
    const body: unknown = await response.json();
    const decision = decisionSchema.parse(body);
    expect(decision.visitor).toEqual({ returning: false });
    expect(body).not.toHaveProperty("cookies");
    expect(body).not.toHaveProperty("explain");
    expect(decision.slots["hero.headline"]?.content).toBe("Windows");
    expect(response.headers.get("set-cookie")).toMatch(/^__Host-fct_v=.*; HttpOnly; Secure/u);
  });

  it("is told nothing of a visitor who refuses", async () => {
    const { response } = await ask({ url: PAGE, consent: { storage: false } });
    expect(await response.json()).toMatchObject({ visitor: {} });
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  it.each<[string, unknown]>([
    ["visitorId", "v1"],
    ["ip", "5.255.255.5"],
    ["userAgent", CHROME],
    ["headers", { cookie: "a=b" }],
    ["state", "v1.x.y"],
    ["at", "2026-12-05T09:00:00Z"],
    ["signals", { visits: 2 }],
    ["peek", true],
    ["explain", true],
  ])("may not say %s", async (field, value) => {
    const { response, store } = await ask({ url: PAGE, [field]: value });
    expect(response.status).toBe(403);
    const path = method === "POST" ? `$.${field}` : `?${field}`;
    expect(await response.json()).toMatchObject({
      type: "urn:facet:problem:no-right",
      errors: [{ path, message: expect.stringContaining("secret key") }],
    });
    expect(response.headers.get("set-cookie")).toBeNull();
    expect(store.appended).toEqual([]);
  });

  it("is read by its own headers", async () => {
    const { response } = await ask({ url: PAGE }, { "User-Agent": "Googlebot/2.1" });
    expect(await response.json()).toMatchObject({ slots: { "hero.cta": { reason: "DEFAULT" } } });
    expect(response.headers.get("set-cookie")).toBeNull();
  });
});

describe("a visitor of a page that asks with a publishable key", () => {
  it("is known by their cookie", async () => {
    const { decideAsPage, store } = await keyedApp();
    const first = await decideAsPage({ url: PAGE });
    const cookie = cookiePair(first.headers.get("set-cookie"));
    await decideAsPage({ url: PAGE }, { Cookie: cookie });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(await visitorsIn(store)).toHaveLength(1);
  });

  it("is not taken from a cookie that a neighbouring subdomain can set", async () => {
    const { decideAsPage, store } = await keyedApp();
    const first = await decideAsPage({ url: PAGE });
    const value = cookiePair(first.headers.get("set-cookie")).replace("__Host-fct_v", "fct_v");
    await decideAsPage({ url: PAGE }, { Cookie: value });
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(store.reads).toEqual([]);
    expect(await visitorsIn(store)).toEqual([]);
  });

  it("is not counted where a link of another site leads to the service itself", async () => {
    const { request, asPage } = await keyedApp();
    const followed = { "Sec-Fetch-Site": "cross-site", "Sec-Fetch-Mode": "navigate" };
    const headers = { ...asPage, ...followed };
    const response = await request(`${CROSS_ORIGIN}?url=${encodeURIComponent(PAGE)}`, { headers });
    expect(response.status).toBe(200);
    expect(response.headers.get("set-cookie")).toBeNull();
  });
});

describe("a server that asks with a secret key", () => {
  it("is told everything, and gets the cookie to set", async () => {
    const { post, secret } = await keyedApp();
    const response = await post("/v1/decide", { url: PAGE, explain: true }, secret.bearer);
    const decision = decisionSchema.parse(await response.json());
    expect(decision.visitor.id).toBeDefined();
    expect(decision.cookies).toHaveLength(1);
    expect(decision.explain).toBeDefined();
    expect(response.headers.get("set-cookie")).toBeNull();
  });

  it("is nobody's software by GET either", async () => {
    const { request, secret } = await keyedApp();
    const response = await request(`/v1/decide?url=${encodeURIComponent(PAGE)}`, {
      headers: { ...secret.bearer, "User-Agent": "Googlebot/2.1" },
    });
    const decision = decisionSchema.parse(await response.json());
    expect(decision.cookies).toHaveLength(1);
    expect(response.headers.get("set-cookie")).toBeNull();
  });
});
