import { visitorExportSchema } from "@facet/protocol";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { describe, expect, it } from "vitest";
import { cookiePair, NOW, testApp } from "../fixtures/app.ts";
import { testFolder, textsInDatabase } from "../fixtures/files.ts";
import { ALL, markedApp, MARKS, missing } from "./marked.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";

const folder = testFolder();
const PAGE = "https://shop.example/okna";

describe("an export", () => {
  it("has every field that is stored, under every name", async () => {
    const { read } = await markedApp();
    for (const id of [MARKS.userId, MARKS.anonymousId]) {
      const response = await read(id, "/export");
      expect(response.headers.get("Content-Disposition")).toMatch(/^attachment/u);
      const text = await response.text();
      expect(missing(text)).toEqual([]);
      const { records, log, names } = visitorExportSchema.parse(JSON.parse(text));
      expect(names).toHaveLength(2);
      expect(log.length).toBeGreaterThan(4);
      const collections = new Set(records.map(({ collection }) => collection));
      expect(collections).toEqual(
        new Set(["merges", "quarantine", "leads", "leadIds", "webhooks", "access"]),
      );
      expect(text).not.toContain("somebody-else");
    }
  });

  it("has as much as the database has of them: every row of every table", async () => {
    const file = join(folder, "export.db");
    const store = createSqliteStore(file);
    const { read } = await markedApp(store);
    expect(textsInDatabase(file, ALL)).toEqual(ALL);
    expect(missing(await (await read(MARKS.userId, "/export")).text())).toEqual([]);
    await store.close();
  });

  it("is of somebody too of whom only a lead or an event is kept, without a state", async () => {
    const { store, read } = await markedApp();
    const body = { note: "only a record" };
    const about = { site: "shop", at: NOW, visitorId: "shade", body };
    await store.put({ ...about, collection: "leads", id: "l1" });
    const { state, records } = visitorExportSchema.parse(
      await (await read("shade", "/export")).json(),
    );
    expect(state).toBeUndefined();
    expect(records).toHaveLength(2);
    expect(records).toContainEqual({ ...about, collection: "leads", id: "l1" });
  });
});

describe("an erased visitor", () => {
  it("has left no byte in the database, by itself, in whatever field", async () => {
    const file = join(folder, "erased.db");
    const store = createSqliteStore(file, { compactAfterMs: 50 });
    const { erase, read } = await markedApp(store);
    await read(MARKS.userId);
    expect(textsInDatabase(file, ALL)).toEqual(ALL);
    expect((await erase(MARKS.anonymousId)).status).toBe(204);
    await expect.poll(() => textsInDatabase(file, ALL), { timeout: 20_000 }).toEqual([]);
    expect(textsInDatabase(file, ["somebody-else"])).toEqual(["somebody-else"]);
    await store.close();
    expect(textsInDatabase(file, ALL)).toEqual([]);
  });

  it("is not there under any name, and does not come back by what comes late", async () => {
    const { erase, read, asServer, take, request, secret, store } = await markedApp();
    expect((await erase(MARKS.userId)).status).toBe(204);
    const { userId, anonymousId } = MARKS;
    await take("/v1/track", { userId, event: "Late", messageId: "late-1" });
    await take("/v1/identify", { userId, anonymousId, traits: { email: MARKS.email } });
    await asServer("/v1/decide", { url: PAGE, visitorId: anonymousId });
    await take("/v1/track", { userId: anonymousId, properties: {} });
    for (const id of [userId, anonymousId]) {
      expect((await read(id)).status).toBe(404);
      expect((await read(id, "/export")).status).toBe(404);
    }
    expect(await store.records({ collection: "webhooks", limit: 10 })).toEqual([]);
    for (const path of ["/v1/quarantine", "/v1/leads"]) {
      const list = await (await request(path, { headers: secret.bearer })).text();
      expect(missing(list)).toEqual(ALL);
    }
    expect((await read("somebody-else")).status).toBe(200);
  });

  it("is looked for in every table that there is", async () => {
    const file = join(folder, "tables.db");
    await createSqliteStore(file).close();
    const database = new DatabaseSync(file);
    const tables = database.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").all();
    database.close();
    // Another table needs a rule for erasing and for exporting, and a mark above that gets into it.
    expect(tables.map(({ name }) => name).toSorted()).toEqual([
      "log",
      "messages",
      "meta",
      "names",
      "records",
      "tombstones",
      "visitors",
    ]);
  });

  it("can be erased again; nobody cannot", async () => {
    const { erase } = await markedApp();
    expect((await erase(MARKS.userId)).status).toBe(204);
    expect((await erase(MARKS.userId)).status).toBe(204);
    expect((await erase(MARKS.anonymousId)).status).toBe(204);
    expect((await erase("nobody")).status).toBe(404);
  });

  it("is forgotten before the browser has come back the first time", async () => {
    const store = createMemoryStore();
    const { decide, request } = await testApp({ store });
    const first = await decide({ url: PAGE });
    const id = first.visitor.id ?? "";
    const Cookie = cookiePair(first.cookies?.[0]);
    expect((await request(`/v1/visitors/${id}`, { method: "DELETE" })).status).toBe(204);
    const second = await decide({ url: PAGE }, { Cookie });
    expect(second.visitor.id).not.toBe(id);
    expect(await store.get({ site: "shop", id })).toBe("erased");
  });
});

