import { describe, expect, it } from "vitest";
import type { StoredRecord, VisitorStore } from "../../../src/visitors/store.ts";
import {
  entry,
  HOSTILE_IDS,
  keep,
  NOW,
  type Opened,
  ref,
  remember,
  SITE,
} from "./contract-data.ts";

function record(id: string, parts: Partial<StoredRecord> = {}): StoredRecord {
  return { collection: "webhooks", site: SITE, id, at: NOW, body: { of: id }, ...parts };
}

async function idsOf(store: VisitorStore, query: object = {}): Promise<readonly string[]> {
  const found = await store.records({ collection: "webhooks", limit: 100, ...query });
  return found.map(({ id }) => id);
}

/** Records beside the log. */
export function testRecords(store: Opened): void {
  describe("records", () => {
    it("are given back as they were put", async () => {
      const full = record("r", {
        dueAt: NOW + 5,
        visitorId: "v1",
        body: { тело: [1, { x: null }], nested: { "a\u0000b": "c" } },
      });
      await store().put(full);
      expect(await store().records({ collection: "webhooks", limit: 5 })).toEqual([full]);
    });

    it("are listed by time, of one site or all, in pages", async () => {
      for (const [id, at, site] of [
        ["c", 3, SITE],
        ["b", 2, SITE],
        ["a", 2, SITE],
        ["d", 1, "other"],
      ] as const) {
        await store().put(record(id, { at, site }));
      }
      expect(await idsOf(store())).toEqual(["d", "a", "b", "c"]);
      expect(await idsOf(store(), { site: SITE })).toEqual(["a", "b", "c"]);
      expect(await idsOf(store(), { site: SITE, limit: 2 })).toEqual(["a", "b"]);
      expect(await idsOf(store(), { site: SITE, after: { at: 2, id: "a" } })).toEqual(["b", "c"]);
      expect(await idsOf(store(), { site: SITE, after: { at: 3, id: "c" } })).toEqual([]);
      expect(await idsOf(store(), { site: "nowhere" })).toEqual([]);
      expect(await idsOf(store(), { collection: "other" })).toEqual([]);
    });

    it("are listed by what is due, the most overdue first", async () => {
      await store().put(record("later", { at: 1, dueAt: NOW + 1 }));
      await store().put(record("second", { at: 2, dueAt: NOW }));
      await store().put(record("first", { at: 3, dueAt: NOW - 10 }));
      await store().put(record("never", { at: 4 }));
      expect(await idsOf(store(), { dueBefore: NOW })).toEqual(["first", "second"]);
      expect(await idsOf(store(), { dueBefore: NOW, site: SITE, limit: 1 })).toEqual(["first"]);
      expect(
        await idsOf(store(), { dueBefore: NOW, after: { at: NOW - 10, id: "first" } }),
      ).toEqual(["second"]);
      expect(await idsOf(store(), { dueBefore: NOW, site: "other" })).toEqual([]);
    });

    it("are replaced by one of the same id, with its times", async () => {
      await store().put(record("r", { at: 5, dueAt: NOW }));
      await store().put(record("r", { at: 7, body: { tries: 2 } }));
      expect(await store().records({ collection: "webhooks", limit: 5 })).toEqual([
        record("r", { at: 7, body: { tries: 2 } }),
      ]);
      expect(await idsOf(store(), { dueBefore: NOW })).toEqual([]);
      await store().put(record("r", { at: 7, dueAt: 1 }));
      expect(await idsOf(store(), { dueBefore: NOW })).toEqual(["r"]);
    });

    it("are removed one by one", async () => {
      await store().put(record("r", { dueAt: NOW }));
      await store().put(record("r", { site: "other" }));
      await store().put(record("r", { collection: "others" }));
      expect(await store().remove(record("r"))).toBe(true);
      expect(await store().remove(record("r"))).toBe(false);
      expect(await idsOf(store())).toEqual(["r"]);
      expect(await idsOf(store(), { dueBefore: NOW })).toEqual([]);
      expect(await idsOf(store(), { collection: "others" })).toEqual(["r"]);
    });

    it("are kept with the entries they belong to, and not with resends", async () => {
      const entries = [entry()];
      const append = (id: string) =>
        store().append({ entries, records: [record(id)], durable: true });
      await append("first");
      await append("resent");
      expect(await idsOf(store())).toEqual(["first"]);
      await store().append({
        entries: [...entries, entry()],
        records: [record("new")],
        durable: true,
      });
      expect(await idsOf(store())).toEqual(["first", "new"]);
    });

    it("are kept without entries", async () => {
      expect(await store().append({ entries: [], records: [record("r")], durable: true })).toEqual(
        [],
      );
      expect(await idsOf(store())).toEqual(["r"]);
    });

    it("are told with all names of whom they are about", async () => {
      await keep(store(), entry({ visitorId: "anon" }), entry({ visitorId: "user" }));
      await store().put(record("by user", { visitorId: "user", at: NOW + 1 }));
      await store().put(record("by anon", { visitorId: "anon" }));
      await store().put(record("of v2", { visitorId: "v2" }));
      await store().put(record("elsewhere", { visitorId: "user", site: "other" }));
      await store().join({ site: SITE, anonymousId: "anon", userId: "user", at: NOW }, remember);
      await store().put(record("after", { visitorId: "anon", at: NOW + 2, collection: "leads" }));
      for (const id of ["anon", "user"]) {
        const { names, records } = await store().about({ site: SITE, id });
        expect(names.toSorted((a, b) => (a.name < b.name ? -1 : 1))).toEqual([
          { name: "anon", isKnown: false },
          { name: "user", isKnown: true },
        ]);
        const told = records.map((each) => `${each.collection} ${each.id}`);
        expect(told.toSorted()).toEqual([
          "leads after",
          "merges anon",
          "webhooks by anon",
          "webhooks by user",
        ]);
        expect(records.at(-1)?.id).toBe("after");
        expect(records.at(-1)).toEqual(
          record("after", { visitorId: "anon", at: NOW + 2, collection: "leads" }),
        );
      }
    });

    it("are none of somebody who is not known or was erased", async () => {
      const nobody = { names: [{ name: "v1", isKnown: false }], records: [] };
      expect(await store().about(ref)).toEqual(nobody);
      await store().put(record("r", { visitorId: "v1" }));
      await store().erase(ref);
      expect(await store().about(ref)).toEqual(nobody);
    });

    it.each(HOSTILE_IDS)("take the id %j", async (id) => {
      await store().put(record(id, { visitorId: id, dueAt: NOW }));
      expect(await idsOf(store(), { site: SITE })).toEqual([id]);
      expect(await idsOf(store(), { dueBefore: NOW })).toEqual([id]);
      expect(await store().remove(record(id))).toBe(true);
      expect(await idsOf(store())).toEqual([]);
    });
  });
}
