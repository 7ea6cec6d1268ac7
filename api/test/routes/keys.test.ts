import { describe, expect, it } from "vitest";
import { toKeyRecord } from "../../src/access/api-key.ts";
import { KEY_USES } from "../../src/access/key-uses.ts";
import { makeKey } from "../../src/access/key-text.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { NOW, testApp } from "../fixtures/app.ts";
import { testKey } from "../fixtures/keys.ts";

const PAGE = "https://shop.example/okna";
const ORIGIN = "https://shop.example";

async function keyedApp(options: Parameters<typeof testApp>[0] = {}) {
  const secret = await testKey("secret", "shop");
  const pages = await testKey("publishable", "shop", { origins: [ORIGIN] });
  const app = await testApp({ ...options, keys: [secret.key, pages.key] });
  return { ...app, secret, pages };
}

async function codeOf(response: Response): Promise<string> {
  const { type } = (await response.json()) as { type: string };
  return type.replace("urn:facet:problem:", "");
}

describe("with a key configured", () => {
  it("a call without one is told how to send it", async () => {
    const { request } = await keyedApp();
    const response = await request("/v1/rules");
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toBe('Bearer realm="Facet"');
    expect(await codeOf(response)).toBe("key-missing");
  });

  it("any Host may be called, as behind a balancer", async () => {
    const { request, secret } = await keyedApp();
    const headers = { ...secret.bearer, Host: "api.okna.example" };
    expect((await request("/v1/rules", { headers })).status).toBe(200);
  });

  it("the key is a bearer token, or the user name of Basic", async () => {
    const { request, secret } = await keyedApp();
    for (const Authorization of [
      `Bearer ${secret.text}`,
      `bearer  ${secret.text}`,
      `Basic ${btoa(`${secret.text}:`)}`,
      `Basic ${btoa(secret.text)}`,
    ]) {
      expect((await request("/v1/rules", { headers: { Authorization } })).status).toBe(200);
    }
  });

  it.each([
    ["a key that nobody made", () => `Bearer ${makeKey("secret")}`, "No such key"],
    ["a mistyped key", () => `Bearer ${makeKey("secret").slice(0, -1)}~`, "mistyped"],
    ["another scheme", () => `Digest ${makeKey("secret")}`, "mistyped"],
    ["no key behind the scheme", () => "Bearer", "mistyped"],
    ["Basic that is no base64", () => "Basic ~~~", "mistyped"],
    ["an empty header", () => "", "mistyped"],
    ["poison", () => "Bearer __proto__", "mistyped"],
  ])("%s is refused with 401", async (_, make, words) => {
    const { request } = await keyedApp();
    const response = await request("/v1/rules", { headers: { Authorization: make() } });
    expect(response.status).toBe(401);
    expect(response.headers.get("www-authenticate")).toContain('error="invalid_token"');
    const problem = (await response.json()) as { type: string; detail: string };
    expect(problem.type).toBe("urn:facet:problem:key-refused");
    expect(problem.detail).toContain(words);
  });

  it.each(["/v1/track", "/v1/batch", "/v1/leads"])(
    "a wrong key at %s is refused before the body is looked at",
    async (path) => {
      const { request } = await keyedApp();
      const headers = { Authorization: `Bearer ${makeKey("secret")}` };
      for (const body of ["{", "{}", "a".repeat(600_000)]) {
        expect((await request(path, { method: "POST", headers, body })).status).toBe(401);
      }
    },
  );

  it("a revoked key is told from one that never was", async () => {
    const { key, bearer } = await testKey("secret", "shop", { revokedAt: NOW });
    const { request } = await testApp({ keys: [key] });
    const response = await request("/v1/rules", { headers: bearer });
    expect(response.status).toBe(401);
    expect(((await response.json()) as { detail: string }).detail).toContain("has been revoked");
  });

  it("the first key of a running service takes effect, and its use is written down", async () => {
    const store = createMemoryStore();
    const { key, bearer } = await testKey("secret", "shop");
    await store.put(toKeyRecord(key));
    const { request } = await testApp({ store });
    expect((await request("/v1/rules")).status).toBe(401);
    expect((await request("/v1/rules", { headers: bearer })).status).toBe(200);
    const [use, ...others] = await store.records({ collection: KEY_USES, limit: 10 });
    expect(use).toMatchObject({ id: key.id, site: "shop", at: NOW });
    expect(others).toEqual([]);
  });

  it("health and the reference need none, and say nothing of the rules", async () => {
    const { request } = await keyedApp();
    for (const path of ["/healthz", "/readyz", "/", "/docs", "/openapi.json"]) {
      expect((await request(path)).status).toBe(200);
    }
    const { checks } = (await (await request("/readyz")).json()) as { checks: object };
    expect(checks).toEqual({ visitors: "ok" });
  });

  it("what is wrong with the rules is told to a secret key of their site only", async () => {
    const { request, secret, pages } = await keyedApp({ rules: undefined });
    for (const headers of [{}, pages.bearer]) {
      const response = await request("/readyz", { headers });
      expect(response.status).toBe(503);
      expect(await response.json()).toMatchObject({ detail: "No rules are served.", errors: [] });
    }
    const told = await request("/readyz", { headers: secret.bearer });
    expect(await told.json()).toMatchObject({ errors: [{ path: "site.yaml:1:1" }] });
  });

  it("keys that the store does not give leave everybody out, and the process up", async () => {
    const store = { ...createMemoryStore(), records: () => Promise.reject(new Error("down")) };
    const { request } = await testApp({ store });
    const response = await request("/v1/rules");
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("1");
    expect((await request("/healthz")).status).toBe(200);
  });
});

