import { describe, expect, it } from "vitest";
import { naughtyStrings } from "../../../packages/context/test/naughty.ts";
import { createTestLog, testApp } from "../fixtures/app.ts";

const PAGE = "https://shop.example/okna";
const ROUTES = ["/v1/decide", "/v1/explain", "/v1/lint", "/v1/track", "/v1/leads"];

interface Problem {
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance: string;
  readonly errors?: readonly { readonly path: string; readonly message: string }[];
}

async function problemOf(response: Response): Promise<Problem> {
  expect(response.headers.get("content-type")).toBe("application/problem+json");
  const problem = (await response.json()) as Problem;
  expect(problem.status).toBe(response.status);
  expect(problem.instance).toBe(response.headers.get("x-request-id"));
  expect(problem.detail).not.toMatch(/\n\s+at /u);
  return problem;
}

describe("bodies that are no request", () => {
  it.each([
    ["nothing", ""],
    ["spaces", " \n "],
    ["half an object", '{"url":'],
    ["null", "null"],
    ["a list", "[]"],
    ["a number", "42"],
    ["a text", '"url"'],
    ["true", "true"],
    ["NaN", "NaN"],
    ["two values", "{}{}"],
    ["XML", "<a/>"],
    ["a million opening brackets", "[".repeat(100_000)],
    ["deep lists", `${"[".repeat(100_000)}${"]".repeat(100_000)}`],
    ["deep objects", `${'{"a":'.repeat(20_000)}1${"}".repeat(20_000)}`],
    ["deep attributes", `{"attributes":{"a":${"[".repeat(15_000)}${"]".repeat(15_000)}}}`],
  ])("are refused with 400: %s", async (_, body) => {
    const { post } = await testApp();
    for (const route of ROUTES) {
      const response = await post(route, body);
      expect([400, 413]).toContain(response.status);
      await problemOf(response);
    }
  });

  it("are refused where they are not UTF-8", async () => {
    const { request } = await testApp();
    const body = new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d]);
    const response = await request("/v1/decide", { method: "POST", body });
    expect(response.status).toBe(400);
    expect((await problemOf(response)).detail).toContain("UTF-8");
  });
});

describe("values of wrong types", () => {
  it.each([
    [{ url: 1 }, "$.url"],
    [{ slots: "hero.headline" }, "$.slots"],
    [{ slots: [1] }, "$.slots[0]"],
    [{ page: null }, "$.page"],
    [{ consent: { storage: "yes" } }, "$.consent.storage"],
    [{ consent: { stroage: true } }, "$.consent.stroage"],
    [{ at: "2026-13-45" }, "$.at"],
    [{ at: "yesterday" }, "$.at"],
    [{ attributes: [] }, "$.attributes"],
    [{ headers: { a: 1 } }, "$.headers.a"],
    [{ peek: "yes" }, "$.peek"],
    [{ visitorId: "" }, "$.visitorId"],
    [{ url: "x".repeat(20_000) }, "$.url"],
  ])("are refused with their place: %j", async (body, path) => {
    const { post } = await testApp();
    const response = await post("/v1/decide", body);
    expect(response.status).toBe(400);
    expect((await problemOf(response)).errors?.map((error) => error.path)).toContain(path);
  });

  it("are all listed at once", async () => {
    const { post } = await testApp();
    const response = await post("/v1/decide", { url: 1, peek: 2, unknown: 3 });
    expect((await problemOf(response)).errors).toHaveLength(3);
  });

  it.each([
    [{ page: "okno" }, "$.page", 'did you mean "okna"?'],
    [{ slots: ["hero.cta", "hero.headlin"] }, "$.slots[1]", 'did you mean "hero.headline"?'],
    [{ vistorId: "v" }, "$.vistorId", 'did you mean "visitorId"?'],
    [{ signals: { visit: 2 } }, "$.signals.visit", 'did you mean "visits"?'],
  ])("and unknown names come with a guess: %j", async (body, path, guess) => {
    const { post } = await testApp();
    const response = await post("/v1/decide", body);
    expect(response.status).toBe(400);
    const [first] = (await problemOf(response)).errors ?? [];
    expect(first?.path).toBe(path);
    expect(first?.message).toContain(guess);
  });
});