describe("the access log", () => {
  it("says who read what and when", async () => {
    const { read, accessOf, secret, clock } = await markedApp();
    await read(MARKS.userId);
    clock.now += 1_000;
    await read(MARKS.anonymousId, "/export");
    const [card, exported, access] = await accessOf(MARKS.userId);
    const who = secret.key.id;
    const at = new Date(NOW).toISOString();
    expect(card).toEqual({ at, who, action: "card", visitor: MARKS.userId });
    expect(exported).toMatchObject({ action: "export", at: new Date(NOW + 1_000).toISOString() });
    expect(access).toMatchObject({ action: "access", who });
  });

  it("has no line of what nobody was told", async () => {
    const { read, store } = await markedApp();
    await read("nobody");
    await read("nobody", "/access");
    expect(await store.records({ collection: "access", limit: 10 })).toEqual([]);
  });

  it("outlasts the visitor without naming them, and is found by who knows a name", async () => {
    const { read, erase, accessOf, store } = await markedApp();
    await read(MARKS.userId);
    await erase(MARKS.userId);
    for (const id of [MARKS.userId, MARKS.anonymousId]) {
      const lines = await accessOf(id);
      expect(lines.map(({ action }) => action)).toEqual(["card", "erase"]);
      expect(lines.every(({ visitor }) => visitor === undefined)).toBe(true);
    }
    const kept = JSON.stringify(await store.records({ collection: "access", limit: 10 }));
    expect(missing(kept)).toEqual(ALL);
    expect((await read("somebody-else", "/access")).status).toBe(200);
  });

  it("has no line of an erasure of nobody", async () => {
    const { erase, store } = await markedApp();
    await erase("nobody");
    expect(await store.records({ collection: "access", limit: 10 })).toEqual([]);
  });

  it("says that a visitor erased themselves by taking their consent back", async () => {
    const { decide, request } = await testApp();
    const { cookies } = await decide({ url: PAGE, visitorId: "known" });
    const Cookie = cookiePair(cookies?.[0]);
    await decide({ url: PAGE }, { Cookie });
    await decide({ url: PAGE, consent: { storage: false } }, { Cookie });
    const access = await (await request("/v1/visitors/known/access")).json();
    expect(access).toMatchObject({ access: [{ action: "erase", who: "visitor" }] });
  });

  it("must be kept before anybody is told anything", async () => {
    const { read, store } = await markedApp();
    const put = store.put.bind(store);
    Object.assign(store, { put: () => Promise.reject(new Error("down")) });
    expect((await read(MARKS.userId)).status).toBe(503);
    expect((await read(MARKS.userId, "/export")).status).toBe(503);
    Object.assign(store, { put });
    expect((await read(MARKS.userId)).status).toBe(200);
  });
});
