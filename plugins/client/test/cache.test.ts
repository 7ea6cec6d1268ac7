import * as fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { createCodeSigner } from "@facet/protocol/code";
import { createFacet, guardShared, slot, stateTag, toShareable } from "@facet/client";
import type { FacetDecision, FacetOptions } from "@facet/client";
import { createApiServer, DECISION, SHARED_CACHE } from "./api-server.ts";
import type { ApiServer } from "./api-server.ts";

const SECRET = "a secret of the tests";
const KEY = "aaaaa-12";
const CACHE = { ...SHARED_CACHE, key: KEY, maxAge: 120 };
const SHARED = { ...DECISION, cache: CACHE, cookies: [] as string[] };
const CLICKS = [{ event: "Phone Clicked", selector: "a" }];

let api: ApiServer;
beforeEach(async () => {
  api = await createApiServer();
  api.reply = ({ path }) =>
    path.startsWith("/v1/render/")
      ? { body: { page: "okna", code: path.split("/").at(-1), slots: DECISION.slots } }
      : { body: SHARED };
});
afterEach(() => api.close());

const client = (options: Partial<FacetOptions> = {}) =>
  createFacet({ api: api.url, timeoutMs: 5_000, log: () => undefined, ...options });
const view = (headers: Record<string, string> = {}) =>
  new Request("http://site.example/okna", { headers });
const signed = (page: string, code: string) => createCodeSigner(SECRET).sign(page, code);

