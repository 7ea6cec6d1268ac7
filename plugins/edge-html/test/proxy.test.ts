import { afterEach, beforeEach, expect, test } from "vitest";
import { createFacet } from "@facet/client";
import { createApiServer } from "../../client/test/api-server.ts";
import type { ApiServer } from "../../client/test/api-server.ts";
import { createEdgeHtml, createMemoryPageCache } from "../src/index.ts";
import type { EdgeHtml, EdgeHtmlOptions } from "../src/index.ts";
import { PAGE, createTestServer, sendHtml, toDecision, toSlot } from "./servers.ts";
import type { TestServer } from "./servers.ts";

const SITE = "https://okna.example";
const SHARED = { "cache-control": "public, max-age=600" };

let api: ApiServer;
let origin: TestServer;
let lines: string[];
let renders: number;

beforeEach(async () => {
  lines = [];
  renders = 0;
  api = await createApiServer();
  origin = await createTestServer((_, response) =>
    sendHtml(response, `${PAGE}<!-- render ${++renders} -->`, SHARED),
  );
  decideByCampaign();
});

afterEach(async () => {
  await Promise.all([api.close(), origin.close()]);
});

/** As the service does it: the campaign of the URL decides, and each has its own code. */
function decideByCampaign(): void {
  api.reply = ({ body }) => {
    const { searchParams } = new URL(String(body["url"]));
    const campaign = searchParams.get("utm_campaign") ?? "none";
    const headline = toSlot("text", `Campaign ${campaign}`);
    const decision = toDecision({ "hero.headline": headline });
    const cache = { ...(decision["cache"] as object), key: `abcde-${campaign}` };
    const isNew = body["state"] === undefined;
    return { body: { ...decision, cache, cookies: isNew ? decision["cookies"] : [] } };
  };
}

function createProxy(options: Partial<EdgeHtmlOptions> = {}): EdgeHtml {
  const log = (line: string) => lines.push(line);
  return createEdgeHtml({
    origin: origin.url,
    facet: createFacet({ api: api.url, timeoutMs: 200, log }),
    bind: { "hero.headline": "#rec101 .t-title" },
    log,
    ...options,
  });
}

function get(proxy: EdgeHtml, path: string, headers: Record<string, string> = {}) {
  return proxy.fetch(
    new Request(SITE + path, { headers: { cookie: "__Host-fct_v=sealed", ...headers } }),
    { address: "192.0.2.7" },
  );
}

test("a page is personalised on its way, and says who may keep it", async () => {
  const response = await get(createProxy(), "/?utm_campaign=a");
  const html = await response.text();
  expect(html).toContain('data-facet="hero.headline">Campaign a</div>');
  expect(html).toContain('<script type="application/json" id="facet-state">{"key":"abcde-a"');
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "cache-control": "private, max-age=0, must-revalidate",
    // A cache in front that knows no codes must not keep it.
    "cdn-cache-control": "no-store",
    "cache-tag": "okna-page",
    vary: "facet-key",
    "facet-key": "abcde-a",
    "facet-scope": "shared",
  });
});

test("a page that is the same for all may be kept by any cache in front", async () => {
  const decision = toDecision({ "hero.headline": toSlot("text", "Welcome") });
  const cache = { ...(decision["cache"] as object), scope: "static", key: "abcde-0" };
  api.reply = () => ({ body: { ...decision, cache, cookies: [] } });
  const { headers } = await get(createProxy(), "/");
  expect(headers.get("cdn-cache-control")).toBe("public, max-age=300, stale-while-revalidate=60");
  origin.answer = (_, response) => sendHtml(response, PAGE, { "cache-control": "private" });
  const own = await get(createProxy(), "/");
  expect(own.headers.get("cache-control")).toBe("private, no-store");
  expect(own.headers.has("cdn-cache-control")).toBe(false);
});

test("the policy of the origin stays, and what described its bytes is gone", async () => {
  origin.answer = (_, response) =>
    sendHtml(response, PAGE, {
      ...SHARED,
      "content-security-policy": "script-src 'self'",
      etag: '"1"',
      "last-modified": "Sun, 01 Nov 2026 00:00:00 GMT",
      "content-length": `${Buffer.byteLength(PAGE)}`,
      vary: "accept-encoding",
    });
  const { headers } = await get(createProxy(), "/", { "if-none-match": '"1"' });
  expect(headers.get("content-security-policy")).toBe("script-src 'self'");
  for (const name of ["etag", "last-modified", "content-length"])
    expect(headers.has(name)).toBe(false);
  expect(headers.get("vary")).toBe("accept-encoding, facet-key");
  expect(origin.requests[0]?.headers["if-none-match"]).toBeUndefined();
});

