import type { VisitorCard } from "@facet/protocol";
import { visitorCardSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { MINUTE, NOW, testApp } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const PAGE = "https://shop.example/okna";
const iso = (ms: number) => new Date(ms).toISOString();

/** Anna: two visits, a download, traits, and an anonymous past that was merged into her. */
async function annasApp() {
  const app = await trackedApp();
  const { clock, take, asServer, secret } = app;
  const cardOf = async (id: string, query = ""): Promise<VisitorCard> => {
    const response = await app.request(`/v1/visitors/${id}${query}`, { headers: secret.bearer });
    expect(response.status).toBe(200);
    return visitorCardSchema.parse(await response.json());
  };
  const url = `${PAGE}?utm_source=yandex&utm_medium=cpc`;
  await asServer("/v1/decide", { url, visitorId: "browser-1" });
  await take("/v1/track", { userId: "anna", event: "Order", messageId: "m-order" });
  clock.now += MINUTE;
  const told = { userId: "anna", anonymousId: "browser-1", messageId: "m-id" };
  await take("/v1/identify", { ...told, traits: { email: "anna@mail.example", rooms: 2 } });
  clock.now += 60 * MINUTE;
  await asServer("/v1/decide", { url: PAGE, visitorId: "anna" });
  clock.now += MINUTE;
  const guide = { userId: "anna", event: "Guide Downloaded", messageId: "m-guide" };
  await take("/v1/track", { ...guide, properties: { format: "pdf" } });
  return { ...app, cardOf };
}

describe("the visitor card", () => {
  it("tells what a visitor did, and what each thing earned", async () => {
    const { cardOf } = await annasApp();
    const card = await cardOf("anna");
    expect(card.score).toBe(12);
    expect(card.ledger.reduce((sum, { points }) => sum + points, 0)).toBe(12);
    expect(card.ledger).toMatchObject([
      { rule: "session", event: "Session Started", points: 1, at: iso(NOW) },
      { rule: "session", event: "Session Started", points: 1, at: iso(NOW + 61 * MINUTE) },
      { rule: "guide", event: "Guide Downloaded", points: 10, message: "m-guide" },
    ]);
    const [latest, view] = card.timeline;
    expect(latest).toMatchObject({
      messageId: "m-guide",
      type: "event",
      event: "Guide Downloaded",
      visitor: "anna",
      properties: { format: "pdf" },
      earned: [{ rule: "guide", points: 10 }],
    });
    expect(view).toMatchObject({ type: "view", path: "/okna", earned: [{ rule: "session" }] });
    const messages = new Set(card.timeline.map(({ messageId }) => messageId));
    for (const { message } of card.ledger) expect(messages).toContain(message);
  });

  it("tells the names, merges, traits and visits", async () => {
    const { cardOf } = await annasApp();
    const card = await cardOf("anna");
    expect(card.names).toEqual(
      expect.arrayContaining([
        { name: "anna", known: true },
        { name: "browser-1", known: false },
      ]),
    );
    expect(card.merges).toEqual([{ name: "browser-1", into: "anna", at: iso(NOW + MINUTE) }]);
    expect(card.traits).toEqual({ email: "anna@mail.example", rooms: 2 });
    expect(card.traitsSetAt).toEqual({ email: iso(NOW + MINUTE), rooms: iso(NOW + MINUTE) });
    expect(card.visits).toBe(2);
    expect(card.sessions).toMatchObject([
      { startedAt: iso(NOW), lastSeenAt: iso(NOW), touch: { source: "yandex", medium: "cpc" } },
      { startedAt: iso(NOW + 61 * MINUTE), lastSeenAt: iso(NOW + 61 * MINUTE) },
    ]);
    expect(card.firstTouch).toMatchObject({ source: "yandex" });
  });

  it("is the same by every name", async () => {
    const { cardOf } = await annasApp();
    expect(await cardOf("browser-1")).toEqual(await cardOf("anna"));
  });

  it("shows as much of the log as is asked for, the newest", async () => {
    const { cardOf } = await annasApp();
    const all = (await cardOf("anna")).timeline;
    expect(all.length).toBeGreaterThan(3);
    expect((await cardOf("anna", "?timeline=2")).timeline).toEqual(all.slice(0, 2));
    expect((await cardOf("anna", "?timeline=0")).timeline).toEqual([]);
  });

  it("tells visits of long ago and of now", async () => {
    const { clock, asServer, cardOf } = await annasApp();
    for (let visit = 0; visit < 3; visit += 1) {
      clock.now += 3 * 24 * 60 * MINUTE;
      await asServer("/v1/decide", { url: PAGE, visitorId: "anna" });
      clock.now += 5 * MINUTE;
      await asServer("/v1/decide", { url: PAGE, visitorId: "anna" });
    }
    const { sessions, visits } = await cardOf("anna");
    expect(visits).toBe(5);
    expect(sessions).toHaveLength(5);
    const lengths = sessions.map(
      ({ startedAt, lastSeenAt }) => (Date.parse(lastSeenAt) - Date.parse(startedAt)) / MINUTE,
    );
    expect(lengths).toEqual([0, 0, 5, 5, 5]);
  });

  it("may not be kept by anybody on the way", async () => {
    const { request, secret } = await annasApp();
    const { headers } = await request("/v1/visitors/anna", { headers: secret.bearer });
    expect(headers.get("Cache-Control")).toBe("private, no-store");
  });

  it.each(["", "/export", "/access"])("answers 404 for nobody (%s)", async (part) => {
    const { request, secret } = await annasApp();
    const response = await request(`/v1/visitors/nobody${part}`, { headers: secret.bearer });
    expect(response.status).toBe(404);
  });

  it("says what is wrong with a question", async () => {
    const { request, secret } = await annasApp();
    const headers = secret.bearer;
    const response = await request("/v1/visitors/anna?timeline=many", { headers });
    expect(response.status).toBe(400);
    expect(await response.json()).toMatchObject({ errors: [{ path: "?timeline" }] });
  });
});

describe("a site whose visitors are in their cookies", () => {
  it.each([
    ["GET", ""],
    ["GET", "/export"],
    ["GET", "/access"],
    ["DELETE", ""],
  ])("answers %s /v1/visitors/{id}%s with 404", async (method, part) => {
    const { site } = shop().artifact;
    const { request, post } = await testApp({
      rules: shop({ site: { ...site, state: "cookie" } }),
    });
    await post("/v1/track", { userId: "anna", event: "Order" });
    const response = await request(`/v1/visitors/anna${part}`, { method });
    expect(response.status).toBe(404);
    expect(await response.json()).toMatchObject({
      detail: expect.stringContaining("facet visitors erase"),
    });
  });
});