describe("a key in the URL", () => {
  it("is taken where a browser can do no better, if it is publishable", async () => {
    const { request, pages, secret } = await keyedApp();
    const url = encodeURIComponent(PAGE);
    expect((await request(`/v1/decide?url=${url}&key=${pages.text}`)).status).toBe(200);
    const leaked = await request(`/v1/decide?url=${url}&key=${secret.text}`);
    expect(leaked.status).toBe(401);
    expect(((await leaked.json()) as { detail: string }).detail).toContain("must not be in a URL");
  });

  it("is not looked at elsewhere", async () => {
    const { request, post, pages } = await keyedApp();
    expect((await request(`/v1/rules?key=${pages.text}`)).status).toBe(401);
    expect((await post(`/v1/decide?key=${pages.text}`, { url: PAGE })).status).toBe(401);
  });
});

describe("a publishable key", () => {
  it("is for its own pages", async () => {
    const { post, pages } = await keyedApp();
    const from = (origin: string) =>
      post("/v1/decide", { url: PAGE }, { ...pages.bearer, Origin: origin });
    expect((await from(ORIGIN)).status).toBe(200);
    for (const origin of [
      "https://evil.example",
      "null",
      "http://shop.example",
      `${ORIGIN}:8443`,
    ]) {
      const response = await from(origin);
      expect(response.status).toBe(403);
      expect(await codeOf(response)).toBe("foreign-origin");
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
    }
  });

  it("is refused to an image that a page of elsewhere shows", async () => {
    const { request, pages } = await keyedApp();
    const path = `/v1/decide?url=${encodeURIComponent(PAGE)}&key=${pages.text}`;
    const from = (referer: string) =>
      request(path, { headers: { "Sec-Fetch-Site": "cross-site", Referer: referer } });
    expect((await from("https://evil.example/")).status).toBe(403);
    expect((await from(`${ORIGIN}/okna`)).status).toBe(200);
  });

  it("opens nothing that is a server's", async () => {
    const { request, post, pages } = await keyedApp();
    const answers = await Promise.all([
      request("/v1/rules", { headers: pages.bearer }),
      request("/v1/visitors/v1", { headers: pages.bearer }),
      request("/v1/reports/keywords", { headers: pages.bearer }),
      request("/metrics", { headers: pages.bearer }),
      post("/v1/explain", { url: PAGE }, pages.bearer),
      post("/v1/lint", { files: {} }, pages.bearer),
    ]);
    for (const response of answers) {
      expect(response.status).toBe(403);
      expect(await codeOf(response)).toBe("no-right");
    }
  });
});

