import { afterEach, beforeEach, describe, expect, it } from "vitest";
import * as fc from "fast-check";
import { createFacet } from "@facet/client";
import type { Facet } from "@facet/client";
import { toOwnPath } from "../src/endpoint/origin.ts";
import { createApiServer } from "./api-server.ts";
import type { ApiServer } from "./api-server.ts";

const SITE = "http://site.example";
let api: ApiServer;
let facet: Facet;

beforeEach(async () => {
  api = await createApiServer();
  api.reply = ({ path }) =>
    path === "/v1/leads"
      ? { body: { lead: "l1", message: "We will call" } }
      : { body: { success: true } };
  facet = createFacet({ api: api.url, log: () => undefined });
});
afterEach(() => api.close());

const post = (path: string, body: BodyInit, headers: Record<string, string> = {}) =>
  facet.handleEvents(
    new Request(`${SITE}/~facet/${path}`, {
      method: "POST",
      body,
      headers: {
        origin: SITE,
        cookie: "fct_v=sealed; other=1",
        referer: `${SITE}/okna?a=1`,
        ...headers,
      },
    }),
    { address: "5.255.255.5" },
  );

const form = (fields: Record<string, string>, headers: Record<string, string> = {}) =>
  post("leads", new URLSearchParams(fields), headers);

describe("/~facet/track", () => {
  it("adds the visitor, and takes from the page only what a page may say", async () => {
    const response = await post(
      "track",
      JSON.stringify({
        event: "Guide Downloaded",
        properties: { plan: "pro" },
        messageId: "m1",
        visitorId: "someone else",
        userId: "boss",
        context: { traits: { role: "director" } },
        timestamp: "2020-01-01",
      }),
    );
    expect(response.status).toBe(204);
    expect(api.requests[0]?.headers.cookie).toBe("fct_v=sealed");
    expect(api.requests[0]?.body).toEqual({
      event: "Guide Downloaded",
      properties: { plan: "pro" },
      messageId: "m1",
      state: "sealed",
      url: `${SITE}/okna?a=1`,
      context: { page: { url: `${SITE}/okna?a=1`, path: "/okna" }, ip: "5.255.255.5" },
    });
  });

  it("takes several events at once", async () => {
    const events = [{ event: "A" }, { event: "B" }];
    expect((await post("track", JSON.stringify({ events }))).status).toBe(204);
    expect(api.requests.map((request) => request.body["event"]).toSorted()).toEqual(["A", "B"]);
  });

  it("sends the next event with the cookie that the one before set, and sets the last one", async () => {
    let answered = 0;
    api.reply = () => ({
      body: { success: true },
      cookies: [`fct_v=after-${++answered}; Path=/; HttpOnly`],
    });
    const events = [{ event: "A" }, { event: "B" }, { event: "C" }];
    const response = await post("track", JSON.stringify({ events }), { cookie: "fct_v=before" });
    expect(api.requests.map(({ body }) => body["state"])).toEqual(["before", "after-1", "after-2"]);
    expect(response.headers.getSetCookie()).toEqual(["fct_v=after-3; Path=/; HttpOnly"]);
  });

  it("makes one visitor of several events that come before there is a cookie", async () => {
    let visitors = 0;
    api.reply = ({ body }) => ({
      body: { success: true },
      cookies: body["state"] === undefined ? [`fct_v=new${++visitors}; Path=/; HttpOnly`] : [],
    });
    const events = [{ event: "A" }, { event: "B" }, { event: "C" }];
    const response = await post("track", JSON.stringify({ events }), { cookie: "other=1" });
    expect(response.headers.getSetCookie()).toEqual(["fct_v=new1; Path=/; HttpOnly"]);
    expect(api.requests.map((request) => request.body["state"])).toEqual([
      undefined,
      "new1",
      "new1",
    ]);
  });

  it("passes nothing on of a visitor who refused", async () => {
    const response = await post("track", `{"event":"A"}`, { cookie: "fct_v=sealed; fct_c=none" });
    expect(response.status).toBe(204);
    expect(api.requests).toEqual([]);
  });

  it.each([
    ["another site", { origin: "https://evil.example" }],
    ["a look-alike", { origin: "http://site.example.evil.example" }],
    ["another port", { origin: "http://site.example:8080" }],
    ["no origin at all", { origin: "null" }],
    ["a broken origin", { origin: "site.example" }],
  ])("refuses %s", async (_, headers) => {
    expect((await post("track", `{"event":"A"}`, headers)).status).toBe(403);
    expect(api.requests).toEqual([]);
  });

  it("takes a browser's word for the same origin where it keeps the origin back", async () => {
    const headers = { origin: "null", "sec-fetch-site": "same-origin" };
    expect((await post("track", `{"event":"A"}`, headers)).status).toBe(204);
  });

  it.each([
    ["no JSON", "hello"],
    ["null", "null"],
    ["a list", "[]"],
    ["no name", "{}"],
    ["an empty name", `{"event":""}`],
    ["a name that is no text", `{"event":{"toString":1}}`],
    ["no events", `{"events":[]}`],
    ["a broken one among good ones", `{"events":[{"event":"A"},5]}`],
    ["too many", JSON.stringify({ events: Array.from({ length: 51 }, () => ({ event: "A" })) })],
  ])("refuses %s with a problem document", async (_, body) => {
    const response = await post("track", body);
    expect(response.status).toBe(400);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
    expect(((await response.json()) as { detail: string }).detail).toContain("Expected JSON");
  });

  it("refuses a body over the limit, whatever its length says", async () => {
    const body = new ReadableStream({
      pull: (controller) => controller.enqueue(new TextEncoder().encode("x".repeat(10_000))),
    });
    const request = new Request(`${SITE}/~facet/track`, {
      method: "POST",
      body,
      headers: { origin: SITE, "content-length": "5" },
      duplex: "half",
    } as RequestInit);
    expect((await facet.handleEvents(request)).status).toBe(413);
  });

  it("says when the service did not take an event", async () => {
    api.reply = () => ({ status: 503, body: { title: "Disk" } });
    expect((await post("track", `{"event":"A"}`)).status).toBe(503);
    api.reply = () => ({ status: 429, body: {} });
    expect((await post("track", `{"event":"A"}`)).status).toBe(429);
  });
});

