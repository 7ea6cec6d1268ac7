import { describe, expect, it } from "vitest";
import type { LogEntry } from "../../../src/visitors/store.ts";
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
} from "./contract-data.ts";

const broken = (): never => {
  throw new Error("no");
};

/** The log, and the states that are folded from it. */
export function testAppending(store: Opened): void {
  describe("appending", () => {
    it("keeps an entry once and changes its visitor with it", async () => {
      expect(await keep(store(), entry({ messageId: "a" }))).toEqual(["stored"]);
      expect(await keep(store(), entry({ messageId: "a" }))).toEqual(["duplicate"]);
      expect(await seenBy(store(), "v1")).toEqual(["a"]);
      expect(await logOf(store(), "v1")).toEqual(["a"]);
    });

    it.each([true, false])("keeps entries that are durable: %j", async (durable) => {
      const entries = [entry({ messageId: "a" })];
      expect(await store().append({ entries, fold: remember, durable })).toEqual(["stored"]);
      expect(await seenBy(store(), "v1")).toEqual(["a"]);
    });

    it("keeps one of 50 equal messages that come at once", async () => {
      const once = entry({ messageId: "a" });
      const all = await Promise.all(Array.from({ length: 50 }, () => keep(store(), once)));
      expect(all.flat().filter((outcome) => outcome === "stored")).toHaveLength(1);
      expect(await seenBy(store(), "v1")).toEqual(["a"]);
    });

    it("keeps one of equal messages of one batch", async () => {
      const outcomes = await keep(
        store(),
        entry({ messageId: "a" }),
        entry({ messageId: "b" }),
        entry({ messageId: "a", visitorId: "v2" }),
      );
      expect(outcomes).toEqual(["stored", "stored", "duplicate"]);
      expect(await seenBy(store(), "v1")).toEqual(["a", "b"]);
      expect(await seenBy(store(), "v2")).toBeUndefined();
    });

    it("tells messages of two sites apart", async () => {
      const here = entry({ messageId: "a" });
      expect(await keep(store(), here, { ...here, site: "other" })).toEqual(["stored", "stored"]);
      expect(await seenBy(store(), "v1", "other")).toEqual(["a"]);
    });

    it("remembers a message for 7 days", async () => {
      const at = (receivedAt: number): LogEntry => entry({ messageId: "a", receivedAt });
      expect(await keep(store(), at(NOW))).toEqual(["stored"]);
      expect(await keep(store(), at(NOW + 7 * DAY - 1))).toEqual(["duplicate"]);
      expect(await keep(store(), at(NOW + 7 * DAY))).toEqual(["stored"]);
      expect(await keep(store(), at(NOW + 7 * DAY + 1))).toEqual(["duplicate"]);
    });

    it("keeps nothing of a batch whose fold throws, and all of it when it is sent again", async () => {
      const entries = [entry({ messageId: "a" }), entry({ messageId: "b", visitorId: "v2" })];
      const record = { collection: "c", site: SITE, id: "r", at: NOW, body: {} };
      await expect(
        store().append({ entries, fold: broken, records: [record], durable: true }),
      ).rejects.toThrow("no");
      expect(await store().get(ref)).toBeUndefined();
      expect(await logOf(store(), "v1")).toEqual([]);
      expect(await store().records({ collection: "c", limit: 5 })).toEqual([]);
      expect(await keep(store(), ...entries)).toEqual(["stored", "stored"]);
    });

    it("keeps what others send beside a batch whose fold throws", async () => {
      const bad = store().append({ entries: [entry()], fold: broken, durable: true });
      const good = keep(store(), entry({ messageId: "a", visitorId: "v2" }));
      await expect(bad).rejects.toThrow("no");
      expect(await good).toEqual(["stored"]);
      expect(await seenBy(store(), "v2")).toEqual(["a"]);
    });

    it("folds what is new into each visitor once, in the order of the batch", async () => {
      const folds: string[] = [];
      await keep(store(), entry({ messageId: "a" }));
      await store().append({
        entries: [
          entry({ messageId: "b" }),
          entry({ messageId: "c", visitorId: "v2" }),
          entry({ messageId: "a" }),
          entry({ messageId: "d" }),
        ],
        fold: (current, entries, id) => {
          folds.push(`${id}: ${entries.map(({ messageId }) => messageId).join(" ")}`);
          return remember(current, entries, id);
        },
        durable: true,
      });
      expect([...new Set(folds)].toSorted()).toEqual(["v1: b d", "v2: c"]);
      expect(await seenBy(store(), "v1")).toEqual(["a", "b", "d"]);
    });

    it("leaves states alone where there is no fold", async () => {
      const entries = [entry({ messageId: "a" })];
      expect(await store().append({ entries, durable: true })).toEqual(["stored"]);
      expect(await store().get(ref)).toBeUndefined();
      expect(await logOf(store(), "v1")).toEqual(["a"]);
    });

    it("keeps an entry of nobody", async () => {
      expect(await keep(store(), nobodysEntry({ messageId: "a" }))).toEqual(["stored"]);
      expect(await keep(store(), nobodysEntry({ messageId: "a" }))).toEqual(["duplicate"]);
      expect(await store().list(SITE, { limit: 5 })).toEqual([]);
    });

    it("takes no entries at all", async () => {
      expect(await keep(store())).toEqual([]);
    });

    it("gives the log back as it was written, in that order", async () => {
      const view: LogEntry = {
        ...entry(),
        fact: {
          type: "view",
          at: NOW,
          touch: { channel: "Direct", utm: {}, clickIds: {} },
          consent: { storage: true, analytics: true, profile: true, ads: false, sharing: false },
        } as unknown as LogEntry["fact"],
      };
      const entries = [
        view,
        entry({ extra: { сумма: 1.5, list: [null, true, "x\u0000y"] } }),
        entry({ fact: { type: "traits", at: NOW - 5, traits: { email: "a@b.example" } } }),
      ];
      for (const each of entries) await keep(store(), each);
      const read: LogEntry[] = [];
      for await (const each of store().log(ref)) read.push(each);
      expect(read).toEqual(entries);
    });

    it("reads a long log in order", async () => {
      const entries = Array.from({ length: 1_200 }, (_, i) => entry({ messageId: `e${i}` }));
      await keep(store(), ...entries);
      expect(await logOf(store(), "v1")).toEqual(entries.map(({ messageId }) => messageId));
    });

    it("adds up what 8 writers append at once", async () => {
      const writer = async (_: unknown, writer: number): Promise<void> => {
        for (let i = 0; i < 20; i += 1) await keep(store(), entry({ messageId: `${writer}/${i}` }));
      };
      await Promise.all(Array.from({ length: 8 }, writer));
      const seen = await seenBy(store(), "v1");
      expect(new Set(seen).size).toBe(160);
      expect(seen).toHaveLength(160);
      expect((await logOf(store(), "v1")).length).toBe(160);
    });

    it.each(HOSTILE_IDS)("takes the message id and the visitor id %j", async (id) => {
      const each = entry({ messageId: id, visitorId: id });
      expect(await keep(store(), each)).toEqual(["stored"]);
      expect(await keep(store(), each)).toEqual(["duplicate"]);
      expect(await seenBy(store(), id)).toEqual([id]);
      expect(await logOf(store(), id)).toEqual([id]);
    });

    it("writes nothing that the caller was told has failed", async () => {
      const late = store().append(
        { entries: [entry({ messageId: "a" })], fold: remember, durable: true },
        { aborted: true },
      );
      await expect(late).rejects.toThrow();
      expect(await logOf(store(), "v1")).toEqual([]);
    });
  });
}
