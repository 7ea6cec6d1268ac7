import { describe, expect, it } from "vitest";
import { cookiePair, MINUTE, NOW } from "../fixtures/app.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const PAGE = "https://shop.example/okna";

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
    expect(await app.countsOf("u1")).toEqual({ Known: 1 });
    expect(await app.stateOf("a1")).toBeUndefined();
    expect(await app.countsOf(app.id)).toEqual({ First: 1, E: 1 });
    expect((await app.stateOf(app.id))?.traits).toEqual({ userId: "u1", role: "boss" });
  });

  it("even where a body has the sealed cookie of somebody else", async () => {
    const app = await visited();
    const state = app.cookie.slice(app.cookie.indexOf("=") + 1);
    const response = await app.asPage(`${local}/v1/track`, { event: "E", state });
    expect(response.headers.get("set-cookie")).not.toBeNull();
    expect(await app.countsOf(app.id)).toEqual({ First: 1 });
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