test("the origin sees the visitor's request, without what was forged", async () => {
  await get(createProxy(), "/a/b?x=1", {
    "facet-key": "evil",
    "user-agent": "UA",
    "x-forwarded-host": "evil",
  });
  const [request] = origin.requests;
  expect(request?.url).toBe("/a/b?x=1");
  expect(request?.headers).toMatchObject({
    host: new URL(origin.url).host,
    "user-agent": "UA",
    cookie: "__Host-fct_v=sealed",
    "x-forwarded-host": "okna.example",
    "x-forwarded-proto": "https",
    "x-forwarded-for": "192.0.2.7",
    "facet-key": "abcde-none",
    "facet-page": "okna",
  });
});

test("the script of the page runtime is added where it is asked for", async () => {
  const html = await (await get(createProxy({ script: "/~facet/page.js" }), "/")).text();
  expect(html).toMatch(/<\/script><script type="module" src="\/~facet\/page\.js"><\/script>$/);
});

test("only pages are changed: other types, other statuses, assets", async () => {
  const proxy = createProxy();
  const json = '{"a":"<p data-facet=\\"hero.headline\\">x</p>"}';
  origin.answer = (_, response) =>
    response.writeHead(200, { "content-type": "application/json" }).end(json);
  expect(await (await get(proxy, "/data")).text()).toBe(json);
  origin.answer = (_, response) =>
    response.writeHead(404, { "content-type": "text/html" }).end(PAGE);
  expect(await (await get(proxy, "/none")).text()).toBe(PAGE);
  const calls = api.requests.length;
  origin.answer = (_, response) => response.writeHead(200, { etag: '"css"' }).end("p{}");
  const css = await get(proxy, "/x.css");
  expect([await css.text(), css.headers.get("etag"), api.requests.length]).toEqual([
    "p{}",
    '"css"',
    calls,
  ]);
});

test("where the origin sends to itself, the visitor stays on this host", async () => {
  const proxy = createProxy({ origin: `${origin.url}/site` });
  const sent = new Map([
    ["next", "/catalog/next"],
    ["../up?a=1#b", "/up?a=1#b"],
    ["/site/x", "/x"],
    [`${origin.url}/site/abs`, "/abs"],
    ["/elsewhere", `${origin.url}/elsewhere`],
    ["https://pay.example/x", "https://pay.example/x"],
    ["//evil.example/x", "http://evil.example/x"],
    ["/site//evil.example", "/evil.example"],
  ]);
  for (const [location, expected] of sent) {
    origin.answer = (_, response) => response.writeHead(302, { location }).end();
    const response = await get(proxy, "/catalog/page");
    expect([location, response.status, response.headers.get("location")]).toEqual([
      location,
      302,
      expected,
    ]);
  }
});

test("a new visitor's cookie is set outside of the cache, whatever the origin answers", async () => {
  const proxy = createProxy({ cache: createMemoryPageCache() });
  const anew = () => proxy.fetch(new Request(`${SITE}/`));
  const first = await anew();
  await first.text();
  expect(first.headers.getSetCookie()).toEqual(["fct_v=sealed; Path=/; HttpOnly; SameSite=Lax"]);
  expect(first.headers.get("cdn-cache-control")).toBe("no-store");
  const known = await get(proxy, "/");
  expect([known.headers.getSetCookie(), renders]).toEqual([[], 1]);
  origin.answer = (_, response) => response.writeHead(301, { location: "/x", ...SHARED }).end();
  const sent = await proxy.fetch(new Request(`${SITE}/away`));
  expect([sent.headers.getSetCookie().length, sent.headers.get("cache-control")]).toEqual([
    1,
    "private, no-store",
  ]);
});

