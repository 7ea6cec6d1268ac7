import { trackResponseSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { shop } from "../fixtures/ruleset.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const PAGE = "https://shop.example/okna";

describe("Segment's calls", () => {
  it.each([
    ["track", "t", { event: "E" }],
    ["identify", "i", { traits: { role: "director" } }],
    ["page", "p", { name: "Home" }],
    ["screen", "s", { name: "Home" }],
    ["group", "g", { groupId: "acme" }],
    ["alias", "a", { previousId: "a1" }],
    ["batch", "b", { batch: [{ type: "track", event: "E", userId: "u1" }] }],
    ["batch", "import", { batch: [{ type: "track", event: "E", userId: "u1" }] }],
  ])("%s is taken under its long and its short name, %s", async (long, short, body) => {
    const app = await trackedApp();
    for (const path of [`/v1/${long}`, `/v1/${short}`]) {
      const answer = await app.take(path, { userId: "u1", ...body });
      expect(trackResponseSchema.strict().parse(answer)).toEqual({
        success: true,
        stored: 1,
        duplicates: 0,
        quarantined: [],
      });
    }
  });

  it("page counts as Page Viewed and as what events.yaml recognises by its path", async () => {
    const app = await trackedApp();
    await app.take("/v1/page", { userId: "u1", properties: { path: "/okna/prices" } });
    await app.take("/v1/page", { userId: "u1", properties: { url: `${PAGE}/prices?a=1` } });
    await app.take("/v1/page", { userId: "u1", context: { page: { url: `${PAGE}/prices` } } });
    await app.take("/v1/page", { userId: "u1", name: "Home", properties: { path: "/" } });
    expect(await app.countsOf("u1")).toEqual({ "Page Viewed": 4, "Pricing Viewed": 3 });
    const [entry] = await app.logOf("u1");
    expect(entry?.fact).toMatchObject({
      name: "Page Viewed",
      properties: { path: "/okna/prices" },
    });
  });

  it("page and screen open no session", async () => {
    const app = await trackedApp();
    await app.take("/v1/page", { userId: "u1", name: "Home" });
    await app.take("/v1/screen", { userId: "u1", name: "Catalogue", category: "Shop" });
    expect(await app.stateOf("u1")).toMatchObject({ visits: 0, pageviews: 0 });
    const [, screen] = await app.logOf("u1");
    expect(screen?.fact).toMatchObject({
      name: "Screen Viewed",
      properties: { name: "Catalogue", category: "Shop" },
    });
  });

  it("identify and group tell traits, and count no event", async () => {
    const app = await trackedApp();
    await app.take("/v1/identify", { userId: "u1", traits: { role: "director", age: 40 } });
    await app.take("/v1/group", { userId: "u1", groupId: "acme", traits: { employees: 120 } });
    await app.take("/v1/identify", { userId: "u1", traits: { age: null } });
    expect((await app.stateOf("u1"))?.traits).toEqual({
      role: "director",
      groupId: "acme",
      group: { employees: 120 },
    });
    expect(await app.countsOf("u1")).toEqual({});
  });

  it("an event with a property counts as what events.yaml recognises by it", async () => {
    const where = { op: "signal", path: ["category"], tests: [{ is: "eq", value: "bikes" }] };
    const events = { "Bike Bought": { event: "Order Completed", where } };
    const app = await trackedApp({ rules: shop({ events: events as never }) });
    await app.take("/v1/track", {
      userId: "u1",
      event: "Order Completed",
      properties: { category: "bikes" },
    });
    await app.take("/v1/track", {
      userId: "u1",
      event: "Order Completed",
      properties: { category: "cars" },
    });
    expect(await app.countsOf("u1")).toEqual({ "Order Completed": 2, "Bike Bought": 1 });
  });
});

describe("a click that events.yaml names", () => {
  const events = {
    "Phone Clicked": { click: "a[href^='tel:']" },
    "Pricing Viewed": { page: [["okna", "prices"]] },
  };

  it("is told to the page, which reports it", async () => {
    const app = await trackedApp({ rules: shop({ events }) });
    const decision = await app.decide({ url: PAGE }, app.secret.bearer);
    expect(decision.clicks).toEqual([{ event: "Phone Clicked", selector: "a[href^='tel:']" }]);
    const ofPage = await app.asPage("/v1/decide", { url: PAGE });
    expect(await ofPage.json()).toMatchObject({ clicks: decision.clicks });
  });

  it("is not told of where there is none", async () => {
    const app = await trackedApp();
    expect(await app.decide({ url: PAGE }, app.secret.bearer)).not.toHaveProperty("clicks");
  });
});

describe("a batch", () => {
  it("counts each call by itself and says which are not counted", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "E", userId: "u1", messageId: "m0" });
    const answer = await app.take("/v1/batch", {
      batch: [
        { type: "track", event: "E", userId: "u1", messageId: "m0" },
        { type: "track", event: "E", userId: "u1", messageId: "m1" },
        { type: "track", event: "E", userId: "u1", messageId: "m1" },
        { type: "track", event: " ", userId: "u1", messageId: "m2" },
        { type: "tracks", event: "E", userId: "u1", messageId: "m3" },
        { event: "E", userId: "u1", messageId: "m4" },
        { type: "identify", userId: 7, messageId: "m5" },
        { type: "group", userId: "u1", messageId: "m6" },
        { type: "alias", userId: "u1", messageId: "m7" },
        { type: "track", event: "E", properties: [], messageId: "m8" },
        { type: "track", event: "x".repeat(201), messageId: "m9" },
        null,
        "text",
        [],
      ],
    });
    expect(answer).toMatchObject({ stored: 1, duplicates: 2 });
    expect(answer.quarantined.map(({ index, path }) => [index, path])).toEqual([
      [3, "$.event"],
      [4, "$.type"],
      [5, "$.type"],
      [6, "$.userId"],
      [7, "$.groupId"],
      [8, "$.previousId"],
      [9, "$.properties"],
      [10, "$.event"],
      [11, "$"],
      [12, "$"],
      [13, "$"],
    ]);
    expect(answer.quarantined.map(({ messageId }) => messageId).slice(0, 8)).toEqual([
      "m2",
      "m3",
      "m4",
      "m5",
      "m6",
      "m7",
      "m8",
      "m9",
    ]);
    expect(await app.countsOf("u1")).toEqual({ E: 2 });
  });

  it("may be empty", async () => {
    const app = await trackedApp();
    expect(await app.take("/v1/batch", { batch: [] })).toMatchObject({ stored: 0, duplicates: 0 });
  });

  it.each([[{}], [{ batch: {} }], [{ batch: null }], [{ batch: [], context: 7 }]])(
    "that is none is refused as a whole: %j",
    async (body) => {
      expect((await (await trackedApp()).asServer("/v1/batch", body)).status).toBe(400);
    },
  );

  it("has at most 2,500 calls and 500 KB", async () => {
    const app = await trackedApp();
    const call = { type: "track", event: "E", userId: "u1" };
    const many = (count: number) => ({ batch: Array.from({ length: count }, () => call) });
    expect(await app.take("/v1/batch", many(2_500))).toMatchObject({ stored: 2_500 });
    expect((await app.asServer("/v1/batch", many(2_501))).status).toBe(413);
    const padded = (bytes: number) => JSON.stringify(many(1)).padEnd(bytes);
    expect((await app.asServer("/v1/batch", padded(512_000))).status).toBe(200);
    expect((await app.asServer("/v1/batch", padded(512_001))).status).toBe(413);
  });

  it("puts a call over 32 KB into quarantine, cut to 32 KB, and counts the others", async () => {
    const app = await trackedApp();
    const call = (length: number, letter: string) => ({
      type: "track",
      event: "E",
      userId: "u1",
      properties: { text: letter.repeat(length) },
    });
    const batch = [call(33_000, "x"), call(32_000, "x"), call(16_500, "я"), call(16_000, "я")];
    const answer = await app.take("/v1/batch", { batch });
    expect(answer.stored).toBe(2);
    expect(answer.quarantined.map(({ index, path }) => [index, path])).toEqual([
      [0, "$"],
      [2, "$"],
    ]);
    const response = await app.request("/v1/quarantine", { headers: app.secret.bearer });
    const { events } = (await response.json()) as { events: { raw: string; complete: boolean }[] };
    for (const { raw, complete } of events) {
      expect(complete).toBe(false);
      expect(Buffer.byteLength(raw)).toBeLessThanOrEqual(32_768);
      expect(Buffer.byteLength(raw)).toBeGreaterThan(32_700);
      expect(raw).not.toContain("\uFFFD");
    }
  });

  it("gives its calls what it says of all of them", async () => {
    const app = await trackedApp();
    const refusal = { consent: { categoryPreferences: { storage: false } } };
    await app.take("/v1/batch", {
      context: { traits: { plan: "pro" } },
      batch: [
        { type: "track", event: "E", userId: "u1" },
        { type: "track", event: "E", userId: "u2", context: { traits: { plan: "free" } } },
        { type: "track", event: "E", userId: "u3", context: refusal },
      ],
    });
    expect((await app.stateOf("u1"))?.traits).toEqual({ plan: "pro" });
    expect((await app.stateOf("u2"))?.traits).toEqual({ plan: "free" });
    expect(await app.stateOf("u3")).toBeUndefined();
  });
});