describe("a page that is shared", () => {
  it("is keyed by its code for the inner request, and says how long it may be stored", async () => {
    const result = await client().handle(view({ "x-own": "kept" }));
    expect([result.scope, result.code]).toEqual(["shared", KEY]);
    expect(result.requestHeaders.get("facet-key")).toBe(KEY);
    expect(result.requestHeaders.get("facet-page")).toBe("okna");
    expect(result.requestHeaders.get("x-own")).toBe("kept");
    expect(Object.fromEntries(result.pageHeaders)).toEqual({
      vary: "facet-key",
      "cdn-cache-control": "public, max-age=120, stale-while-revalidate=600",
      "cache-tag": "facet,facet-page-okna",
    });
    const { "server-timing": timing, ...outer } = Object.fromEntries(result.responseHeaders);
    expect(timing).toMatch(/^facet;dur=\d/);
    expect(outer).toEqual({
      "cache-control": "private, max-age=0, must-revalidate",
      // A cache in front knows URLs and no codes.
      "cdn-cache-control": "no-store",
      "facet-scope": "shared",
      "facet-key": KEY,
    });
  });

  it("may be kept by a cache in front where everybody gets it, or the code came from there", async () => {
    const genuine = await signed("okna", KEY);
    const facet = client({ codeSecret: SECRET });
    const inFront = await facet.handle(view({ "facet-key": genuine, "facet-page": "okna" }));
    expect(inFront.responseHeaders.get("cdn-cache-control")).toBeNull();
    api.reply = () => ({ body: { ...SHARED, cache: { ...CACHE, scope: "static" } } });
    const { scope, responseHeaders } = await client().handle(view());
    expect([scope, responseHeaders.get("cdn-cache-control")]).toEqual(["static", null]);
  });

  it("leaves the cache with no-store where a cookie is added to it", async () => {
    api.reply = () => ({ body: { ...SHARED, cookies: DECISION.cookies } });
    const { responseHeaders, pageHeaders, setCookies } = await client().handle(view());
    expect(setCookies).toEqual(DECISION.cookies);
    expect(responseHeaders.get("cdn-cache-control")).toBe("no-store");
    expect(responseHeaders.get("cache-control")).toBe("private, max-age=0, must-revalidate");
    expect(pageHeaders.get("cdn-cache-control")).toContain("public");
    expect(JSON.stringify([...pageHeaders])).not.toMatch(/fct_v|the-visitor|0199aaaa/);
  });

  it("has a state without anything of the visitor, and is asked for the rest", async () => {
    const offers = [{ id: "o", type: "bar", trigger: {}, content: { title: "x" } }];
    api.reply = () => ({ body: { ...SHARED, offers, clicks: CLICKS, formToken: "the-token" } });
    const facet = client();
    const { decision } = await facet.handle(view());
    const tag = stateTag(decision);
    const state = JSON.parse(tag.slice(tag.indexOf(">") + 1, tag.lastIndexOf("<")));
    const { rule, variant, reason } = DECISION.slots["hero.headline"];
    expect(state).toEqual({
      key: KEY,
      page: "okna",
      endpoint: "/~facet",
      slots: {
        "hero.headline": { rule, variant, reason },
        "hero.image": { reason: "TARGETING_MATCH" },
      },
      clicks: CLICKS,
    });
    expect(stateTag(toShareable(decision))).toBe(tag);
    const rest = await facet.handleEvents(
      new Request(`http://site.example/~facet/state?url=/okna&code=${KEY}`, {
        headers: { cookie: "fct_v=sealed", "sec-fetch-site": "same-origin" },
      }),
    );
    expect(rest.headers.get("cache-control")).toBe("private, no-store");
    expect(await rest.json()).toMatchObject({
      decisionId: DECISION.decisionId,
      offers,
      formToken: "the-token",
    });
    expect(api.requests.at(-1)?.body).toMatchObject({ peek: true, counted: true, state: "sealed" });
  });

  it("is private, its state inline, where nothing is cached", async () => {
    const result = await client({ cache: "none" }).handle(view());
    expect([result.scope, result.code]).toEqual(["private", undefined]);
    expect([...result.pageHeaders]).toEqual([]);
    expect(result.requestHeaders.get("facet-key")).toBe("private");
    expect(stateTag(result.decision)).toContain(DECISION.decisionId);
  });

  it.each([
    ["a preview", { signals: { visits: 2 } }],
    ["another time", { at: "2026-12-05T09:00:00Z" }],
    ["an explanation", { explain: true }],
  ])("is private for %s", async (_, decide) => {
    const { scope, code } = await client().handle(view(), { decide });
    expect([scope, code]).toEqual(["private", undefined]);
  });

  it.each([
    ["no key", { ...CACHE, key: undefined }],
    ["a key that is none", { ...CACHE, key: "a b" }],
    ["an unknown scope", { ...CACHE, scope: "public" }],
    ["nothing", undefined],
    ["a list", []],
  ])("is private where the service says %s", async (_, cache) => {
    api.reply = () => ({ body: { ...SHARED, cache } });
    const { scope, pageHeaders, responseHeaders } = await client().handle(view());
    expect([scope, [...pageHeaders]]).toEqual(["private", []]);
    expect(responseHeaders.get("cache-control")).toBe("private, no-store");
  });

  it("has no header that a tag of the service could break", async () => {
    const tags = ["ok", "bad tag", "x\r\ny: z", 7];
    api.reply = () => ({ body: { ...SHARED, cache: { ...CACHE, tags, maxAge: "9", swr: -1 } } });
    const { pageHeaders } = await client().handle(view());
    expect(pageHeaders.get("cache-tag")).toBe("ok");
    expect(pageHeaders.get("cdn-cache-control")).toBe(
      "public, max-age=0, stale-while-revalidate=0",
    );
  });
});

describe("toShareable", () => {
  it("keeps what a page is made of, and nothing that is somebody's", async () => {
    api.reply = () => ({
      body: { ...SHARED, keyword: { phrase: "p" }, formToken: "t", explain: {}, clicks: CLICKS },
    });
    const { decision } = await client().handle(view());
    expect(Object.keys(toShareable(decision)).toSorted()).toEqual(
      ["cache", "clicks", "degraded", "page", "rules", "slots"].toSorted(),
    );
    expect(slot(toShareable(decision), "hero.headline")).toBe("Cheap windows");
  });
});

