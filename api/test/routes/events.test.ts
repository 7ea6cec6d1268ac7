import { leadResponseSchema, trackResponseSchema, visitorCardSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { cookiePair, MINUTE, NOW, testApp } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";

const PAGE = "https://shop.example/okna";

type App = Awaited<ReturnType<typeof testApp>>;

async function cardOf({ request }: App, id: string) {
  const response = await request(`/v1/visitors/${id}`);
  expect(response.status).toBe(200);
  return visitorCardSchema.parse(await response.json());
}

describe("POST /v1/track", () => {
  it("counts the event, earns its points, and the next decision knows", async () => {
    const app = await testApp();
    const response = await app.post("/v1/track", {
      event: "Guide Downloaded",
      visitorId: "v1",
      context: { traits: { role: "director" }, ip: "5.255.255.5" },
    });
    expect(trackResponseSchema.parse(await response.json())).toEqual({
      success: true,
      stored: 1,
      duplicates: 0,
      quarantined: [],
    });
    const card = await cardOf(app, "v1");
    expect(card).toMatchObject({
      visits: 0,
      score: 10,
      interest: 3,
      traits: { role: "director" },
      events: { "Guide Downloaded": { count: 1 } },
      ledger: [{ rule: "guide", event: "Guide Downloaded", points: 10 }],
    });
    expect((await app.decide({ url: PAGE, visitorId: "v1" })).visitor).toMatchObject({
      visits: 1,
      score: 11,
    });
  });

  it("counts a resend once", async () => {
    const app = await testApp();
    const body = { event: "E", visitorId: "v1", messageId: "m1" };
    await app.post("/v1/track", body);
    expect(await (await app.post("/v1/track", body)).json()).toMatchObject({
      stored: 0,
      duplicates: 1,
    });
    expect((await cardOf(app, "v1")).events["E"]?.count).toBe(1);
  });

  it.each([
    "text/plain;charset=UTF-8",
    "application/octet-stream",
    "application/x-www-form-urlencoded",
  ])("reads JSON that comes as %s", async (type) => {
    const { post } = await testApp();
    expect((await post("/v1/track", { event: "E" }, { "Content-Type": type })).status).toBe(200);
  });

  it.each([{ anonymousId: "v1" }, { userId: "v1" }, { anonymousId: "v1", userId: "crm-7" }])(
    "names the visitor by %j",
    async (names) => {
      const app = await testApp();
      await app.post("/v1/track", { event: "E", ...names });
      expect((await cardOf(app, "v1")).events["E"]?.count).toBe(1);
    },
  );

  it("names the visitor by the cookie, which the decision gave", async () => {
    const app = await testApp();
    const { cookies, visitor } = await app.decide({ url: PAGE });
    const response = await app.post(
      "/v1/track",
      { event: "E" },
      { Cookie: cookiePair(cookies?.[0]) },
    );
    // The first view, which the cookie held, is in the log now.
    expect(response.headers.get("set-cookie")).toMatch(/^__Host-fct_v=/u);
    expect(await cardOf(app, String(visitor.id))).toMatchObject({
      visits: 1,
      events: { E: { count: 1 } },
    });
  });

  it("makes a visitor where nobody is named and the site allows it", async () => {
    const app = await testApp();
    const response = await app.post("/v1/track", { event: "E", url: "http://localhost:3001/okna" });
    const pair = cookiePair(response.headers.get("set-cookie"));
    expect(pair).toMatch(/^fct_v=/u);
    const { visitor } = await app.decide({ url: "http://localhost:3001/okna" }, { Cookie: pair });
    expect((await cardOf(app, String(visitor.id))).events["E"]?.count).toBe(1);
  });

  it("makes none without consent, nor for a crawler", async () => {
    const denied = shop({ site: { ...shop().artifact.site, consent: "denied" } });
    const silent = await (await testApp({ rules: denied })).post("/v1/track", { event: "E" });
    expect(await silent.json()).toMatchObject({ stored: 1 });
    expect(silent.headers.get("set-cookie")).toBeNull();
    const context = { userAgent: "Mozilla/5.0 (compatible; Googlebot/2.1)" };
    const crawler = await (await testApp()).post("/v1/track", { event: "E", context });
    expect(crawler.headers.get("set-cookie")).toBeNull();
  });

  it.each([
    ["as sent", new Date(NOW - 60 * MINUTE).toISOString(), NOW - 60 * MINUTE],
    ["as sent, a little ahead", new Date(NOW + 5 * MINUTE).toISOString(), NOW + 5 * MINUTE],
    ["now, where it is further ahead", new Date(NOW + 6 * MINUTE).toISOString(), NOW],
    ["now, where it is not told", undefined, NOW],
  ])("takes the time of the event %s", async (_, timestamp, at) => {
    const app = await testApp();
    await app.post("/v1/track", { event: "E", visitorId: "v1", timestamp });
    expect((await cardOf(app, "v1")).events["E"]?.lastAt).toBe(new Date(at).toISOString());
  });

  it("puts a time that is none into quarantine", async () => {
    const { post } = await testApp();
    const response = await post("/v1/track", { event: "E", timestamp: "soon" });
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({
      stored: 0,
      quarantined: [{ index: 0, path: "$.timestamp" }],
    });
  });

  it("an offer that was shown is not shown again in the visit", async () => {
    const app = await testApp();
    const offered = async () =>
      (await app.decide({ url: PAGE, visitorId: "v1" })).offers.map((offer) => offer.id);
    expect(await offered()).toEqual(["discount"]);
    await app.post("/v1/track", {
      event: "Offer Shown",
      visitorId: "v1",
      properties: { offer: "discount" },
    });
    expect(await offered()).toEqual([]);
    expect((await cardOf(app, "v1")).offers["discount"]?.shown).toHaveLength(1);
  });
});

describe("POST /v1/leads", () => {
  it("keeps the fields as traits and records the form's event", async () => {
    const app = await testApp();
    const response = await app.post("/v1/leads", {
      slot: "lead.form",
      visitorId: "v1",
      messageId: "m1",
      fields: { phone: " +7 495 123-45-67 ", rooms: "3", agree: "on", kind: "flat" },
    });
    expect(leadResponseSchema.parse(await response.json())).toEqual({
      success: true,
      lead: "m1",
      duplicate: false,
      message: "We will call you",
    });
    expect(await cardOf(app, "v1")).toMatchObject({
      traits: { phone: "+74951234567", rooms: 3, agree: true, kind: "flat" },
      events: { "Lead Submitted": { count: 1 } },
      submissions: 1,
    });
  });

  it.each(["text/plain", "application/x-www-form-urlencoded"])(
    "reads JSON that comes as %s",
    async (type) => {
      const { post } = await testApp();
      const body = { slot: "lead.form", fields: { phone: "1234567" } };
      expect((await post("/v1/leads", body, { "Content-Type": type })).status).toBe(200);
    },
  );

  it("converts the offer whose form it is", async () => {
    const app = await testApp();
    const response = await app.post("/v1/leads", {
      offer: "discount",
      visitorId: "v1",
      fields: { email: "a@shop.example" },
    });
    expect(await response.json()).toMatchObject({ message: "Check your mail" });
    const card = await cardOf(app, "v1");
    expect(card.events).toMatchObject({
      "Discount Asked": { count: 1 },
      "Offer Converted": { count: 1 },
    });
    expect(card.offers["discount"]?.convertedAt).toBe(new Date(NOW).toISOString());
    expect((await app.decide({ url: PAGE, visitorId: "v1" })).offers).toEqual([]);
  });

  it("counts a resend once", async () => {
    const app = await testApp();
    const body = {
      slot: "lead.form",
      visitorId: "v1",
      messageId: "m1",
      fields: { phone: "1234567" },
    };
    await app.post("/v1/leads", body);
    expect(await (await app.post("/v1/leads", body)).json()).toMatchObject({ duplicate: true });
    expect((await cardOf(app, "v1")).submissions).toBe(1);
  });

  it.each([
    [{ phone: "call me" }, "$.fields.phone", "phone number"],
    [{}, "$.fields.phone", "fill this in"],
    [{ phone: "  " }, "$.fields.phone", "fill this in"],
    [{ phone: "1234567", fone: "1" }, "$.fields.fone", 'did you mean "phone"?'],
    [{ phone: "1234567", rooms: "three" }, "$.fields.rooms", "number"],
    [{ phone: "1234567", rooms: true }, "$.fields.rooms", "number"],
    [{ phone: "1234567", kind: "castle" }, "$.fields.kind", "options"],
    [{ phone: "1234567", agree: "maybe" }, "$.fields.agree", "box"],
  ])("answers %j with 422 and the field", async (fields, path, message) => {
    const { post, request } = await testApp();
    const response = await post("/v1/leads", { slot: "lead.form", visitorId: "v1", fields });
    expect(response.status).toBe(422);
    const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
    expect(errors).toHaveLength(1);
    expect(errors[0]?.path).toBe(path);
    expect(errors[0]?.message).toContain(message);
    expect((await request("/v1/visitors/v1")).status).toBe(404);
  });

  it.each([
    [{ offer: "discont" }, "$.offer", 'did you mean "discount"?'],
    [{ slot: "lead.from" }, "$.slot", 'did you mean "lead.form"?'],
    [{ slot: "hero.cta" }, "$.slot", "unknown form slot"],
  ])("refuses a form that does not exist: %j", async (place, path, message) => {
    const { post } = await testApp();
    const response = await post("/v1/leads", { ...place, fields: {} });
    expect(response.status).toBe(400);
    const { errors } = (await response.json()) as { errors: { path: string; message: string }[] };
    expect(errors[0]).toMatchObject({ path });
    expect(errors[0]?.message).toContain(message);
  });
});

describe("a form that is posted without JavaScript", () => {
  const send = (
    { request }: App,
    fields: Record<string, string>,
    headers: Record<string, string> = {},
  ) =>
    request("/v1/leads", {
      method: "POST",
      headers: { Origin: "http://localhost:3001", ...headers },
      body: new URLSearchParams({ _facet_slot: "lead.form", ...fields }),
    });

  it("is sent back to its page with the outcome", async () => {
    const response = await send(await testApp(), { phone: "1234567", _facet_page: "/okna?a=1" });
    expect(response.status).toBe(303);
    expect(response.headers.get("location")).toBe(
      "http://localhost:3001/okna?a=1&facet-form=lead.form&facet-status=thanks#facet-lead.form",
    );
  });

  it("is sent back with the fields to mend", async () => {
    const headers = { Referer: "http://localhost:3001/okna" };
    const response = await send(await testApp(), { phone: "x", rooms: "y" }, headers);
    const location = new URL(response.headers.get("location") ?? "");
    expect(location.pathname).toBe("/okna");
    expect(location.searchParams.get("facet-status")).toBe("error");
    expect(location.searchParams.get("facet-fields")).toBe("phone,rooms");
  });

  it.each([
    "https://evil.example/",
    "//evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    "/\\evil.example",
  ])("is never sent to %s", async (page) => {
    const response = await send(await testApp(), { phone: "1234567", _facet_page: page });
    expect(new URL(response.headers.get("location") ?? "").origin).toBe("http://localhost:3001");
  });
});

describe("GET /v1/visitors/{id}", () => {
  it("shows touches, visits and assignments", async () => {
    const app = await testApp();
    const url = `${PAGE}?utm_source=yandex&utm_medium=cpc`;
    await app.decide({ url, visitorId: "v1" });
    const card = await cardOf(app, "v1");
    expect(card).toMatchObject({
      id: "v1",
      visits: 1,
      pageviews: 1,
      visitStartedAt: new Date(NOW).toISOString(),
      firstTouch: { source: "yandex", medium: "cpc", at: new Date(NOW).toISOString() },
      segments: [],
      consent: { storage: true },
    });
    expect(Object.keys(card.assignments)).toEqual(["cta-test"]);
  });

  it("answers 404 for somebody unknown", async () => {
    const { request } = await testApp();
    const response = await request("/v1/visitors/nobody");
    expect(response.status).toBe(404);
    expect(response.headers.get("content-type")).toBe("application/problem+json");
  });
});