describe("sizes", () => {
  it("refuses more than 256 KB, and 32 KB of an event", async () => {
    const { post } = await testApp();
    const padded = (bytes: number) => JSON.stringify({ url: PAGE }).padEnd(bytes, " ");
    expect((await post("/v1/decide", padded(262_144))).status).toBe(200);
    expect((await problemOf(await post("/v1/decide", padded(262_145)))).status).toBe(413);
    const event = (bytes: number) => JSON.stringify({ event: "E" }).padEnd(bytes, " ");
    expect((await post("/v1/track", event(32_768))).status).toBe(200);
    expect((await post("/v1/track", event(32_769))).status).toBe(413);
  });

  it("counts what comes in, whatever Content-Length says", async () => {
    const { request } = await testApp();
    let sent = 0;
    const endless = new ReadableStream<Uint8Array>({
      pull(controller) {
        sent += 65_536;
        controller.enqueue(new Uint8Array(65_536).fill(0x20));
      },
    });
    const init = {
      method: "POST",
      body: endless,
      duplex: "half",
      headers: { "Content-Length": "10" },
    };
    const response = await request("/v1/decide", init as RequestInit);
    expect(response.status).toBe(413);
    expect(sent).toBeLessThan(1_000_000);
  });
});

describe("addresses and methods", () => {
  it("answers an unknown address with the nearest one", async () => {
    const { request } = await testApp();
    const response = await request("/v1/decid");
    expect(response.status).toBe(404);
    expect((await problemOf(response)).detail).toContain('did you mean "/v1/decide"?');
  });

  it.each([
    ["PUT", "/v1/decide", "GET, HEAD, OPTIONS, POST"],
    ["PUT", "/v1/visitors/v1", "DELETE, GET, HEAD, OPTIONS"],
    ["GET", "/v1/track", "OPTIONS, POST"],
    ["POST", "/openapi.json", "GET, HEAD, OPTIONS"],
  ])("answers %s %s with 405 and what is allowed", async (method, path, allow) => {
    const { request } = await testApp();
    const response = await request(path, { method });
    expect(response.status).toBe(405);
    expect(response.headers.get("allow")).toBe(allow);
    await problemOf(response);
  });

  it("answers OPTIONS with what is allowed", async () => {
    const { request } = await testApp();
    const response = await request("/v1/decide", { method: "OPTIONS" });
    expect(response.status).toBe(204);
    expect(response.headers.get("allow")).toBe("GET, HEAD, OPTIONS, POST");
  });

  it.each([
    "/%",
    "/v1/visitors/%E0%A4%A",
    "/v1/visitors/..%2f..%2fetc",
    "//v1/decide",
    "/v1/decide/",
    "/%00",
  ])("never fails on %s", async (path) => {
    const { request } = await testApp();
    expect((await request(path)).status).toBeLessThan(500);
  });

  it.each([
    "javascript:alert(1)",
    "http://",
    "http://[::1",
    "//",
    "\u0000",
    "https://shop.example/okna?utm_term=%E0%A4%A",
    "https://shop.example/okna?__proto__[x]=1&constructor=2&utm_source=__proto__",
    `https://shop.example/${"a/".repeat(5_000)}`,
    `https://shop.example/okna?${"a=1&".repeat(3_000)}`,
    "file:///etc/passwd",
    "https://\uD800.example/okna?\uDFFF",
  ])("decides for the page URL %s", async (url) => {
    const { post } = await testApp();
    expect((await post("/v1/decide", { url, referrer: url })).status).toBe(200);
  });
});

describe("callers from elsewhere", () => {
  it.each([
    "evil.example",
    "evil.example:3000",
    "localhost.evil.example",
    "127.0.0.1.evil.example",
    "10.0.0.1",
    "",
    "localhost@evil.example",
  ])("are refused by their Host %j", async (host) => {
    const { request } = await testApp();
    const response = await request("/v1/rules", { headers: { Host: host } });
    expect(response.status).toBe(403);
    await problemOf(response);
  });

  it.each([
    "localhost",
    "LOCALHOST:80",
    "127.0.0.1:3000",
    "127.8.9.1",
    "[::1]:3000",
    "shop.localhost:1",
  ])("are served by the Host %s", async (host) => {
    const { request } = await testApp();
    expect((await request("/healthz", { headers: { Host: host } })).status).toBe(200);
  });

  it.each([
    "https://evil.example",
    "null",
    "http://localhost.evil.example",
    "file://",
    "http://localhost@evil.example",
  ])("are refused by their Origin %s", async (origin) => {
    const { request } = await testApp();
    const response = await request("/v1/track", { method: "POST", headers: { Origin: origin } });
    expect(response.status).toBe(403);
    expect(response.headers.get("access-control-allow-origin")).toBeNull();
  });

  it("may be pages of this machine, errors included", async () => {
    const { request } = await testApp();
    const headers = { Origin: "http://localhost:3001" };
    for (const path of ["/v1/rules", "/v1/nowhere"]) {
      const response = await request(path, { headers });
      expect(response.headers.get("access-control-allow-origin")).toBe("http://localhost:3001");
      expect(response.headers.get("access-control-allow-credentials")).toBe("true");
    }
    const preflight = await request("/v1/decide", {
      method: "OPTIONS",
      headers: { ...headers, "Access-Control-Request-Method": "POST" },
    });
    expect(preflight.status).toBe(204);
    expect(preflight.headers.get("access-control-allow-headers")).toContain("Content-Type");
  });
});