describe("codes", () => {
  it("are read with no visitor, once for many who ask", async () => {
    const facet = client();
    const asked = await Promise.all([facet.fromCode("okna", KEY), facet.fromCode("okna", KEY)]);
    const later = await facet.fromCode("okna", KEY);
    for (const shared of [...asked, later]) {
      expect(shared?.slots).toEqual(DECISION.slots);
      expect(shared).not.toHaveProperty("offers");
      expect(shared?.cache).toMatchObject({ scope: "shared", key: KEY });
    }
    expect(api.requests.map(({ path }) => path)).toEqual([`/v1/render/okna/${KEY}`]);
  });

  it("are asked for again after five minutes, and when five hundred others were asked for", async () => {
    let now = 0;
    const facet = client({ now: () => now });
    await facet.fromCode("okna", KEY);
    now = 301_000;
    await facet.fromCode("okna", KEY);
    expect(api.requests).toHaveLength(2);
    for (let i = 0; i < 500; i++) await facet.fromCode("okna", `bbbbb-${i.toString(36)}`);
    await facet.fromCode("okna", KEY);
    expect(api.requests.at(-1)?.path).toBe(`/v1/render/okna/${KEY}`);
  });

  it("that the service does not know are none, and no outage", async () => {
    const lines: string[] = [];
    api.reply = () => ({ status: 404, body: { title: "Not found" } });
    const facet = client({ log: (line) => void lines.push(line) });
    expect(await facet.fromCode("okna", KEY)).toBeUndefined();
    expect(lines).toEqual([]);
  });

  it.each(["", "x", "aaaaa-0.bad", "../../v1/rules", "aaaaa-0/../.."])(
    "the service is not asked about %j",
    async (code) => {
      expect(await client().fromCode("okna", code)).toBeUndefined();
      expect(api.requests).toEqual([]);
    },
  );

  it("of another make are refused without asking, where codes are signed", async () => {
    const facet = client({ codeSecret: SECRET });
    const genuine = await signed("okna", KEY);
    expect((await facet.fromCode("okna", genuine))?.cache?.key).toBe(genuine);
    for (const code of [KEY, `${KEY}.AAAAAAAA`, await signed("about", KEY)]) {
      expect(await facet.fromCode("okna", code)).toBeUndefined();
    }
    expect(api.requests).toHaveLength(1);
  });

  it("are signed for everybody who sees them", async () => {
    const genuine = await signed("okna", KEY);
    const facet = client({ codeSecret: SECRET });
    const { code, requestHeaders, responseHeaders, decision } = await facet.handle(view());
    expect(code).toBe(genuine);
    expect(requestHeaders.get("facet-key")).toBe(genuine);
    expect(responseHeaders.get("facet-key")).toBe(genuine);
    expect(stateTag(decision)).toContain(`"key":"${genuine}"`);
    api.reply = () => ({ body: { page: "okna", codes: [{ code: KEY, count: 9 }, { code: 7 }] } });
    expect(await facet.codes("okna", { top: 5 })).toEqual([genuine]);
    expect(api.requests.at(-1)?.path).toBe("/v1/pages/okna/codes?top=5");
  });
});

describe("a request that was decided in front", () => {
  it("is rendered as its signed code says, and nothing is counted", async () => {
    const key = await signed("okna", KEY);
    const facet = client({ codeSecret: SECRET });
    const result = await facet.handle(view({ "Facet-Key": key, "Facet-Page": "okna" }));
    expect(slot(result.decision, "hero.headline")).toBe("Cheap windows");
    expect([result.scope, result.code, result.setCookies]).toEqual(["shared", key, []]);
    expect(result.requestHeaders.get("facet-key")).toBe(key);
    expect(api.requests.map(({ path }) => path)).toEqual([`/v1/render/okna/${key}`]);
  });

  it.each([
    ["forged", `${KEY}.AAAAAAAA`, "okna", SECRET],
    ["unsigned", KEY, "okna", SECRET],
    ["of another page", undefined, "about", SECRET],
    ["signed, but nobody here has the secret", undefined, "okna", undefined],
  ])("is decided anew where its key is %s", async (_, key, page, codeSecret) => {
    const facet = client(codeSecret === undefined ? {} : { codeSecret });
    const sent = key ?? (await signed("okna", KEY));
    await facet.handle(view({ "facet-key": sent, "facet-page": page }));
    expect(api.requests.map(({ path }) => path)).toEqual(["/v1/decide"]);
  });

  it("is decided anew where nobody knows its code any more", async () => {
    api.reply = ({ path }) =>
      path === "/v1/decide" ? { body: SHARED } : { status: 404, body: {} };
    const key = await signed("okna", "zzzzz-1");
    const { code } = await client({ codeSecret: SECRET }).handle(
      view({ "facet-key": key, "facet-page": "okna" }),
    );
    expect(code).toBe(await signed("okna", KEY));
  });
});

