import { trackResponseSchema } from "@facet/protocol";
import { describe, expect, it } from "vitest";
import { cookiePair, MINUTE, NOW } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const PAGE = "https://shop.example/okna";

/** Somebody's counters, as `name: count`. */
async function countsOf(app: Awaited<ReturnType<typeof trackedApp>>, id: string) {
  const events = (await app.stateOf(id))?.history.events ?? {};
  return Object.fromEntries(
    Object.entries(events).map(([name, { recent }]) => [name, recent.length]),
  );
}

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
    expect(await countsOf(app, "u1")).toEqual({ "Page Viewed": 4, "Pricing Viewed": 3 });
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
    expect(await countsOf(app, "u1")).toEqual({});
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
    expect(await countsOf(app, "u1")).toEqual({ "Order Completed": 2, "Bike Bought": 1 });
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
    expect(await countsOf(app, "u1")).toEqual({ E: 2 });
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

describe("a server names its visitors", () => {
  it.each(["visitorId", "userId", "anonymousId", "messageId"])(
    "not by half a character, of which a store could tell no two apart: %s",
    async (field) => {
      const app = await trackedApp();
      const batch = ["\ud800", "\ud801"].map((half) => {
        return { type: "track", event: "E", visitorId: "v1", [field]: `n${half}` };
      });
      const answer = await app.take("/v1/batch", { batch });
      expect(answer).toMatchObject({ stored: 0, duplicates: 0 });
      expect(answer.quarantined.map(({ path }) => path)).toEqual([`$.${field}`, `$.${field}`]);
      expect(await app.store.records({ collection: "quarantine", limit: 5 })).toHaveLength(2);
    },
  );

  it("an identify joins the anonymous one to the known one, in whatever order they came", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "Before", anonymousId: "a1" });
    await app.take("/v1/identify", { userId: "u1", anonymousId: "a1", traits: { role: "boss" } });
    await app.take("/v1/track", { event: "After", userId: "u1" });
    await app.take("/v1/track", { event: "Late", anonymousId: "a1" });
    for (const name of ["a1", "u1"]) {
      expect(await countsOf(app, name)).toEqual({ Before: 1, After: 1, Late: 1 });
      expect((await app.stateOf(name))?.traits).toEqual({ role: "boss" });
    }
  });

  it("so does an alias", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "Before", anonymousId: "a1" });
    await app.take("/v1/track", { event: "Known", userId: "u1" });
    await app.take("/v1/alias", { previousId: "a1", userId: "u1" });
    expect(await countsOf(app, "u1")).toEqual({ Before: 1, Known: 1 });
    expect(await countsOf(app, "a1")).toEqual({ Before: 1, Known: 1 });
  });

  it("two known people are never joined: the event is the known one's, and says so", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "One", userId: "u1" });
    await app.take("/v1/track", { event: "Two", userId: "u2" });
    await app.take("/v1/alias", { previousId: "u1", userId: "u2" });
    await app.take("/v1/identify", { userId: "u2", anonymousId: "u1", traits: { plan: "pro" } });
    expect(await countsOf(app, "u1")).toEqual({ One: 1 });
    expect((await app.stateOf("u1"))?.traits).toEqual({});
    expect(await countsOf(app, "u2")).toEqual({ Two: 1 });
    expect((await app.stateOf("u2"))?.traits).toEqual({ plan: "pro" });
    const refused = (await app.logOf("u2")).filter(({ extra }) => extra?.["join"] === "refused");
    expect(refused.map(({ extra }) => extra?.["type"])).toEqual(["alias", "identify"]);
  });

  it("an event with two names tells a new one, and joins nobody who is known already", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "First", anonymousId: "a1", userId: "u1" });
    expect(await countsOf(app, "a1")).toEqual({ First: 1 });
    expect(await countsOf(app, "u1")).toEqual({ First: 1 });
    await app.take("/v1/track", { event: "Other", anonymousId: "a2" });
    await app.take("/v1/track", { event: "Both", anonymousId: "a2", userId: "u1" });
    expect(await countsOf(app, "a2")).toEqual({ Other: 1 });
    expect(await countsOf(app, "u1")).toEqual({ First: 1, Both: 1 });
    await app.take("/v1/track", { event: "Kiosk", anonymousId: "a1", userId: "u2" });
    expect(await countsOf(app, "u1")).toEqual({ First: 1, Both: 1 });
    expect(await countsOf(app, "u2")).toEqual({ Kiosk: 1 });
  });

  it("whom a user id named beside another visitor's name is joined to nobody later", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "Other", visitorId: "a1" });
    await app.take("/v1/track", { event: "Seen", visitorId: "u1" });
    await app.take("/v1/track", { event: "Named", anonymousId: "a1", userId: "u1" });
    await app.take("/v1/track", { event: "Known", userId: "u2" });
    await app.take("/v1/alias", { previousId: "u1", userId: "u2" });
    expect(await countsOf(app, "u1")).toEqual({ Seen: 1, Named: 1 });
    expect(await countsOf(app, "u2")).toEqual({ Known: 1 });
  });

  it("nor is whom a user id named beside the name of somebody erased", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "E", anonymousId: "a1" });
    await app.store.erase({ site: "shop", id: "a1" });
    await app.take("/v1/identify", { anonymousId: "a1", userId: "u1", traits: { plan: "pro" } });
    await app.take("/v1/track", { event: "Named", anonymousId: "a1", userId: "u2" });
    await app.take("/v1/track", { event: "Known", userId: "u3" });
    for (const previousId of ["u1", "u2"]) {
      await app.take("/v1/alias", { previousId, userId: "u3" });
    }
    expect((await app.stateOf("u1"))?.traits).toEqual({ plan: "pro" });
    expect(await countsOf(app, "u2")).toEqual({ Named: 1 });
    expect(await countsOf(app, "u3")).toEqual({ Known: 1 });
  });

  it("an id that is given beside another name wins, and the user id is a trait", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "E", visitorId: "v1" });
    await app.take("/v1/track", { event: "E", userId: "u1" });
    await app.take("/v1/track", { event: "Both", visitorId: "v1", userId: "u1" });
    expect(await countsOf(app, "v1")).toEqual({ E: 1, Both: 1 });
    expect((await app.stateOf("v1"))?.traits).toEqual({ userId: "u1" });
  });

  it("a resend joins and counts nothing twice", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "Before", anonymousId: "a1", messageId: "m0" });
    const identify = { userId: "u1", anonymousId: "a1", traits: { n: 1 }, messageId: "m1" };
    expect(await app.take("/v1/identify", identify)).toMatchObject({ stored: 1 });
    expect(await app.take("/v1/identify", identify)).toMatchObject({ stored: 0, duplicates: 1 });
    expect(await countsOf(app, "u1")).toEqual({ Before: 1 });
  });

  it("an event of somebody who was erased is refused, and brings nobody back", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "E", userId: "u1" });
    await app.store.erase({ site: "shop", id: "u1" });
    const batch = [
      { type: "track", event: "E", userId: "u1", messageId: "m1" },
      { type: "track", event: "E", userId: "u2", messageId: "m2" },
    ];
    expect(await app.take("/v1/batch", { batch })).toMatchObject({
      stored: 1,
      duplicates: 0,
      quarantined: [],
      refused: [{ index: 0, messageId: "m1", path: "$" }],
    });
    expect(await app.store.get({ site: "shop", id: "u1" })).toBe("erased");
  });
});