test("one page is kept for each address and code, whatever counted the visit", async () => {
  const proxy = createProxy({ cache: createMemoryPageCache() });
  const texts = async (path: string) => (await get(proxy, path)).text();
  const first = await texts("/?utm_campaign=a&gclid=1");
  expect(await texts("/?utm_campaign=a&yclid=2&utm_content=z")).toBe(first);
  expect(renders).toBe(1);
  expect(origin.requests[0]?.url).toBe("/");
  expect(await texts("/?utm_campaign=b")).toContain("Campaign b");
  await texts("/?utm_campaign=a&p=2");
  expect(renders).toBe(3);
});

test("a code that a visitor claims is not believed", async () => {
  const proxy = createProxy({ cache: createMemoryPageCache() });
  await (await get(proxy, "/?utm_campaign=b")).text();
  const response = await get(proxy, "/?utm_campaign=a", { "facet-key": "abcde-b" });
  expect(await response.text()).toContain("Campaign a");
});

test("what the origin made for one visitor is kept by nobody", async () => {
  const proxy = createProxy({ cache: createMemoryPageCache(), unmarkedSeconds: 60 });
  const personal: Record<string, string>[] = [
    { "cache-control": "private" },
    { "cache-control": "no-cache, max-age=100" },
    { "cache-control": "max-age=0" },
    { ...SHARED, "set-cookie": "s=1" },
    { ...SHARED, vary: "cookie" },
  ];
  for (const headers of personal) {
    origin.answer = (_, response) => sendHtml(response, PAGE, headers);
    for (let times = 0; times < 2; times++) {
      const response = await get(proxy, "/");
      await response.text();
      expect(response.headers.get("cache-control")).toBe("private, no-store");
      expect(response.headers.get("cdn-cache-control")).toBe("no-store");
    }
  }
  expect(origin.requests).toHaveLength(personal.length * 2);
});

test("an unmarked page is kept only where the site says that it may be", async () => {
  origin.answer = (_, response) => sendHtml(response, PAGE);
  const cache = createMemoryPageCache();
  for (const [unmarkedSeconds, expected] of [
    [undefined, 2],
    [60, 3],
  ] as const) {
    const proxy = createProxy({
      cache,
      ...(unmarkedSeconds === undefined ? {} : { unmarkedSeconds }),
    });
    await (await get(proxy, "/")).text();
    await (await get(proxy, "/")).text();
    expect(origin.requests).toHaveLength(expected);
  }
});

test("a cache that fails costs no page, and is named once", async () => {
  const cache = {
    match: () => Promise.reject(new Error("no cache here")),
    put: () => Promise.reject(new Error("no cache here")),
  };
  const proxy = createProxy({ cache });
  for (let times = 0; times < 3; times++) {
    expect(await (await get(proxy, "/?utm_campaign=a")).text()).toContain("Campaign a");
  }
  expect(lines.toSorted()).toEqual([
    "facet: the page cache does not answer: Error: no cache here",
    "facet: the page cache does not keep a page: Error: no cache here",
  ]);
});

test("a page of somebody who signs in with a header, and a posted page, are not kept", async () => {
  const proxy = createProxy({ cache: createMemoryPageCache() });
  const signedIn = await get(proxy, "/", { authorization: "Basic eA==" });
  await signedIn.text();
  expect(signedIn.headers.get("cache-control")).toBe("private, no-store");
  expect(signedIn.headers.get("cdn-cache-control")).toBe("no-store");
  await (await proxy.fetch(new Request(`${SITE}/`, { method: "POST", body: "a=1" }))).text();
  await (await get(proxy, "/")).text();
  expect(renders).toBe(3);
});

test("a private page has its own state and is kept by nobody", async () => {
  const proxy = createProxy({ cache: createMemoryPageCache() });
  const decision = toDecision({ "hero.headline": toSlot("text", "Again!") });
  const cache = { ...(decision["cache"] as object), scope: "private", key: undefined };
  api.reply = () => ({ body: { ...decision, cache } });
  for (let times = 1; times <= 2; times++) {
    const response = await get(proxy, "/");
    expect(await response.text()).toContain('"decisionId":"0199aaaa');
    expect([response.headers.get("cache-control"), renders]).toEqual(["private, no-store", times]);
  }
});

test("a body that is posted reaches the origin, and its redirect comes back", async () => {
  let got = "";
  origin.answer = async (request, response) => {
    for await (const chunk of request) got += String(chunk);
    response.writeHead(303, { location: "/thanks" }).end();
  };
  const response = await createProxy().fetch(
    new Request(`${SITE}/send`, {
      method: "POST",
      body: "phone=1",
      headers: { "content-type": "application/x-www-form-urlencoded" },
    }),
  );
  expect([got, response.status, response.headers.get("location")]).toEqual([
    "phone=1",
    303,
    "/thanks",
  ]);
});

