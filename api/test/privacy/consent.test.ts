import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { cookiePair } from "../fixtures/app.ts";
import { testFolder, textsInDatabase } from "../fixtures/files.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const folder = testFolder();
const ORIGIN = { Origin: "https://shop.example" };
let made = 0;

/** What only this visit has, by which it would be found again. */
const MARKS = ["mark-source", "mark-click", "mark-path", "mark-user", "mark@mail.example"] as const;
const [source, click, path, userId, email] = MARKS;
const PAGE = `https://shop.example/okna/${path}?utm_source=${source}&yclid=${click}`;

/** A browser that comes, clicks, names itself and comes back, with these headers and this consent. */
async function visit(headers: Record<string, string>, more: object) {
  made += 1;
  const file = join(folder, `${made}.db`);
  const store = createSqliteStore(file);
  const told: string[] = [];
  const keep = (details: object, message: string) =>
    void told.push(`${JSON.stringify(details)} ${message}`);
  const log = { debug: keep, info: keep, warn: keep, error: keep };
  const { asPage } = await trackedApp({ store, log });
  const cookies: string[] = [];
  let Cookie = headers["Cookie"] ?? "";
  const send = async (to: string, body: object): Promise<string> => {
    const all = { ...ORIGIN, ...headers, ...(Cookie === "" ? {} : { Cookie }) };
    const response = await asPage(to, body, all);
    expect(response.status).toBe(200);
    const set = response.headers.getSetCookie();
    cookies.push(...set);
    if (set[0] !== undefined)
      Cookie = [cookiePair(set[0]), headers["Cookie"]].filter(Boolean).join("; ");
    return response.text();
  };
  const { consent } = more as { consent?: object };
  const context = consent === undefined ? {} : { consent: { categoryPreferences: consent } };
  const answers = [
    await send("/v1/decide", { url: PAGE, ...more }),
    await send("/v1/track", { event: "Clicked", context }),
    await send("/v1/identify", { userId, traits: { email }, context }),
    await send("/v1/decide", { url: PAGE, ...more }),
  ];
  await new Promise((resolve) => setTimeout(resolve, 30));
  await store.close();
  const lines = told.join("\n");
  return {
    cookies,
    answers,
    found: textsInDatabase(file, MARKS),
    logged: MARKS.filter((mark) => lines.includes(mark)),
  };
}

describe("a visitor without consent", () => {
  it.each<[string, Record<string, string>, object]>([
    ["who denies storage", {}, { consent: { storage: false } }],
    ["whose browser sends Sec-GPC: 1", { "Sec-GPC": "1" }, {}],
    ["whose browser sends Sec-GPC: 1 and a space", { "Sec-GPC": "1 " }, {}],
    ["who denied everything by cookie", { Cookie: "fct_c=none" }, {}],
  ])("%s leaves no cookie and no trace, but gets a decision", async (_, headers, more) => {
    const { cookies, answers, found, logged } = await visit(headers, more);
    expect(cookies).toEqual([]);
    expect(found).toEqual([]);
    expect(logged).toEqual([]);
    const [decided = ""] = answers;
    expect(JSON.parse(decided)).toMatchObject({
      slots: { "hero.headline": { content: "Windows" } },
    });
  });
});

describe("a visitor with consent", () => {
  it.each<[string, Record<string, string>]>([
    ["by the site's default", {}],
    ["whose browser sends Sec-GPC: 0", { "Sec-GPC": "0" }],
    ["whose browser sends Sec-GPC: true", { "Sec-GPC": "true" }],
  ])("%s has a cookie and is found in the database, by the same search", async (_, headers) => {
    const { cookies, found } = await visit(headers, {});
    expect(cookies.length).toBeGreaterThan(0);
    expect(found).toEqual(MARKS);
  });
});
