import { quarantineResponseSchema, replayResponseSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import type { Ruleset } from "@facet/engine";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { fixedRules, NOW } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const strict = shop({
  eventSchemas: { Order: { properties: { revenue: { type: "number", required: true } } } },
});
const mended = shop({
  eventSchemas: { Order: { properties: { revenue: { type: "string" } } } },
});
const BAD = { event: "Order", userId: "u1", properties: { revenue: "100" }, messageId: "m1" };

/** The service under rules that can be mended. */
async function mendableApp() {
  const rules: { current: Ruleset } = { current: strict };
  const rulesets = { ...fixedRules(strict), current: () => rules.current };
  const app = await trackedApp({ rulesets });
  const { bearer } = app.secret;
  return {
    ...app,
    mend: () => {
      rules.current = mended;
    },
    async list(query = "") {
      const response = await app.request(`/v1/quarantine${query}`, { headers: bearer });
      if (response.status !== 200) throw new Error(await response.text());
      return quarantineResponseSchema.parse(await response.json());
    },
    async replay(path = "") {
      const response = await app.post(`/v1/quarantine${path}/replay`, "", bearer);
      if (response.status !== 200) throw new Error(`${response.status} ${await response.text()}`);
      return replayResponseSchema.parse(await response.json());
    },
    async countOf(id: string, event = "Order") {
      return (await app.stateOf(id))?.history.events[event]?.recent.length ?? 0;
    },
  };
}

describe("an event that cannot be counted", () => {
  it("is listed with its place, its reason and what it was", async () => {
    const app = await mendableApp();
    await app.take("/v1/track", BAD);
    const { events, next } = await app.list();
    expect(events).toEqual([
      {
        id: expect.any(String),
        messageId: "m1",
        receivedAt: new Date(NOW).toISOString(),
        type: "track",
        event: "Order",
        path: "$.properties.revenue",
        message: "expected a number",
        raw: JSON.stringify(BAD),
        complete: true,
        visitorId: "u1",
      },
    ]);
    expect(next).toBeUndefined();
    expect(await app.countOf("u1")).toBe(0);
  });

  it("is kept once, however often it is sent", async () => {
    const app = await mendableApp();
    for (let i = 0; i < 3; i += 1) {
      expect((await app.take("/v1/track", BAD)).quarantined).toHaveLength(1);
    }
    expect((await app.list()).events).toHaveLength(1);
  });

  it("is counted once when it is replayed under mended rules, at the time when it happened", async () => {
    const app = await mendableApp();
    const timestamp = new Date(NOW - 3_600_000).toISOString();
    await app.take("/v1/track", { ...BAD, timestamp });
    app.clock.now += 86_400_000;
    app.mend();
    expect(await app.replay()).toEqual({
      success: true,
      stored: 1,
      duplicates: 0,
      refused: 0,
      quarantined: 0,
    });
    expect((await app.list()).events).toEqual([]);
    expect(await app.replay()).toMatchObject({ stored: 0, duplicates: 0 });
    expect(await app.take("/v1/track", BAD)).toMatchObject({ stored: 0, duplicates: 1 });
    expect(await app.countOf("u1")).toBe(1);
    const [entry] = await app.logOf("u1");
    expect(entry?.fact.at).toBe(NOW - 3_600_000);
  });

  it("stays where it is still wrong", async () => {
    const app = await mendableApp();
    await app.take("/v1/track", BAD);
    expect(await app.replay()).toMatchObject({ stored: 0, quarantined: 1 });
    expect((await app.list()).events).toHaveLength(1);
  });

  it("is counted once where two replay it at the same time", async () => {
    const app = await mendableApp();
    await app.take("/v1/track", BAD);
    app.mend();
    const answers = await Promise.all([app.replay(), app.replay(), app.replay()]);
    expect(answers.reduce((sum, { stored }) => sum + stored, 0)).toBe(1);
    expect(await app.countOf("u1")).toBe(1);
  });

  it("is replayed alone by its id, whatever its message id looks like", async () => {
    const app = await mendableApp();
    const ids = ["m1", "m", "a/b?c#d", "__proto__", "ü %2F", "m11", "-"];
    for (const messageId of ids) await app.take("/v1/track", { ...BAD, messageId });
    app.mend();
    const { events } = await app.list();
    expect(events.map(({ messageId }) => messageId).toSorted()).toEqual(ids.toSorted());
    for (const { id } of events) {
      expect(await app.replay(`/${encodeURIComponent(id)}`)).toMatchObject({ stored: 1 });
    }
    expect(await app.countOf("u1")).toBe(ids.length);
    expect((await app.list()).events).toEqual([]);
  });

  it.each(["m1", "1-m1", `${NOW}-other`, "__proto__", "%F0"])(
    "of an unknown id is not found: %s",
    async (id) => {
      const app = await mendableApp();
      await app.take("/v1/track", BAD);
      const path = `/v1/quarantine/${id}/replay`;
      expect((await app.post(path, "", app.secret.bearer)).status).toBe(404);
    },
  );

  it("is listed and replayed in parts", async () => {
    const app = await mendableApp();
    for (let i = 0; i < 5; i += 1) {
      app.clock.now += 1;
      await app.take("/v1/track", { ...BAD, messageId: `m${i}` });
    }
    const seen: string[] = [];
    let query = "?limit=2";
    for (;;) {
      const { events, next } = await app.list(query);
      seen.push(...events.map(({ messageId }) => messageId));
      if (next === undefined) break;
      query = `?limit=2&after=${encodeURIComponent(next)}`;
    }
    expect(seen).toEqual(["m0", "m1", "m2", "m3", "m4"]);
    app.mend();
    const first = await app.post("/v1/quarantine/replay?limit=2", "", app.secret.bearer);
    expect(await first.json()).toMatchObject({ stored: 2, next: expect.any(String) });
    expect((await app.list()).events).toHaveLength(3);
  });

  it.each(["?limit=0", "?limit=1001", "?limit=x", "?after=x", "?limti=1"])(
    "is not listed by a query that is none: %s",
    async (query) => {
      const { request, secret } = await trackedApp();
      expect((await request(`/v1/quarantine${query}`, { headers: secret.bearer })).status).toBe(
        400,
      );
    },
  );

  it("of a page is the page's visitor's when it is replayed, whoever it names", async () => {
    const app = await mendableApp();
    const local = "http://localhost:3000/v1/track";
    const first = await app.asPage(local, { event: "Hello" });
    const Cookie = String(first.headers.get("set-cookie")).split(";")[0] ?? "";
    const [id = ""] = await app.store.list("shop", { limit: 2 });
    await app.asPage(local, { ...BAD, anonymousId: "a1", visitorId: "u1" }, { Cookie });
    app.mend();
    expect(await app.replay()).toMatchObject({ stored: 1 });
    expect(await app.countOf(id)).toBe(1);
    expect(await app.stateOf("u1")).toBeUndefined();
  });

  it("goes with its visitor when they are erased", async () => {
    const app = await mendableApp();
    await app.take("/v1/track", { event: "E", userId: "u1" });
    await app.take("/v1/track", BAD);
    await app.store.erase({ site: "shop", id: "u1" });
    expect((await app.list()).events).toEqual([]);
  });

  it("is of one site alone", async () => {
    const store = createMemoryStore();
    const app = await trackedApp({ store, rules: strict });
    await app.take("/v1/track", BAD);
    const records = await store.records({ collection: "quarantine", limit: 10 });
    for (const record of records) await store.put({ ...record, site: "other", id: "m2" });
    const response = await app.request("/v1/quarantine", { headers: app.secret.bearer });
    const { events } = quarantineResponseSchema.parse(await response.json());
    expect(events.map(({ messageId }) => messageId)).toEqual(["m1"]);
  });

  it("is nothing for pages to see", async () => {
    const app = await trackedApp({ rules: strict });
    const headers = app.pages.bearer;
    expect((await app.request("/v1/quarantine", { headers })).status).toBe(403);
    expect((await app.post("/v1/quarantine/replay", "", headers)).status).toBe(403);
  });
});

describe("an event that the rules do not know", () => {
  it("is counted and flagged", async () => {
    const app = await trackedApp({ rules: strict });
    const answer = await app.take("/v1/batch", {
      batch: [
        { type: "track", event: "Ordr", userId: "u1", messageId: "m1" },
        {
          type: "track",
          event: "Order",
          userId: "u1",
          properties: { revenue: 1, b: 2 },
          messageId: "m2",
        },
        { type: "page", name: "Home", userId: "u1" },
      ],
    });
    expect(answer).toMatchObject({
      stored: 3,
      quarantined: [],
      warnings: [
        { index: 0, messageId: "m1", path: "$.event" },
        { index: 1, messageId: "m2", path: "$.properties.b" },
      ],
    });
    const flags = (await app.logOf("u1")).map(({ extra }) => extra?.["unknown"]);
    expect(flags).toEqual([true, true, undefined]);
  });

  it("is not told of more than fifty times in one answer", async () => {
    const app = await trackedApp({ rules: strict });
    const batch = Array.from({ length: 60 }, (_, i) => ({
      type: "track",
      event: `E${i}`,
      userId: "u1",
    }));
    expect((await app.take("/v1/batch", { batch })).warnings).toHaveLength(50);
  });
});