test("Facet's own endpoint is answered here", async () => {
  const proxy = createProxy();
  const response = await get(proxy, "/~facet/state?url=%2F%3Futm_campaign%3Da");
  expect(await response.json()).toMatchObject({
    decisionId: "0199aaaa-0000-7000-8000-000000000001",
  });
  expect((await get(proxy, "/~facet/none")).status).toBe(404);
  expect(origin.requests).toHaveLength(0);
});

test("a page streams: its head is out before its end is in", async () => {
  let finish = () => {};
  origin.answer = (_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.write("<html><head><title>x</title></head><body>");
    finish = () => response.end('<div id="rec101"><p class="t-title">old</p></div></body></html>');
  };
  const response = await get(createProxy(), "/");
  const reader = response.body!.pipeThrough(new TextDecoderStream()).getReader();
  const { value } = await reader.read();
  expect(value).toContain("<title>x</title>");
  finish();
  let rest = "";
  for (let piece = await reader.read(); !piece.done; piece = await reader.read())
    rest += piece.value;
  expect(rest).toContain("Campaign none</p>");
});

test("a visitor who leaves ends the origin's work", async () => {
  let closed: () => void = () => {};
  const gone = new Promise<void>((resolve) => (closed = resolve));
  origin.answer = (_, response) => {
    response.writeHead(200, { "content-type": "text/html" });
    response.write("<html>");
    response.on("close", closed);
  };
  const response = await get(createProxy(), "/");
  await response.body?.cancel();
  await gone;
  expect(lines).toEqual([]);
});

test("a page in another encoding is read in it, and sent as UTF-8", async () => {
  origin.answer = (_, response) => {
    response.writeHead(200, { "content-type": "text/html; charset=windows-1251" });
    // "Окна" in windows-1251.
    response.end(
      Buffer.concat([
        Buffer.from("<p>"),
        Buffer.from([0xce, 0xea, 0xed, 0xe0]),
        Buffer.from('</p><div id="rec101"><p class="t-title">x</p></div>'),
      ]),
    );
  };
  api.reply = () => ({ body: toDecision({ "hero.headline": toSlot("text", "Тепло") }) });
  const response = await get(createProxy(), "/");
  expect(response.headers.get("content-type")).toBe("text/html; charset=utf-8");
  expect(await response.text()).toMatch(/^<p>Окна<\/p>.*Тепло<\/p>/);
});

test("an origin that is away is a 502, one that hangs a 504", async () => {
  const closed = await createTestServer(() => {});
  await closed.close();
  expect((await get(createProxy({ origin: closed.url }), "/")).status).toBe(502);
  origin.answer = () => {};
  expect((await get(createProxy({ originTimeoutMs: 50 }), "/")).status).toBe(504);
});

test("an origin that is no address is named", () => {
  expect(() => createProxy({ origin: "okna.example" })).toThrow(
    /"origin" is "okna.example"; expected an address/,
  );
});

test.for(["down", "hung", "slow", "garbage"] as const)(
  "with the service %s, the origin's page comes as it is, with one line in the log, until it is back",
  async (fault) => {
    const proxy = createProxy({ cache: createMemoryPageCache() });
    api.reply = () => {
      if (fault === "down") return "cut";
      if (fault === "hung") return "hang";
      if (fault === "slow") return { body: toDecision({}), afterMs: 2_000 };
      return { body: "<h1>502</h1>" };
    };
    for (let times = 0; times < 4; times++) {
      const response = await get(proxy, "/?utm_campaign=a");
      expect(await response.text()).toMatch(
        /^<!doctype html>[^]*Пластиковые <b>окна<\/b>[^]*render \d+ -->$/,
      );
      expect(response.headers.get("facet-degraded")).toBe("api");
      expect(response.headers.get("cache-control")).toBe("private, no-store");
    }
    expect(lines).toHaveLength(1);
    decideByCampaign();
    await expect
      .poll(async () => (await get(proxy, "/?utm_campaign=a")).text(), {
        timeout: 5_000,
        interval: 50,
      })
      .toContain("Campaign a");
    expect(lines).toHaveLength(1);
  },
);
