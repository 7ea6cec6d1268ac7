import { describe, expect, it } from "vitest";
import { newVisitor } from "../../../src/visitors/reducer.ts";
import { HOSTILE_IDS, NOW, type Opened, ref, SITE, visit } from "./contract-data.ts";

/** Reading and changing visitors one by one. */
export function testVisitors(store: Opened): void {
  describe("keeping visitors", () => {
    it("knows nobody at first", async () => {
      expect(await store().get(ref)).toBeUndefined();
    });

    it("gives back what was kept, as it was", async () => {
      const state = {
        ...newVisitor("v1", NOW),
        traits: { город: "Москва", "a\u0000b": [1, { x: null }], __proto__x: "y" },
      };
      await store().update(ref, () => state);
      expect(await store().get(ref)).toEqual(state);
    });

    it("changes one visitor in one step, however many at once", async () => {
      await Promise.all(Array.from({ length: 100 }, () => store().update(ref, visit)));
      expect(await store().get(ref)).toMatchObject({ visits: 100 });
    });

    it("loses no update of 8 writers", async () => {
      const writer = async (): Promise<void> => {
        for (let i = 0; i < 25; i += 1) await store().update(ref, visit);
      };
      await Promise.all(Array.from({ length: 8 }, writer));
      expect(await store().get(ref)).toMatchObject({ visits: 200 });
    });

    it("keeps the visitors of two sites apart", async () => {
      await store().update(ref, visit);
      expect(await store().get({ site: "other", id: "v1" })).toBeUndefined();
    });

    it.each(HOSTILE_IDS)("takes the id %j", async (id) => {
      await store().update({ site: SITE, id }, () => newVisitor(id, NOW));
      expect(await store().get({ site: SITE, id })).toMatchObject({ id });
      expect(await store().list(SITE, { limit: 5 })).toEqual([id]);
    });

    it("tells hostile ids apart", async () => {
      for (const id of HOSTILE_IDS) {
        await store().update({ site: SITE, id }, () => newVisitor(id, NOW));
      }
      for (const id of HOSTILE_IDS) {
        expect(await store().get({ site: SITE, id })).toMatchObject({ id });
      }
      expect(await store().list(SITE, { limit: 100 })).toHaveLength(HOSTILE_IDS.length);
    });

    it("rejects a change that throws, and keeps the rest", async () => {
      const broken = store().update(ref, () => {
        throw new Error("no");
      });
      const good = store().update({ site: SITE, id: "v2" }, () => newVisitor("v2", NOW));
      await expect(broken).rejects.toThrow("no");
      await good;
      expect(await store().get(ref)).toBeUndefined();
      expect(await store().get({ site: SITE, id: "v2" })).toBeDefined();
    });

    it("lists the visitors of a site in pages", async () => {
      const ids = ["a", "aa", "b", "c", "d"];
      for (const id of ids.toReversed()) {
        await store().update({ site: SITE, id }, () => newVisitor(id, NOW));
      }
      await store().update({ site: "other", id: "b2" }, () => newVisitor("b2", NOW));
      expect(await store().list(SITE, { limit: 2 })).toEqual(["a", "aa"]);
      expect(await store().list(SITE, { after: "aa", limit: 2 })).toEqual(["b", "c"]);
      expect(await store().list(SITE, { after: "c", limit: 2 })).toEqual(["d"]);
      expect(await store().list(SITE, { after: "d", limit: 2 })).toEqual([]);
      expect(await store().list("nowhere", { limit: 2 })).toEqual([]);
    });

    it("keeps the first value of its own", async () => {
      const values = await Promise.all(["a", "b", "c"].map((value) => store().meta("key", value)));
      expect(new Set(values).size).toBe(1);
      expect(await store().meta("key", "d")).toBe(values[0]);
    });

    it("answers a ping", async () => {
      await expect(store().ping()).resolves.toBeUndefined();
    });
  });
}
