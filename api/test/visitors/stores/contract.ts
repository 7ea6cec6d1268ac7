import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { newVisitor } from "../../../src/visitors/reducer.ts";
import type { StoredEvent, VisitorStore, VisitorUpdate } from "../../../src/visitors/store.ts";

const DAY = 86_400_000;
const NOW = Date.UTC(2026, 11, 5);
const ref = { site: "shop", id: "v1" };

const visit: VisitorUpdate = (current) => {
  const state = current ?? newVisitor("v1", NOW);
  return { ...state, visits: state.visits + 1 };
};

function event(parts: Partial<StoredEvent> = {}): StoredEvent {
  return {
    site: "shop",
    messageId: "m1",
    visitorId: "v1",
    name: "Guide Downloaded",
    at: NOW,
    receivedAt: NOW,
    body: { properties: { guide: "a" } },
    ...parts,
  };
}

/** What every visitor store does. */
export function testVisitorStore(name: string, open: () => VisitorStore): void {
  describe(`the visitor store ${name}`, () => {
    let store: VisitorStore;
    beforeEach(() => {
      store = open();
    });
    afterEach(() => store.close());

    it("knows nobody at first", async () => {
      expect(await store.get(ref)).toBeUndefined();
    });

    it("gives back what was kept, as it was", async () => {
      const state = {
        ...newVisitor("v1", NOW),
        traits: { город: "Москва", "a\u0000b": [1, { x: null }] },
      };
      await store.update(ref, () => state);
      expect(await store.get(ref)).toEqual(state);
    });

    it("changes one visitor in one step, however many at once", async () => {
      await Promise.all(Array.from({ length: 100 }, () => store.update(ref, visit)));
      expect((await store.get(ref))?.visits).toBe(100);
    });

    it("keeps the visitors of two sites apart", async () => {
      await store.update(ref, visit);
      expect(await store.get({ site: "other", id: "v1" })).toBeUndefined();
    });

    it.each([
      "__proto__",
      "constructor",
      "",
      "\u0000",
      "x".repeat(1_000),
      "'; DROP TABLE visitors; --",
    ])("takes the id %j", async (id) => {
      await store.update({ site: "shop", id }, () => newVisitor(id, NOW));
      expect((await store.get({ site: "shop", id }))?.id).toBe(id);
    });

    it("rejects a change that throws, and keeps the rest", async () => {
      const broken = store.update(ref, () => {
        throw new Error("no");
      });
      const good = store.update({ site: "shop", id: "v2" }, () => newVisitor("v2", NOW));
      await expect(broken).rejects.toThrow("no");
      await good;
      expect(await store.get(ref)).toBeUndefined();
      expect(await store.get({ site: "shop", id: "v2" })).toBeDefined();
    });

    it("keeps an event once and changes its visitor with it", async () => {
      expect(await store.append(event(), visit)).toBe("stored");
      expect(await store.append(event(), visit)).toBe("duplicate");
      expect((await store.get(ref))?.visits).toBe(1);
    });

    it("keeps one of many equal messages that come at once", async () => {
      const all = await Promise.all(Array.from({ length: 50 }, () => store.append(event(), visit)));
      expect(all.filter((outcome) => outcome === "stored")).toHaveLength(1);
      expect((await store.get(ref))?.visits).toBe(1);
    });

    it("tells messages of two sites apart", async () => {
      expect(await store.append(event())).toBe("stored");
      expect(await store.append(event({ site: "other" }))).toBe("stored");
    });

    it("remembers a message for 7 days", async () => {
      await store.append(event());
      expect(await store.append(event({ receivedAt: NOW + 7 * DAY - 1 }))).toBe("duplicate");
      expect(await store.append(event({ receivedAt: NOW + 7 * DAY }))).toBe("stored");
      expect(await store.append(event({ receivedAt: NOW + 7 * DAY + 1 }))).toBe("duplicate");
    });

    it("does not remember a message whose change threw", async () => {
      const broken = store.append(event(), () => {
        throw new Error("no");
      });
      await expect(broken).rejects.toThrow("no");
      expect(await store.append(event(), visit)).toBe("stored");
    });

    it("keeps an event of nobody", async () => {
      const { visitorId: _, ...nobody } = event();
      expect(await store.append(nobody, visit)).toBe("stored");
      expect(await store.get(ref)).toBeUndefined();
    });

    it("keeps the first value of its own", async () => {
      expect(await store.meta("key", "first")).toBe("first");
      expect(await store.meta("key", "second")).toBe("first");
    });

    it("answers a ping", async () => {
      await expect(store.ping()).resolves.toBeUndefined();
    });
  });
}
