import { describe, expect, it } from "vitest";
import { cookiePair } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import { trackedApp } from "../fixtures/tracked.ts";

describe("the key of an event", () => {
  it("may be in the header, the address or the body", async () => {
    const app = await trackedApp();
    const event = { event: "E" };
    const key = app.pages.text;
    const asText = { "Content-Type": "text/plain" };
    const sent = [
      app.post("/v1/t", event, { Authorization: `Basic ${btoa(`${key}:`)}` }),
      app.post(`/v1/t?key=${key}`, event, asText),
      app.post("/v1/t", { ...event, writeKey: key }, asText),
      app.post("/v1/b", { batch: [{ type: "track", ...event }], writeKey: key }, asText),
    ];
    for (const response of await Promise.all(sent)) {
      expect(await app.answerOf(response)).toMatchObject({ stored: 1 });
    }
    for (const body of [event, { ...event, writeKey: "pk_wrong" }, { ...event, writeKey: 7 }]) {
      expect((await app.post("/v1/t", body)).status).toBe(401);
    }
  });

  it("is looked at before the body where a header has it", async () => {
    const app = await trackedApp();
    const headers = { Authorization: "Bearer sk_wrong" };
    expect((await app.post("/v1/track", "{", headers)).status).toBe(401);
    expect((await app.post("/v1/batch", "x".repeat(600_000), headers)).status).toBe(401);
  });

  it("is never kept", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "E", userId: "u1", writeKey: app.secret.text });
    await app.take("/v1/track", { event: 7, userId: "u1", writeKey: app.secret.text });
    const records = await app.store.records({ collection: "quarantine", limit: 10 });
    expect(records).toHaveLength(1);
    expect(JSON.stringify([records, await app.logOf("u1")])).not.toContain(app.secret.text);
  });
});

describe("an address", () => {
  it("is never kept, whole or in part", async () => {
    const app = await trackedApp();
    const context = { ip: "203.0.113.77", userAgent: "curl" };
    await app.take("/v1/track", { event: "E", userId: "u1", ip: "203.0.113.77", context });
    await app.take("/v1/track", { event: 7, userId: "u1", ip: "203.0.113.77", context });
    const records = await app.store.records({ collection: "quarantine", limit: 10 });
    expect(JSON.stringify([records, await app.logOf("u1")])).not.toContain("203.0");
  });
});

describe("an event of a site that keeps its visitors in cookies", () => {
  const site = { ...shop().artifact.site, state: "cookie" } as const;

  it("goes into the cookie, and into the log, but into no state of the store", async () => {
    const app = await trackedApp({ rules: shop({ site }) });
    const local = "http://localhost:3000";
    const first = await app.asPage(`${local}/v1/track`, { event: "Guide Downloaded" });
    const Cookie = cookiePair(first.headers.get("set-cookie"));
    const again = await app.asPage(`${local}/v1/track`, { event: "E" }, { Cookie });
    const headers = { ...app.secret.bearer, Cookie: cookiePair(again.headers.get("set-cookie")) };
    const { visitor } = await app.decide({ url: `${local}/okna` }, headers);
    expect(visitor).toMatchObject({ visits: 1, score: 11 });
    expect(await app.logOf(String(visitor.id))).toHaveLength(2);
    expect(await app.stateOf(String(visitor.id))).toBeUndefined();
  });
});

describe("a store that does not confirm", () => {
  const batch = [
    { type: "track", event: "E", userId: "u1", messageId: "m1" },
    { type: "track", event: 7, userId: "u1", messageId: "m2" },
  ];

  it.each([
    ["events", (entries: number) => entries > 0],
    ["what is quarantined", (entries: number) => entries === 0],
  ])("leaves nothing acknowledged, where it fails at %s", async (_, fails) => {
    const app = await trackedApp();
    const { append } = app.store;
    let isDown = true;
    app.store.append = async (whole, call) => {
      if (isDown && fails(whole.entries.length)) throw new Error("the disk is full");
      return append(whole, call);
    };
    const refused = await app.asServer("/v1/batch", { batch });
    expect(refused.status).toBe(503);
    expect(refused.headers.get("retry-after")).toBe("1");
    isDown = false;
    const answer = await app.take("/v1/batch", { batch });
    expect(answer.stored + answer.duplicates).toBe(1);
    expect(answer.quarantined).toHaveLength(1);
    expect(await app.countsOf("u1")).toEqual({ E: 1 });
    expect(await app.store.records({ collection: "quarantine", limit: 9 })).toHaveLength(1);
  });

  it("leaves nothing acknowledged, where it cannot join names", async () => {
    const app = await trackedApp();
    app.store.join = () => Promise.reject(new Error("the disk is full"));
    const identify = { userId: "u1", anonymousId: "a1", traits: { a: 1 } };
    expect((await app.asServer("/v1/identify", identify)).status).toBe(503);
    expect(await app.stateOf("u1")).toBeUndefined();
  });

  it("is not asked where no rules are loaded", async () => {
    const app = await trackedApp({ rules: undefined });
    const response = await app.post("/v1/batch", { batch }, app.secret.bearer);
    expect(response.status).toBe(503);
  });
});