describe("CORS", () => {
  it("is for the origins of keys, on errors too, and for no other", async () => {
    const { request, post, pages } = await keyedApp();
    for (const [response, status] of [
      [await post("/v1/decide", { url: PAGE }, { ...pages.bearer, Origin: ORIGIN }), 200],
      [await post("/v1/decide", "{", { ...pages.bearer, Origin: ORIGIN }), 400],
      [await request("/v1/decide", { headers: { Origin: ORIGIN } }), 401],
      [await request("/v1/rules", { headers: { ...pages.bearer, Origin: ORIGIN } }), 403],
      [await request("/v1/nowhere", { headers: { Origin: ORIGIN } }), 404],
    ] as const) {
      expect(response.status).toBe(status);
      expect(response.headers.get("access-control-allow-origin")).toBe(ORIGIN);
      expect(response.headers.get("access-control-allow-credentials")).toBe("true");
      expect(response.headers.get("vary")).toContain("Origin");
    }
    for (const origin of ["https://evil.example", "null", "http://localhost:3001"]) {
      const response = await request("/healthz", { headers: { Origin: origin } });
      expect(response.headers.get("access-control-allow-origin")).toBeNull();
      expect(response.headers.get("vary")).toContain("Origin");
    }
    expect((await request("/healthz")).headers.get("vary")).toContain("Origin");
  });

  it("answers a preflight, which has no key, by the origin alone", async () => {
    const { request } = await keyedApp();
    const ask = (origin: string) =>
      request("/v1/decide", {
        method: "OPTIONS",
        headers: {
          Origin: origin,
          "Access-Control-Request-Method": "POST",
          "Access-Control-Request-Headers": "authorization,content-type",
        },
      });
    const allowed = await ask(ORIGIN);
    expect(allowed.status).toBe(204);
    expect(allowed.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(allowed.headers.get("access-control-allow-headers")).toContain("Authorization");
    expect(
      (await ask("https://evil.example")).headers.get("access-control-allow-origin"),
    ).toBeNull();
  });
});

describe("bodies that a page can post without a preflight", () => {
  const TYPES = [
    "text/plain",
    "text/plain;charset=UTF-8",
    "application/x-www-form-urlencoded",
    "multipart/form-data; boundary=x",
  ];

  it.each(TYPES)("are refused as %s besides events and leads", async (type) => {
    const { post, secret } = await keyedApp();
    const headers = { ...secret.bearer, "Content-Type": type };
    for (const path of ["/v1/decide", "/v1/explain", "/v1/lint", "/v1/coverage"]) {
      const response = await post(path, { url: PAGE }, headers);
      expect(response.status).toBe(415);
      expect(await codeOf(response)).toBe("unsupported-media-type");
    }
  });

  it("are refused to pages of this machine too, and taken from tools on it", async () => {
    const { post } = await testApp();
    const plain = { "Content-Type": "text/plain" };
    const page = { Origin: "http://localhost:3001" };
    expect((await post("/v1/decide", { url: PAGE }, { ...plain, ...page })).status).toBe(415);
    expect((await post("/v1/decide", { url: PAGE }, plain)).status).toBe(200);
  });
});

describe("rate limits", () => {
  const limits = {
    key: { decisions: 5, events: 0, other: 3 },
    address: { decisions: 2, events: 0, other: 2 },
  };

  it("are told to a secret key by what it has left, and to a page by what its address has", async () => {
    const { post, secret, pages } = await keyedApp({ limits, peer: "192.0.2.1" });
    const byKey = await post("/v1/decide", { url: PAGE }, secret.bearer);
    expect(byKey.headers.get("ratelimit-policy")).toBe('"decisions-by-key";q=5;w=60');
    expect(byKey.headers.get("ratelimit")).toBe('"decisions-by-key";r=4;t=12');
    const byAddress = await post("/v1/decide", { url: PAGE }, pages.bearer);
    expect(byAddress.headers.get("ratelimit")).toBe('"decisions-by-address";r=1;t=30');
  });

  it("answer 429 with Retry-After, and leave other addresses and kinds of calls alone", async () => {
    const { post, request, pages, secret } = await keyedApp({ limits, peer: "192.0.2.1" });
    const decide = (headers: Record<string, string>) => post("/v1/decide", { url: PAGE }, headers);
    expect((await decide(pages.bearer)).status).toBe(200);
    expect((await decide(pages.bearer)).status).toBe(200);
    const refused = await decide({ ...pages.bearer, Origin: ORIGIN });
    expect(refused.status).toBe(429);
    expect(refused.headers.get("retry-after")).toBe("30");
    expect(refused.headers.get("ratelimit")).toBe('"decisions-by-address";r=0;t=60');
    expect(refused.headers.get("access-control-allow-origin")).toBe(ORIGIN);
    expect(await codeOf(refused)).toBe("too-many");
    expect((await decide(secret.bearer)).status).toBe(200);
    expect((await request("/v1/rules", { headers: secret.bearer })).status).toBe(200);
  });

  it("of events leave decisions alone", async () => {
    const few = { decisions: 5, events: 1, other: 5 };
    const limits = { key: few, address: few };
    const { post, pages, secret } = await keyedApp({ limits, peer: "192.0.2.1" });
    for (const { bearer } of [pages, secret]) {
      const statuses = [];
      for (let i = 0; i < 3; i += 1) {
        statuses.push((await post("/v1/track", { event: "Seen" }, bearer)).status);
      }
      expect(statuses.slice(1)).toEqual([429, 429]);
      expect((await post("/v1/decide", { url: PAGE }, bearer)).status).toBe(200);
    }
  });

  it("hold wrong keys against their address", async () => {
    const { request } = await keyedApp({ limits, peer: "192.0.2.1" });
    const guess = () =>
      request("/v1/rules", { headers: { Authorization: `Bearer ${makeKey("secret")}` } });
    expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(401);
    expect((await guess()).status).toBe(429);
  });

  it.each([
    ["/v1/track", "{"],
    ["/v1/track", "a".repeat(40_000)],
    ["/v1/leads", "{}"],
  ])("hold what shows no key and cannot be read against its address", async (path, body) => {
    const few = { decisions: 2, events: 2, other: 2 };
    const { request } = await keyedApp({ limits: { key: few, address: few }, peer: "192.0.2.1" });
    const statuses = [];
    for (let i = 0; i < 3; i += 1) {
      statuses.push((await request(path, { method: "POST", body })).status);
    }
    expect(statuses.map((status) => status === 429)).toEqual([false, false, true]);
  });

  it("do not believe X-Forwarded-For without a proxy of one's own", async () => {
    const { request } = await keyedApp({ limits, peer: "192.0.2.1" });
    const statuses = [];
    for (let i = 0; i < 4; i += 1) {
      const headers = { "X-Forwarded-For": `198.51.100.${i}` };
      statuses.push((await request("/v1/rules", { headers })).status);
    }
    expect(statuses).toEqual([401, 401, 429, 429]);
  });

  it("take the whole of an IPv6 household for one", async () => {
    const { key } = await testKey("secret", "shop");
    const statuses = [];
    let peer = "";
    const { request } = await testApp({ keys: [key], limits, peer: () => peer });
    for (const address of [
      "2001:db8:0:1::1",
      "2001:db8:0:1:ffff::2",
      "2001:db8:0:1::3",
      "2001:db8:0:2::1",
    ]) {
      peer = address;
      statuses.push((await request("/v1/rules")).status);
    }
    expect(statuses).toEqual([401, 401, 429, 401]);
  });

  it("are off where no key is configured", async () => {
    const { request } = await testApp({ limits, peer: "127.0.0.1" });
    for (let i = 0; i < 10; i += 1) {
      const response = await request("/v1/rules");
      expect(response.status).toBe(200);
      expect(response.headers.get("ratelimit")).toBeNull();
    }
  });
});

describe("keys in what the service says", () => {
  it("are neither in errors nor in the log", async () => {
    const lines: string[] = [];
    const write = (details: object, message: string): void => {
      lines.push(`${JSON.stringify(details)} ${message}`);
    };
    const log = { debug: write, info: write, warn: write, error: write };
    const { request, post, secret, pages } = await keyedApp({ log });
    const answers = await Promise.all([
      request(`/v1/${secret.text}`, { headers: secret.bearer }),
      request(`/v1/visitors/${secret.text}`, { headers: secret.bearer }),
      request(`/v1/decide?key=${secret.text}&${secret.text}=1`),
      request(`/v1/decide?key=${pages.text}&${secret.text}=1`),
      post("/v1/decide", `{"${secret.text}":1}`, secret.bearer),
      post("/v1/decide", `{"writeKey":"${secret.text}" broken`, secret.bearer),
      post("/v1/decide", { url: PAGE, page: secret.text }, secret.bearer),
      request("/v1/rules", { headers: { Authorization: `Bearer ${secret.text}x` } }),
    ]);
    const said = [...lines];
    for (const response of answers) {
      expect(response.status).toBeGreaterThanOrEqual(400);
      said.push(await response.text(), JSON.stringify([...response.headers]));
    }
    expect(lines.length).toBeGreaterThanOrEqual(answers.length);
    expect(said.join("\n")).not.toContain(secret.text.slice(3));
    expect(said.join("\n")).not.toContain(pages.text.slice(3));
  });
});
