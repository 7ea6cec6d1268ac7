import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { createFacet, slot } from "@facet/client";
import type { Facet, FacetOptions } from "@facet/client";
import { createApiServer, DECISION } from "./api-server.ts";
import type { ApiReply, ApiServer } from "./api-server.ts";

let api: ApiServer;
let lines: string[];

const client = (options: Partial<FacetOptions> = {}): Facet =>
  createFacet({
    api: api.url,
    timeoutMs: 5_000,
    log: (line) => void lines.push(line),
    defaults: { "hero.headline": "Windows" },
    ...options,
  });

const view = (headers: Record<string, string> = {}, url = "http://site.example/okna?utm_term=x") =>
  new Request(url, { headers });

const headline = async (facet: Facet) =>
  slot((await facet.handle(view())).decision, "hero.headline");

beforeEach(async () => {
  lines = [];
  api = await createApiServer();
});
afterEach(() => api.close());

describe("what the service is told", () => {
  it("is the visitor's own request: URL, referrer, agent, address, languages, opt-out, state", async () => {
    const request = view({
      referer: "https://ya.ru/",
      "user-agent": "Mozilla/5.0",
      "accept-language": "ru,en;q=0.5",
      "sec-gpc": "1",
      "cf-ipcity": "Moscow",
      "x-secret": "no",
      cookie: "a=b; fct_v=sealed.value; fct_c=storage.analytics",
    });
    await client({ key: "sk_1" }).handle(request, { address: "5.255.255.5" });
    expect(api.requests[0]?.path).toBe("/v1/decide");
    expect(api.requests[0]?.headers.authorization).toBe("Bearer sk_1");
    expect(api.requests[0]?.body).toEqual({
      url: "http://site.example/okna?utm_term=x",
      referrer: "https://ya.ru/",
      userAgent: "Mozilla/5.0",
      ip: "5.255.255.5",
      state: "sealed.value",
      headers: { "accept-language": "ru,en;q=0.5", "sec-gpc": "1", "cf-ipcity": "Moscow" },
      consent: { storage: true, analytics: true, profile: false, ads: false, sharing: false },
    });
  });

  it("is never a key that fits no header, and no message repeats it", () => {
    for (const key of ["sk_hidden\nsk_b", "sk_hiddenя"]) {
      expect(() => client({ key })).toThrow(/"key" holds a character that no header may have/);
      expect(() => client({ key })).not.toThrow(/hidden/);
    }
  });

  it("takes the prefixed cookie alone over https, where a subdomain may have set the other", async () => {
    const facet = client();
    await facet.handle(view({ cookie: "fct_v=planted" }, "https://site.example/"));
    await facet.handle(
      view({ cookie: "fct_v=planted; __Host-fct_v=ours" }, "https://site.example/"),
    );
    expect(api.requests.map((request) => request.body["state"])).toEqual([undefined, "ours"]);
  });

  it("puts the public origin in where the server behind a proxy sees another", async () => {
    await client({ site: "https://okna.example" }).handle(
      view({}, "http://10.0.0.7:8080/okna?a=1"),
    );
    expect(api.requests[0]?.body["url"]).toBe("https://okna.example/okna?a=1");
  });

  it.each([
    ["a prefetch", { "sec-purpose": "prefetch" }],
    ["a prerender", { "sec-purpose": "prefetch;prerender" }],
    [
      "what a page fetches before its visitor has a cookie",
      { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors" },
    ],
  ])("asks without counting for %s", async (_, headers) => {
    await client().handle(view(headers));
    expect(api.requests[0]?.body["peek"]).toBe(true);
  });

  it.each([
    ["a navigation", { "sec-fetch-site": "none", "sec-fetch-mode": "navigate" }],
    [
      "a fetch with a cookie",
      { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", cookie: "fct_v=1" },
    ],
    ["a caller without fetch metadata", {}],
  ])("counts %s", async (_, headers) => {
    await client().handle(view(headers));
    expect(api.requests[0]?.body).not.toHaveProperty("peek");
  });

  it("is not asked for assets and for the endpoint itself", async () => {
    const facet = client();
    const requests = [
      view({}, "http://site.example/style.css"),
      view({}, "http://site.example/~facet/track"),
      view({ "sec-fetch-dest": "image" }, "http://site.example/photo"),
    ];
    for (const request of requests) expect((await facet.handle(request)).bypass).toBe(true);
    expect(api.requests).toEqual([]);
  });

  it("cuts what is longer than the service takes", async () => {
    await client().handle(
      view({ "user-agent": "x".repeat(9_000) }, `http://site.example/?q=${"x".repeat(20_000)}`),
    );
    const { url, userAgent } = api.requests[0]!.body as { url: string; userAgent: string };
    expect([url.length, userAgent.length]).toEqual([16_384, 4_096]);
  });
});

describe("what the page gets", () => {
  it("is the decision, private headers, and the visitor's cookie", async () => {
    const { decision, responseHeaders, setCookies } = await client().handle(view());
    expect(slot(decision, "hero.headline")).toBe("Cheap windows");
    expect(slot(decision, "hero.image", { src: "/x.png" })).toBeNull();
    expect(slot(decision, "absent", "mine")).toBe("mine");
    expect(slot(decision, "constructor")).toBeUndefined();
    expect(decision).not.toHaveProperty("cookies");
    expect(responseHeaders.get("cache-control")).toBe("private, no-store");
    expect(responseHeaders.get("server-timing")).toMatch(/^facet;dur=\d/);
    expect(setCookies).toEqual(DECISION.cookies);
  });

  it("has no header of Facet's that the visitor sent", async () => {
    const { requestHeaders } = await client().handle(
      view({ "facet-key": "forged", "Facet-Decision": "forged", "x-own": "kept" }),
    );
    expect(requestHeaders.get("facet-key")).toBe("private");
    expect(requestHeaders.get("facet-page")).toBe("okna");
    expect(requestHeaders.get("facet-decision")).toBeNull();
    expect(requestHeaders.get("x-own")).toBe("kept");
  });

  it("is for the inner request the visitor whom the answer makes, as it will be for the next", async () => {
    const cookie = "a=b; fct_v=older; c=d";
    const { requestHeaders, setCookies } = await client().handle(view({ cookie }));
    const [pair] = setCookies[0]!.split(";");
    expect(requestHeaders.get("cookie")).toBe(`a=b; c=d; ${pair}`);
    const first = await client().handle(view());
    expect(first.requestHeaders.get("cookie")).toBe(pair);
  });

  it("is for the inner request nobody where the answer forgets the visitor", async () => {
    const cookies = ["fct_v=; Path=/; Max-Age=0; HttpOnly; SameSite=Lax"];
    api.reply = () => ({ body: { ...DECISION, cookies } });
    const alone = await client().handle(view({ cookie: "fct_v=older" }));
    expect(alone.requestHeaders.get("cookie")).toBeNull();
    const among = await client().handle(view({ cookie: "a=b; fct_v=older" }));
    expect(among.requestHeaders.get("cookie")).toBe("a=b");
    expect(among.setCookies).toEqual(cookies);
  });

  it("is one visitor, however many parts of the site ask for one first request", async () => {
    let made = 0;
    api.reply = () => ({
      body: { ...DECISION, cookies: [`fct_v=visitor-${++made}; Path=/; HttpOnly`] },
    });
    const facet = client();
    const request = view();
    const asked = await Promise.all([facet.handle(request), facet.handle(request)]);
    const later = await facet.handle(request);
    expect(new Set([...asked, later].flatMap(({ setCookies }) => setCookies)).size).toBe(1);
    expect(api.requests).toHaveLength(1);
    expect((await facet.handle(view())).setCookies[0]).toContain("visitor-2");
  });

  it("takes no cookie but Facet's own, and none that breaks a header", async () => {
    const cookies = ["session=stolen", "fct_v=a\r\nx: y", 7, "__Host-fct_v=ok; Path=/; Secure"];
    api.reply = () => ({ body: { ...DECISION, cookies } });
    expect((await client().handle(view())).setCookies).toEqual(["__Host-fct_v=ok; Path=/; Secure"]);
  });

  it("keeps concurrent visitors apart", async () => {
    api.reply = ({ body }) => {
      const headline = { type: "text", content: String(body["state"]), reason: "TARGETING_MATCH" };
      return {
        body: { ...DECISION, slots: { "hero.headline": headline } },
        afterMs: Math.random() * 30,
      };
    };
    const facet = client();
    const ids = Array.from({ length: 50 }, (_, index) => `v${index}`);
    const shown = await Promise.all(
      ids.map(async (id) =>
        slot((await facet.handle(view({ cookie: `fct_v=${id}` }))).decision, "hero.headline"),
      ),
    );
    expect(shown).toEqual(ids);
  });
});

describe("when the service fails", () => {
  const faults: [string, ApiReply][] = [
    ["hangs", "hang"],
    ["drips its answer", "drip"],
    ["cuts the connection", "cut"],
    ["is too slow", { body: DECISION, afterMs: 1_000 }],
    ["answers 500", { status: 500, body: { title: "Broken" } }],
    [
      "refuses the key",
      { status: 401, body: { title: "Unauthorized", detail: "The key is unknown." } },
    ],
    ["redirects", { status: 302, body: "" }],
    ["answers HTML", { body: "<h1>Proxy error</h1>" }],
    ["answers null", { body: "null" }],
    ["answers half a decision", { body: JSON.stringify(DECISION).slice(0, 80) }],
    [
      "answers slots of the wrong shape",
      { body: { ...DECISION, slots: { a: { type: "text", content: 5, reason: "STATIC" } } } },
    ],
    [
      "answers an unknown slot type",
      { body: { ...DECISION, slots: { a: { type: "video", content: "", reason: "STATIC" } } } },
    ],
    ["answers a list of slots", { body: { ...DECISION, slots: [] } }],
    ["answers offers that are none", { body: { ...DECISION, offers: [{ id: 1 }] } }],
  ];

  it.each(faults)(
    "answers the defaults in time when it %s, and logs one line",
    async (_, reply) => {
      api.reply = () => reply;
      const facet = client({ timeoutMs: 150 });
      for (let round = 0; round < 5; round++) {
        const startedAt = performance.now();
        const { decision, responseHeaders } = await facet.handle(view());
        expect(performance.now() - startedAt).toBeLessThan(5_000);
        expect(slot(decision, "hero.headline")).toBe("Windows");
        expect(decision.degraded).toEqual(["api"]);
        expect(responseHeaders.get("facet-degraded")).toBe("api");
      }
      expect(lines).toHaveLength(1);
      expect(lines[0]).toContain(api.url);
    },
  );

  it("says in the log what the service said", async () => {
    api.reply = () => ({ status: 401, body: { detail: "The key is unknown." } });
    await client().handle(view());
    expect(lines[0]).toContain("answered 401: The key is unknown; pages show");
  });

  it("keeps its budget over a fetch that ignores every signal", async () => {
    const facet = client({ timeoutMs: 150, fetch: () => new Promise(() => undefined) });
    expect(await headline(facet)).toBe("Windows");
  });

  it("stops asking a dead service, and recovers by itself when it is back", async () => {
    const { port } = api;
    const facet = client();
    await api.close();
    for (let round = 0; round < 4; round++) expect(await headline(facet)).toBe("Windows");
    expect(lines[0]).toContain("ECONNREFUSED");
    api = await createApiServer(port);
    expect(await headline(facet)).toBe("Windows");
    expect(api.requests).toEqual([]);
    await vi.waitFor(async () => expect(await headline(facet)).toBe("Cheap windows"), {
      timeout: 3_000,
    });
    expect(lines).toHaveLength(1);
  });

  it("logs a second outage that comes later, and none for failures close together", async () => {
    let clock = 1_000_000;
    const facet = client({ now: () => clock });
    const fail = async () => {
      api.reply = () => ({ status: 500, body: {} });
      await facet.handle(view());
      api.reply = () => ({ body: DECISION });
      await facet.handle(view());
    };
    await fail();
    clock += 5_000;
    await fail();
    expect(lines).toHaveLength(1);
    clock += 11_000;
    await fail();
    expect(lines).toHaveLength(2);
  });

  it("does not take one refused request for an outage", async () => {
    api.reply = ({ body }) =>
      String(body["url"]).includes("odd")
        ? { status: 400, body: { detail: "no" } }
        : { body: DECISION };
    const facet = client();
    for (let round = 0; round < 5; round++) await facet.handle(view({}, "http://site.example/odd"));
    expect(await headline(facet)).toBe("Cheap windows");
  });

  it("passes on what the service itself had to do without", async () => {
    api.reply = () => ({ body: { ...DECISION, degraded: ["geo"] } });
    const { decision, responseHeaders } = await client().handle(view());
    expect(decision.degraded).toEqual(["geo"]);
    expect(responseHeaders.get("facet-degraded")).toBe("geo");
    expect(lines).toEqual([]);
  });
});

describe("createFacet", () => {
  it("says what it needs where it has nowhere to decide", () => {
    expect(() => createFacet({})).toThrow(/"api".*"ruleset", made by @facet\/client\/local/);
  });

  it("warns of codes in paths that nobody signs", () => {
    client({ cache: "path", codeSecret: "a secret of the tests" });
    expect(lines).toEqual([]);
    client({ cache: "path" });
    expect(lines[0]).toContain('no "codeSecret"');
  });

  it.each(["", "localhost:3000", "ftp://x", "not a url"])(
    "refuses the address %j with a word on what to write",
    (address) => {
      expect(() => createFacet({ api: address })).toThrow(
        `"api" is "${address}"; expected an address such as`,
      );
    },
  );

  it.each([Number.NaN, 0, -1, Number.POSITIVE_INFINITY, 2_147_483_648])(
    "refuses a time budget of %s ms, which no timer can keep",
    (timeMs) => {
      const refusal = (option: string) => `"${option}" is ${timeMs}; expected milliseconds`;
      expect(() => client({ timeoutMs: timeMs })).toThrow(refusal("timeoutMs"));
      expect(() => client({ eventTimeoutMs: timeMs })).toThrow(refusal("eventTimeoutMs"));
    },
  );
});