it("no header of Facet's own comes through, however it is spelt", async () => {
  const facet = client();
  const letter = (text: string) =>
    fc
      .tuple(...[...text].map((each) => fc.constantFrom(each.toLowerCase(), each.toUpperCase())))
      .map((letters) => letters.join(""));
  const name = fc
    .tuple(letter("facet-"), fc.stringMatching(/^[A-Za-z0-9_!#$%&'*+.^`|~-]{1,20}$/))
    .map(([prefix, rest]) => prefix + rest);
  const property = fc.asyncProperty(fc.array(name, { maxLength: 5 }), async (names) => {
    const headers = new Headers(names.map((each) => [each, "forged"]));
    const url = "http://site.example/okna";
    const { requestHeaders } = await facet.handle(new Request(url, { headers }));
    const own = [...requestHeaders].filter(([each]) => each.startsWith("facet-"));
    expect(own).toEqual([
      ["facet-key", KEY],
      ["facet-page", "okna"],
    ]);
  });
  await fc.assert(property, { numRuns: 200 });
});

describe("guardShared", () => {
  const decided = async (): Promise<{ scope: "shared"; decision: FacetDecision }> => ({
    scope: "shared",
    decision: (await client().handle(view())).decision,
  });
  const html = (body: BodyInit, headers: Record<string, string> = {}) =>
    new Response(body, { headers: { "content-type": "text/html; charset=utf-8", ...headers } });
  const development = { development: true };

  it("lets a page through that everybody may see, as it was", async () => {
    const response = guardShared(await decided(), html("<h1>Окна</h1>"), development);
    expect(await response.text()).toBe("<h1>Окна</h1>");
    expect(response.headers.get("content-type")).toContain("text/html");
  });

  it("leaves the bytes of a page in another encoding alone", async () => {
    const bytes = Uint8Array.from([0x3c, 0x70, 0x3e, 0xce, 0xea, 0xed, 0xe0, 0xff, 0x98]);
    const headers = { "content-type": "text/html; charset=windows-1251" };
    const response = guardShared(await decided(), html(bytes, headers), development);
    expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes);
  });

  it("throws for a cookie in development, and keeps it out of caches in production", async () => {
    const page = html("<h1>x</h1>", { "set-cookie": "session=1" });
    const result = await decided();
    expect(() => guardShared(result, page, development)).toThrow(
      /page okna is shared.*sets a cookie/,
    );
    const kept = guardShared(result, page, { development: false });
    expect(kept.headers.get("cache-control")).toBe("private, no-store");
    expect(kept.headers.get("cdn-cache-control")).toBe("no-store");
  });

  it.each([
    ["visitor id", DECISION.visitor.id],
    ["decision id", DECISION.decisionId],
  ])("fails the body that contains the %s, wherever it is cut", async (name, secret) => {
    const result = await decided();
    for (let cut = 0; cut <= secret.length; cut += 5) {
      const body = new ReadableStream({
        start(controller) {
          const bytes = new TextEncoder().encode(`<p>Окна ${secret}</p>`);
          const at = bytes.length - 4 - secret.length + cut;
          controller.enqueue(bytes.slice(0, at));
          controller.enqueue(bytes.slice(at));
          controller.close();
        },
      });
      await expect(guardShared(result, html(body), development).text()).rejects.toThrow(name);
    }
  });

  it("has nothing to say about a private page", async () => {
    const { decision } = await decided();
    const page = html(DECISION.visitor.id, { "set-cookie": "session=1" });
    expect(guardShared({ scope: "private", decision }, page, development)).toBe(page);
  });
});