describe("/~facet/leads", () => {
  it("answers the page's script with the lead and its message", async () => {
    const response = await post(
      "leads",
      JSON.stringify({ fields: { phone: "+7900" }, slot: "lead.form", visitorId: "x" }),
    );
    expect(response.status).toBe(200);
    expect(await response.json()).toEqual({ lead: "l1", message: "We will call" });
    expect(api.requests[0]?.body).toMatchObject({
      fields: { phone: "+7900" },
      slot: "lead.form",
      state: "sealed",
    });
    expect(api.requests[0]?.body).not.toHaveProperty("visitorId");
  });

  it("hands the mistakes back by field name", async () => {
    api.reply = () => ({
      status: 422,
      body: {
        detail: "Two fields",
        errors: [
          { path: "fields.phone", message: "No phone" },
          { path: "$.fields.size", message: "Too big" },
        ],
      },
    });
    const response = await post("leads", `{"fields":{}}`);
    expect(response.status).toBe(422);
    expect(await response.json()).toMatchObject({
      errors: [
        { path: "phone", message: "No phone" },
        { path: "size", message: "Too big" },
      ],
    });
  });

  it("sends a plain form post back to its page", async () => {
    const response = await form({
      phone: "1",
      _facet_slot: "lead.form",
      _facet_rule: "quiz",
      _facet_variant: "short",
      _facet_page: "/okna?a=1&facet-status=error",
    });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(
      "/okna?a=1&facet-form=lead.form&facet-status=thanks#facet-lead.form",
    );
    expect(api.requests[0]?.body).toMatchObject({
      fields: { phone: "1" },
      slot: "lead.form",
      rule: "quiz",
      variant: "short",
    });
  });

  it("takes multipart forms, and goes back to the referrer where the form names no page", async () => {
    const body = new FormData();
    body.set("phone", "1");
    body.set("_facet_offer", "discount");
    const response = await post("leads", body);
    expect(response.headers.get("location")).toBe(
      "/okna?a=1&facet-form=discount&facet-status=thanks#facet-discount",
    );
  });

  it("says which fields to mend, and that it failed when the service is down", async () => {
    api.reply = () => ({ status: 422, body: { errors: [{ path: "phone", message: "No" }] } });
    const refused = await form({ phone: "x", _facet_slot: "f", _facet_page: "/" });
    expect(refused.headers.get("location")).toBe(
      "/?facet-form=f&facet-status=error&facet-fields=phone#facet-f",
    );
    expect(refused.headers.getSetCookie()).toEqual([
      expect.stringMatching(/^fct_form=[\w-]+; Path=\/; Max-Age=300; HttpOnly; SameSite=Lax$/),
    ]);
    await api.close();
    const failed = await form({ phone: "x", _facet_slot: "f", _facet_page: "/" });
    expect(failed.headers.get("location")).toBe("/?facet-form=f&facet-status=error#facet-f");
    api = await createApiServer();
  });

  it("goes where the rules send a finished form, but never to a script", async () => {
    api.reply = () => ({ body: { redirect: "https://okna.example/thanks" } });
    expect((await form({ phone: "1" })).headers.get("location")).toBe(
      "https://okna.example/thanks",
    );
    api.reply = () => ({ body: { redirect: "javascript:alert(1)" } });
    expect((await form({ phone: "1" })).headers.get("location")).toBe("#");
  });

  it.each([
    "https://evil.example/",
    "//evil.example/",
    "/\\evil.example",
    "\\\\evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "http://site.example@evil.example/",
  ])("does not send a form post on to %j", async (page) => {
    const location = (await form({ phone: "1", _facet_page: page })).headers.get("location")!;
    expect(new URL(location, SITE).origin).toBe(SITE);
  });

  it("leads nowhere but to a path of this site, whatever it is given", () => {
    const request = new Request(`${SITE}/~facet/leads`);
    const hostile = fc.string({
      unit: fc.constantFrom("/", "\\", ".", ":", "@", "e", "\t", "%", "2", "f", "?", "#"),
    });
    fc.assert(
      fc.property(fc.oneof(fc.webUrl(), fc.string(), hostile), (candidate) => {
        const path = toOwnPath(candidate, request, undefined);
        if (path !== undefined) expect(new URL(path, SITE).origin).toBe(SITE);
      }),
      { numRuns: 2_000 },
    );
  });

  it.each(["hello", `{"fields":[]}`, `{"fields":{"a":{}}}`])("refuses %j", async (body) => {
    expect((await post("leads", body)).status).toBe(400);
  });
});

