import { describe, expect, it } from "vitest";
import {
  DAY,
  entry,
  HOSTILE_IDS,
  keep,
  logOf,
  nobodysEntry,
  NOW,
  type Opened,
  ref,
  remember,
  seenBy,
  SITE,
  visit,
} from "./contract-data.ts";

const record = (id: string, parts: object = {}) => ({
  collection: "quarantine",
  site: SITE,
  id,
  at: NOW,
  body: { of: id },
  ...parts,
});

/** What is forgotten, and stays so. */
export function testForgetting(store: Opened): void {
  describe("erasing", () => {
    it("forgets a visitor: state, log, records, message ids", async () => {
      await keep(store(), entry({ messageId: "a" }), entry({ messageId: "b", visitorId: "v2" }));
      await store().put(record("r1", { visitorId: "v1" }));
      await store().put(record("r2", { visitorId: "v2" }));
      expect(await store().erase(ref)).toBe(true);
      expect(await store().get(ref)).toBe("erased");
      expect(await logOf(store(), "v1")).toEqual([]);
      expect(await store().list(SITE, { limit: 5 })).toEqual(["v2"]);
      const left = await store().records({ collection: "quarantine", limit: 5 });
      expect(left.map(({ id }) => id)).toEqual(["r2"]);
      expect(await keep(store(), entry({ messageId: "a", visitorId: "v2" }))).toEqual(["stored"]);
    });

    it("brings nobody back by what comes late", async () => {
      await keep(store(), entry());
      await store().erase(ref);
      const outcomes = await store().append({
        entries: [entry({ messageId: "late" }), entry({ messageId: "b", visitorId: "v2" })],
        fold: remember,
        records: [record("r1", { visitorId: "v1" }), record("r2", { visitorId: "v2" })],
        durable: true,
      });
      expect(outcomes).toEqual(["erased", "stored"]);
      await store().update(ref, visit);
      await store().put(record("r3", { visitorId: "v1" }));
      expect(await store().get(ref)).toBe("erased");
      expect(await logOf(store(), "v1")).toEqual([]);
      const left = await store().records({ collection: "quarantine", limit: 5 });
      expect(left.map(({ id }) => id)).toEqual(["r2"]);
    });

    it("forgets a visitor under every name", async () => {
      for (const id of ["anon", "user"]) {
        await keep(store(), entry({ visitorId: id }));
        await store().put(record(id, { visitorId: id }));
      }
      await store().join({ site: SITE, anonymousId: "anon", userId: "user", at: NOW }, remember);
      expect(await store().erase({ site: SITE, id: "anon" })).toBe(true);
      for (const id of ["anon", "user"]) {
        expect(await store().get({ site: SITE, id })).toBe("erased");
        expect(await logOf(store(), id)).toEqual([]);
        expect(await keep(store(), entry({ visitorId: id }))).toEqual(["erased"]);
      }
      for (const collection of ["quarantine", "merges"]) {
        expect(await store().records({ collection, limit: 5 })).toEqual([]);
      }
    });

    it("names nobody by a name that was erased", async () => {
      await keep(store(), entry(), entry({ visitorId: "user" }));
      await store().erase(ref);
      const names = { site: SITE, anonymousId: "v1", userId: "user", at: NOW };
      expect(await store().join(names, remember)).toBe("refused");
      expect(await store().join({ ...names, anonymousId: "new", userId: "v1" }, remember)).toBe(
        "refused",
      );
      expect(await store().get(ref)).toBe("erased");
      expect(await seenBy(store(), "user")).toHaveLength(1);
    });

    it("takes a user id that came with an erased name for somebody known", async () => {
      await keep(store(), entry());
      await store().erase(ref);
      const names = { site: SITE, anonymousId: "v1", userId: "user", at: NOW };
      expect(await store().join(names, remember)).toBe("refused");
      expect((await store().about({ site: SITE, id: "user" })).names).toEqual([
        { name: "user", isKnown: true },
      ]);
      const other = { ...names, anonymousId: "user", userId: "other" };
      expect(await store().join(other, remember)).toBe("refused");
      expect(await store().get(ref)).toBe("erased");
    });

    it("says that nothing was known, and takes the name when it comes", async () => {
      expect(await store().erase(ref)).toBe(false);
      expect(await keep(store(), entry())).toEqual(["stored"]);
    });

    it("is done once", async () => {
      await keep(store(), entry());
      expect(await store().erase(ref)).toBe(true);
      expect(await store().erase(ref)).toBe(false);
      expect(await store().get(ref)).toBe("erased");
    });

    it("forgets who is only in the log, or only in a record", async () => {
      await store().append({ entries: [entry()], durable: true });
      expect(await store().erase(ref)).toBe(true);
      await store().put(record("r", { visitorId: "v2" }));
      expect(await store().erase({ site: SITE, id: "v2" })).toBe(true);
      expect(await store().records({ collection: "quarantine", limit: 5 })).toEqual([]);
    });

    it("leaves the namesake of another site", async () => {
      await keep(store(), entry({ messageId: "a" }), entry({ messageId: "a", site: "other" }));
      await store().erase(ref);
      expect(await seenBy(store(), "v1", "other")).toEqual(["a"]);
      expect(await keep(store(), entry({ site: "other" }))).toEqual(["stored"]);
    });

    it("leaves nothing of a visitor whose events come all the while", async () => {
      await keep(store(), entry());
      const appended = Array.from({ length: 20 }, () => keep(store(), entry()));
      const erased = store().erase(ref);
      const later = Array.from({ length: 20 }, () => keep(store(), entry()));
      await Promise.all([...appended, erased, ...later]);
      expect(await store().get(ref)).toBe("erased");
      expect(await logOf(store(), "v1")).toEqual([]);
    });

    it.each(HOSTILE_IDS)("erases %j", async (id) => {
      await keep(store(), entry({ visitorId: id, messageId: id }));
      expect(await store().erase({ site: SITE, id })).toBe(true);
      expect(await store().get({ site: SITE, id })).toBe("erased");
      expect(await logOf(store(), id)).toEqual([]);
    });
  });

  describe("purging", () => {
    it("forgets what is older, and who was not seen since", async () => {
      const old = NOW - 30 * DAY;
      const since = NOW - 10 * DAY;
      await keep(store(), entry({ messageId: "old", receivedAt: old }));
      await keep(store(), entry({ messageId: "new" }));
      await store().append({
        entries: [
          entry({ messageId: "gone", visitorId: "v2", receivedAt: old }),
          nobodysEntry({ messageId: "nobody's", receivedAt: old }),
        ],
        fold: (_, entries, id) => ({ ...remember(undefined, entries, id), createdAt: old }),
        durable: true,
      });
      await store().put(record("old", { at: old }));
      await store().put(record("new"));
      await store().put(record("key", { at: old, collection: "keys" }));
      expect(await store().purge(SITE, since)).toEqual({ entries: 3, visitors: 1 });
      expect(await logOf(store(), "v1")).toEqual(["new"]);
      expect(await store().get({ site: SITE, id: "v1" })).toBeDefined();
      expect(await store().get({ site: SITE, id: "v2" })).toBeUndefined();
      const left = await store().records({ collection: "quarantine", limit: 5 });
      expect(left.map(({ id }) => id)).toEqual(["new"]);
      expect(await store().records({ collection: "keys", limit: 5 })).toHaveLength(1);
      expect(await store().purge(SITE, since)).toEqual({ entries: 0, visitors: 0 });
    });

    it("goes through any number", async () => {
      const receivedAt = NOW - 30 * DAY;
      const entries = Array.from({ length: 1_500 }, (_, i) =>
        entry({ visitorId: `v${i}`, receivedAt }),
      );
      await store().append({
        entries,
        fold: (_, all, id) => ({ ...remember(undefined, all, id), createdAt: receivedAt }),
        durable: false,
      });
      expect(await store().purge(SITE, NOW)).toEqual({ entries: 1_500, visitors: 1_500 });
      expect(await store().list(SITE, { limit: 5 })).toEqual([]);
    });

    it("lets a visitor who was purged come back", async () => {
      const receivedAt = NOW - 30 * DAY;
      await store().append({
        entries: [entry({ receivedAt })],
        fold: (_, all, id) => ({ ...remember(undefined, all, id), createdAt: receivedAt }),
        durable: true,
      });
      await store().purge(SITE, NOW);
      expect(await keep(store(), entry({ messageId: "back" }))).toEqual(["stored"]);
      expect(await seenBy(store(), "v1")).toEqual(["back"]);
    });

    it("has resends of what was purged stay harmless", async () => {
      const receivedAt = Date.now() - 60_000;
      const sent = entry({ messageId: "a", receivedAt });
      await keep(store(), sent);
      expect(await store().purge(SITE, receivedAt + 1)).toEqual({ entries: 1, visitors: 0 });
      expect(await keep(store(), { ...sent, receivedAt: receivedAt + 50_000 })).toEqual([
        "duplicate",
      ]);
      expect(await logOf(store(), "v1")).toEqual([]);
    });

    it("keeps to one site", async () => {
      const receivedAt = NOW - 30 * DAY;
      await keep(store(), entry({ site: "other", receivedAt }));
      await store().put(record("r", { site: "other", at: receivedAt }));
      expect(await store().purge(SITE, NOW + DAY)).toEqual({ entries: 0, visitors: 0 });
      expect(await store().records({ collection: "quarantine", limit: 5 })).toHaveLength(1);
    });
  });
}
