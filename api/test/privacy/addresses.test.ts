import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { testFolder, textsInDatabase } from "../fixtures/files.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const folder = testFolder();
const PAGE = "https://shop.example/okna";
let made = 0;

/** An address, and all texts by which it would be found. */
const ADDRESSES: readonly (readonly [name: string, address: string, texts: readonly string[]])[] = [
  ["IPv4", "203.0.113.87", ["203.0.113.87"]],
  ["IPv6", "2001:db8:aa:bb:cc:dd:ee:ff", ["cc:dd:ee:ff", "2001:db8:aa:bb:cc"]],
  ["mapped IPv4", "::ffff:203.0.113.87", ["203.0.113.87", "::ffff:cb00:7157"]],
];

/** Sends a visitor's address by every way there is. */
async function sendAll(peer: string) {
  made += 1;
  const file = join(folder, `${made}.db`);
  const store = createSqliteStore(file);
  const told: string[] = [];
  const keep = (details: object, message: string) =>
    void told.push(`${JSON.stringify(details)} ${message}`);
  const app = await trackedApp({
    store,
    peer,
    log: { debug: keep, info: keep, warn: keep, error: keep },
  });
  const { asServer, asPage, take } = app;
  const context = { ip: peer, page: { url: PAGE } };
  await asServer("/v1/decide", { url: PAGE, visitorId: "anna", ip: peer });
  await asServer("/v1/decide", { url: PAGE, visitorId: "anna", ip: peer });
  await take("/v1/track", { userId: "anna", event: "Order", ip: peer, context });
  await take("/v1/identify", { userId: "anna", traits: { email: "a@mail.example" }, context });
  await take("/v1/batch", {
    batch: [{ type: "track", userId: "anna", event: "Seen", context }],
    context,
  });
  await take("/v1/track", { userId: "anna", ip: peer, context });
  await asPage("/v1/decide", { url: PAGE }, { Origin: "https://shop.example" });
  await asPage(
    "/v1/track",
    { event: "Clicked", context },
    { Origin: "https://shop.example", "X-Forwarded-For": peer },
  );
  const lead = await asServer("/v1/leads", {
    offer: "discount",
    visitorId: "anna",
    ip: peer,
    fields: { email: "a@mail.example" },
  });
  expect(lead.status).toBe(200);
  const exported = await (
    await app.request("/v1/visitors/anna/export", { headers: app.secret.bearer })
  ).text();
  await store.close();
  return { file, told, exported };
}

describe("an address", () => {
  it.each(ADDRESSES)("of kind %s is nowhere stored or logged whole", async (_, address, texts) => {
    const { file, told, exported } = await sendAll(address);
    expect(textsInDatabase(file, ["anna", "a@mail.example"])).toHaveLength(2);
    expect(told.length).toBeGreaterThan(5);
    expect(textsInDatabase(file, texts)).toEqual([]);
    expect(texts.filter((text) => told.join("\n").includes(text))).toEqual([]);
    expect(texts.filter((text) => exported.includes(text))).toEqual([]);
  });

  it("would be found by this search where somebody tells it as something else", async () => {
    const address = "203.0.113.87";
    const file = join(folder, "control.db");
    const store = createSqliteStore(file);
    const { take } = await trackedApp({ store });
    await take("/v1/track", { userId: "anna", event: "Order", properties: { note: address } });
    expect(textsInDatabase(file, [address])).toEqual([address]);
    await store.close();
  });
});