describe("/~facet/decide", () => {
  const ask = (headers: Record<string, string> = {}) =>
    createFacet({ api: api.url, timeoutMs: 5_000 }).handleEvents(
      new Request(
        `${SITE}/~facet/decide?url=/okna%3Fa=1&referrer=https%3A%2F%2Fyandex.ru%2Fsearch`,
        { headers: { "sec-fetch-site": "same-origin", "sec-fetch-mode": "cors", ...headers } },
      ),
    );

  it("decides for a page that no server rendered, counts it and makes its visitor", async () => {
    const { DECISION } = await import("./api-server.ts");
    const cookie = "fct_v=new; Path=/; HttpOnly";
    const slots = { a: { type: "text", content: "A", reason: "DEFAULT" } };
    const visitor = { id: "secret-id", score: 42, returning: true };
    api.reply = () => ({ body: { ...DECISION, slots, visitor, cookies: [cookie] } });
    const response = await ask({ referer: `${SITE}/okna` });
    expect(response.status).toBe(200);
    expect(response.headers.getSetCookie()).toEqual([cookie]);
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(api.requests[0]?.body).toMatchObject({
      url: `${SITE}/okna?a=1`,
      referrer: "https://yandex.ru/search",
      peek: false,
    });
    const answer = (await response.json()) as Record<string, unknown>;
    expect(answer).toMatchObject({ slots, visitor: { returning: true } });
    expect(JSON.stringify(answer)).not.toContain("secret-id");
  });

  it("answers no page of another site", async () => {
    const response = await ask({ "sec-fetch-site": "cross-site" });
    expect(response.status).toBe(403);
    expect(api.requests).toEqual([]);
  });
});

describe("/~facet/state", () => {
  it("answers a page's state for its URL, counting nothing and naming nobody", async () => {
    const { DECISION } = await import("./api-server.ts");
    api.reply = () => ({ body: DECISION });
    const response = await facet.handleEvents(new Request(`${SITE}/~facet/state?url=/okna%3Fa=1`));
    expect(response.headers.get("cache-control")).toBe("private, no-store");
    expect(await response.json()).toMatchObject({
      page: "okna",
      slots: { "hero.headline": { variant: "cheap" } },
    });
    expect(api.requests[0]?.body).toMatchObject({ url: `${SITE}/okna?a=1`, peek: true });
  });

  it("answers no other site", async () => {
    const request = new Request(`${SITE}/~facet/state`, {
      headers: { "sec-fetch-site": "cross-site" },
    });
    expect((await facet.handleEvents(request)).status).toBe(403);
  });
});

it("answers 404 for what it does not know and 405 for GET", async () => {
  expect((await post("nothing", "")).status).toBe(404);
  expect((await facet.handleEvents(new Request(`${SITE}/~facet/track`))).status).toBe(405);
});

describe("track and lead of a server", () => {
  it("name the visitor by a request or by an id", async () => {
    const request = new Request(`${SITE}/okna`, { headers: { cookie: "fct_v=sealed" } });
    expect(await facet.track(request, { event: "A" })).toEqual({ ok: true, cookies: [] });
    expect(await facet.lead({ visitorId: "v1" }, { fields: { phone: "1" } })).toMatchObject({
      ok: true,
      lead: "l1",
    });
    expect(
      api.requests.map((request) => [request.body["state"], request.body["visitorId"]]),
    ).toEqual([
      ["sealed", undefined],
      [undefined, "v1"],
    ]);
  });

  it("tell that an event is kept and not counted, and why", async () => {
    const quarantined = [{ index: 0, path: "$.properties.revenue", message: "expected a number" }];
    api.reply = () => ({ body: { success: true, stored: 0, duplicates: 0, quarantined } });
    expect(await facet.track({ visitorId: "v" }, { event: "A" })).toEqual({
      ok: true,
      cookies: [],
      quarantined: "$.properties.revenue: expected a number",
    });
  });

  it("say what went wrong and never throw", async () => {
    api.reply = () => ({ status: 400, body: { detail: "event: required" } });
    expect(await facet.track({ visitorId: "v" }, { event: "" })).toEqual({
      ok: false,
      status: 400,
      message: "answered 400: event: required",
    });
  });
});