describe("a page speaks of its own visitor alone", () => {
  const local = "http://localhost:3000";

  /** A page's visitor: what `send` sends is theirs. */
  async function visited() {
    const app = await trackedApp();
    const first = await app.asPage(`${local}/v1/track`, { event: "First" });
    const Cookie = cookiePair(first.headers.get("set-cookie"));
    const logged = await app.store.list("shop", { limit: 10 });
    const [id = ""] = logged;
    return {
      ...app,
      id,
      cookie: Cookie,
      send: (path: string, body: object, more: Record<string, string> = {}) =>
        app.asPage(`${local}${path}`, body, { Cookie, ...more }),
    };
  }

  it("whoever it names", async () => {
    const app = await visited();
    await app.take("/v1/track", { event: "Known", userId: "u1" });
    await app.send("/v1/track", {
      event: "E",
      anonymousId: "a1",
      visitorId: "u1",
      userId: "u1",
    });
    await app.send("/v1/identify", { userId: "u1", anonymousId: "a1", traits: { role: "boss" } });
    await app.send("/v1/alias", { userId: "u1", previousId: app.id });
    expect(await countsOf(app, "u1")).toEqual({ Known: 1 });
    expect(await app.stateOf("a1")).toBeUndefined();
    expect(await countsOf(app, app.id)).toEqual({ First: 1, E: 1 });
    expect((await app.stateOf(app.id))?.traits).toEqual({ userId: "u1", role: "boss" });
  });

  it("even where a body has the sealed cookie of somebody else", async () => {
    const app = await visited();
    const state = app.cookie.slice(app.cookie.indexOf("=") + 1);
    const response = await app.asPage(`${local}/v1/track`, { event: "E", state });
    expect(response.headers.get("set-cookie")).not.toBeNull();
    expect(await countsOf(app, app.id)).toEqual({ First: 1 });
  });

  it("at a time that its clock cannot bend", async () => {
    const app = await visited();
    const DAY = 86_400_000;
    const wrong = 3 * 365 * DAY;
    const iso = (at: number) => new Date(at).toISOString();
    const sent = [
      [{ timestamp: iso(NOW + wrong - MINUTE), sentAt: iso(NOW + wrong) }, NOW - MINUTE],
      [{ timestamp: iso(NOW - wrong - MINUTE), sentAt: iso(NOW - wrong) }, NOW - MINUTE],
      [{ timestamp: iso(NOW - wrong) }, NOW - 30 * DAY],
      [{ timestamp: iso(NOW + wrong) }, NOW + 5 * MINUTE],
      [{ timestamp: (NOW - MINUTE) / 1_000 }, NOW - MINUTE],
      [{ sentAt: "soon" }, NOW],
    ] as const;
    for (const [clocks] of sent) await app.send("/v1/track", { event: "E", ...clocks });
    const entries = (await app.logOf(app.id)).filter(
      ({ fact }) => "name" in fact && fact.name === "E",
    );
    expect(entries.map(({ fact }) => fact.at)).toEqual(sent.map(([, at]) => at));
  });

  it("and sets nothing that only the server knows", async () => {
    const app = await visited();
    const before = await app.stateOf(app.id);
    const forged = {
      score: 1_000,
      scores: { trail: 9 },
      grade: "A",
      rank: "A1",
      interest: 1,
      visits: 99,
      consent: { storage: false, ads: true },
      history: { ledger: { guide: { entries: [] } } },
      segments: ["back"],
      receivedAt: 0,
      at: 0,
      site: "other",
      submission: true,
    };
    const body = { ...forged, event: "E", properties: forged, messageId: "m1" };
    await app.send("/v1/track", { ...body, context: { ...forged, traits: forged } });
    await app.send("/v1/identify", { ...forged, traits: forged });
    const after = await app.stateOf(app.id);
    expect(after?.traits).toMatchObject({ score: 1_000, grade: "A" });
    const { traits: _, history, stamps: __, ...rest } = after ?? ({} as never);
    expect(rest).toEqual(
      Object.fromEntries(Object.entries(before ?? {}).filter(([name]) => name in rest)),
    );
    expect(history).toMatchObject({
      ledger: before?.history.ledger ?? {},
      submissions: 0,
      assignments: {},
    });
    const { events } = history;
    expect(Object.keys(events).toSorted()).toEqual(["E", "First"]);
  });

  it("and makes none where it is a crawler, a prefetch, or refused", async () => {
    const app = await trackedApp();
    const bot = "Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)";
    const refusal = { consent: { categoryPreferences: { analytics: false } } };
    const sent: [object, Record<string, string>][] = [
      [{ event: "E" }, { "User-Agent": bot }],
      [{ event: "E" }, { "Sec-Purpose": "prefetch;prerender" }],
      [{ event: "E" }, { "Sec-GPC": "1" }],
      [{ event: "E" }, { Cookie: "fct_c=none" }],
      [{ event: "E", context: refusal }, {}],
    ];
    for (const [body, headers] of sent) {
      const response = await app.asPage("/v1/track", body, headers);
      expect(await app.answerOf(response)).toMatchObject({ stored: 1 });
      expect(response.headers.get("set-cookie")).toBeNull();
    }
    expect(await app.store.list("shop", { limit: 10 })).toEqual([]);
  });

  it("what is refused is kept without a word about who it was", async () => {
    const entries: string[] = [];
    const app = await trackedApp();
    const { append } = app.store;
    app.store.append = (batch, call) => {
      entries.push(JSON.stringify(batch));
      return append(batch, call);
    };
    const told = {
      anonymousId: "secret-a",
      userId: "secret-u",
      context: { traits: { email: "secret@x.example" }, page: { url: `${PAGE}?e=secret` } },
      traits: { email: "secret@x.example" },
    };
    const send = (path: string, body: object) =>
      app.asPage(path, { ...told, ...body }, { "Sec-GPC": "1" });
    await send("/v1/track", { event: "E", properties: { slot: "hero" } });
    await send("/v1/identify", {});
    await send("/v1/page", {
      properties: { url: `${PAGE}?e=secret`, referrer: "https://secret.example" },
    });
    await send("/v1/group", { groupId: "secret-g" });
    await send("/v1/track", { event: 7, properties: { href: "https://secret.example" } });
    expect(entries).toHaveLength(5);
    expect(entries.join()).not.toContain("secret");
    expect(entries.join()).toContain("hero");
  });
});

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
    expect(await countsOf(app, "u1")).toEqual({ E: 1 });
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