describe("prototype pollution", () => {
  it("changes nothing and breaks nothing", async () => {
    const { post, request } = await testApp();
    const poison = '{"__proto__":{"x":1},"constructor":{"prototype":{"x":1}}}';
    const bodies = [
      `{"url":"${PAGE}","visitorId":"__proto__","attributes":${poison}}`,
      `{"url":"${PAGE}","visitorId":"v1","headers":{"__proto__":"x","constructor":"y"}}`,
      `{"url":"${PAGE}","consent":{"__proto__":true}}`,
      `{"url":"${PAGE}","__proto__":{"peek":true}}`,
      `{"url":"${PAGE}","slots":["__proto__","constructor"]}`,
      `{"url":"${PAGE}","page":"__proto__"}`,
      `{"url":"${PAGE}","signals":${poison}}`,
    ];
    for (const body of bodies) expect((await post("/v1/decide", body)).status).toBeLessThan(500);
    const events = [
      `{"event":"__proto__","visitorId":"v1","properties":${poison},"context":{"traits":${poison}}}`,
      `{"event":"constructor","visitorId":"v1"}`,
      `{"event":"Offer Shown","visitorId":"v1","properties":{"offer":"__proto__"}}`,
    ];
    for (const body of events) expect((await post("/v1/track", body)).status).toBe(200);
    const leads = [
      `{"fields":${poison}}`,
      `{"slot":"__proto__","fields":{}}`,
      `{"offer":"constructor","fields":{}}`,
    ];
    for (const body of leads) expect((await post("/v1/leads", body)).status).toBeLessThan(500);
    expect((await request("/v1/visitors/__proto__")).status).toBe(200);
    expect((await request("/v1/visitors/v1")).status).toBe(200);
    expect((await request("/v1/decide?__proto__=1")).status).toBe(400);
    expect(({} as Record<string, unknown>)["x"]).toBeUndefined();
    expect((await post("/v1/decide", { url: PAGE, visitorId: "v1" })).status).toBe(200);
  });
});

describe("naughty strings", () => {
  it("never bring the service down, in whatever field", async () => {
    const log = createTestLog();
    const { post, request } = await testApp({ log });
    for (const text of naughtyStrings()) {
      const asUrl = `${PAGE}/${text}?utm_term=${text}`;
      const calls = [
        post("/v1/decide", {
          url: asUrl,
          referrer: text,
          query: text,
          attributes: { plan: text, [text]: text },
          ip: text.slice(0, 64),
          userAgent: text,
          state: text,
          headers: { "accept-language": text, cookie: `fct_v=${text}` },
        }),
        post("/v1/decide", { url: text, visitorId: text.slice(0, 200) }),
        post("/v1/decide", { page: text, slots: [text], signals: { [text]: text } }),
        post("/v1/track", {
          event: text,
          properties: { [text]: text },
          messageId: text,
          timestamp: text,
        }),
        post("/v1/track", {
          event: text,
          anonymousId: text,
          context: { traits: { [text]: text } },
        }),
        post("/v1/leads", { fields: { phone: text, [text]: text }, slot: "lead.form" }),
        post("/v1/leads", { fields: { [text]: text }, offer: text }),
        request(`/v1/visitors/${encodeURIComponent(text.toWellFormed())}`),
        request(`/v1/decide?${new URLSearchParams({ url: text, query: text, at: text })}`),
      ];
      for (const response of await Promise.all(calls)) expect(response.status).toBeLessThan(500);
    }
    expect(log.lines).toEqual([]);
  });
});
