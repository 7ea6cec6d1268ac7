import { describe, expect, it } from "vitest";
import { trackedApp } from "../fixtures/tracked.ts";

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
      expect(await app.countsOf(name)).toEqual({ Before: 1, After: 1, Late: 1 });
      expect((await app.stateOf(name))?.traits).toEqual({ role: "boss" });
    }
  });

  it("so does an alias", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "Before", anonymousId: "a1" });
    await app.take("/v1/track", { event: "Known", userId: "u1" });
    await app.take("/v1/alias", { previousId: "a1", userId: "u1" });
    expect(await app.countsOf("u1")).toEqual({ Before: 1, Known: 1 });
    expect(await app.countsOf("a1")).toEqual({ Before: 1, Known: 1 });
  });

  it("two known people are never joined: the event is the known one's, and says so", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "One", userId: "u1" });
    await app.take("/v1/track", { event: "Two", userId: "u2" });
    await app.take("/v1/alias", { previousId: "u1", userId: "u2" });
    await app.take("/v1/identify", { userId: "u2", anonymousId: "u1", traits: { plan: "pro" } });
    expect(await app.countsOf("u1")).toEqual({ One: 1 });
    expect((await app.stateOf("u1"))?.traits).toEqual({});
    expect(await app.countsOf("u2")).toEqual({ Two: 1 });
    expect((await app.stateOf("u2"))?.traits).toEqual({ plan: "pro" });
    const refused = (await app.logOf("u2")).filter(({ extra }) => extra?.["join"] === "refused");
    expect(refused.map(({ extra }) => extra?.["type"])).toEqual(["alias", "identify"]);
  });

  it("an event with two names tells a new one, and joins nobody who is known already", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "First", anonymousId: "a1", userId: "u1" });
    expect(await app.countsOf("a1")).toEqual({ First: 1 });
    expect(await app.countsOf("u1")).toEqual({ First: 1 });
    await app.take("/v1/track", { event: "Other", anonymousId: "a2" });
    await app.take("/v1/track", { event: "Both", anonymousId: "a2", userId: "u1" });
    expect(await app.countsOf("a2")).toEqual({ Other: 1 });
    expect(await app.countsOf("u1")).toEqual({ First: 1, Both: 1 });
    await app.take("/v1/track", { event: "Kiosk", anonymousId: "a1", userId: "u2" });
    expect(await app.countsOf("u1")).toEqual({ First: 1, Both: 1 });
    expect(await app.countsOf("u2")).toEqual({ Kiosk: 1 });
  });

  it("whom a user id named beside another visitor's name is joined to nobody later", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "Other", visitorId: "a1" });
    await app.take("/v1/track", { event: "Seen", visitorId: "u1" });
    await app.take("/v1/track", { event: "Named", anonymousId: "a1", userId: "u1" });
    await app.take("/v1/track", { event: "Known", userId: "u2" });
    await app.take("/v1/alias", { previousId: "u1", userId: "u2" });
    expect(await app.countsOf("u1")).toEqual({ Seen: 1, Named: 1 });
    expect(await app.countsOf("u2")).toEqual({ Known: 1 });
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
    expect(await app.countsOf("u2")).toEqual({ Named: 1 });
    expect(await app.countsOf("u3")).toEqual({ Known: 1 });
  });

  it("an id that is given beside another name wins, and the user id is a trait", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "E", visitorId: "v1" });
    await app.take("/v1/track", { event: "E", userId: "u1" });
    await app.take("/v1/track", { event: "Both", visitorId: "v1", userId: "u1" });
    expect(await app.countsOf("v1")).toEqual({ E: 1, Both: 1 });
    expect((await app.stateOf("v1"))?.traits).toEqual({ userId: "u1" });
  });

  it("a resend joins and counts nothing twice", async () => {
    const app = await trackedApp();
    await app.take("/v1/track", { event: "Before", anonymousId: "a1", messageId: "m0" });
    const identify = { userId: "u1", anonymousId: "a1", traits: { n: 1 }, messageId: "m1" };
    expect(await app.take("/v1/identify", identify)).toMatchObject({ stored: 1 });
    expect(await app.take("/v1/identify", identify)).toMatchObject({ stored: 0, duplicates: 1 });
    expect(await app.countsOf("u1")).toEqual({ Before: 1 });
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
