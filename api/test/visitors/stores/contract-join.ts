import { describe, expect, it } from "vitest";
import type { JoinOutcome, VisitorStore } from "../../../src/visitors/store.ts";
import {
  entry,
  keep,
  logOf,
  NOW,
  type Opened,
  remember,
  seenBy,
  SITE,
  sorted,
  visit,
} from "./contract-data.ts";

function join(store: VisitorStore, anonymousId: string, userId: string): Promise<JoinOutcome> {
  return store.join({ site: SITE, anonymousId, userId, at: NOW }, remember);
}

function split(store: VisitorStore, id: string): Promise<boolean> {
  return store.split({ site: SITE, id }, remember);
}

/** Appends one entry about each name, with the name's own as message id. */
async function meet(store: VisitorStore, ...names: string[]): Promise<void> {
  for (const name of names) await keep(store, entry({ messageId: `by ${name}`, visitorId: name }));
}

/** Names that become one visitor, and two again. */
export function testJoining(store: Opened): void {
  describe("joining", () => {
    it("links two new names: what comes under either is one visitor's", async () => {
      expect(await join(store(), "anon", "user")).toBe("linked");
      await meet(store(), "user", "anon");
      expect(await seenBy(store(), "anon")).toEqual(["by user", "by anon"]);
      expect(await seenBy(store(), "user")).toEqual(["by user", "by anon"]);
      expect(await store().list(SITE, { limit: 5 })).toHaveLength(1);
    });

    it("links a user id to a visitor who was there before", async () => {
      await meet(store(), "anon");
      expect(await join(store(), "anon", "user")).toBe("linked");
      await meet(store(), "user");
      expect(await seenBy(store(), "user")).toEqual(["by anon", "by user"]);
      expect(await store().get({ site: SITE, id: "user" })).toMatchObject({ id: "anon" });
    });

    it("links a new anonymous name to somebody known", async () => {
      await meet(store(), "user");
      expect(await join(store(), "anon", "user")).toBe("linked");
      await meet(store(), "anon");
      expect(await seenBy(store(), "user")).toEqual(["by user", "by anon"]);
      expect(await store().get({ site: SITE, id: "anon" })).toMatchObject({ id: "user" });
    });

    it("merges an anonymous visitor into a known one, and writes that down", async () => {
      await meet(store(), "anon", "user");
      expect(await join(store(), "anon", "user")).toBe("merged");
      expect(sorted(await seenBy(store(), "user"))).toEqual(["by anon", "by user"]);
      expect(await seenBy(store(), "anon")).toEqual(await seenBy(store(), "user"));
      expect(await store().get({ site: SITE, id: "anon" })).toMatchObject({ id: "user" });
      expect(await store().list(SITE, { limit: 5 })).toEqual(["user"]);
      expect(await logOf(store(), "anon")).toEqual(["by anon", "by user"]);
      expect(await store().records({ collection: "merges", site: SITE, limit: 5 })).toEqual([
        {
          collection: "merges",
          site: SITE,
          id: "anon",
          at: NOW,
          visitorId: "user",
          body: { into: "user", userId: "user" },
        },
      ]);
    });

    it("changes the one visitor under either name", async () => {
      await meet(store(), "anon", "user");
      await join(store(), "anon", "user");
      await store().update({ site: SITE, id: "anon" }, visit);
      await store().update({ site: SITE, id: "user" }, visit);
      expect(await store().get({ site: SITE, id: "user" })).toMatchObject({ visits: 2 });
    });

    it("finds that two names are one already", async () => {
      await meet(store(), "anon", "user");
      await join(store(), "anon", "user");
      expect(await join(store(), "anon", "user")).toBe("same");
      expect(await seenBy(store(), "user")).toHaveLength(2);
      expect(await store().records({ collection: "merges", limit: 5 })).toHaveLength(1);
    });

    it("refuses to make one of two known people", async () => {
      await meet(store(), "anon", "first", "second");
      await join(store(), "anon", "first");
      expect(await join(store(), "anon", "second")).toBe("refused");
      expect(await join(store(), "first", "second")).toBe("refused");
      expect(await seenBy(store(), "second")).toEqual(["by second"]);
      expect(sorted(await seenBy(store(), "anon"))).toEqual(["by anon", "by first"]);
    });

    it("refuses a new user id for somebody known: two may share a browser", async () => {
      await join(store(), "anon", "first");
      await meet(store(), "anon");
      expect(await join(store(), "anon", "second")).toBe("refused");
      await meet(store(), "second");
      expect(await seenBy(store(), "second")).toEqual(["by second"]);
    });

    it("takes equal names for a person who is known by it", async () => {
      await meet(store(), "user", "other");
      expect(await join(store(), "user", "user")).toBe("same");
      expect(await join(store(), "user", "other")).toBe("refused");
    });

    it("makes any number of anonymous visitors one known", async () => {
      await meet(store(), "user", "a", "b", "c");
      for (const anonymous of ["a", "b", "c"]) {
        expect(await join(store(), anonymous, "user")).toBe("merged");
      }
      expect(await seenBy(store(), "b")).toHaveLength(4);
      expect(await store().list(SITE, { limit: 5 })).toEqual(["user"]);
    });

    it("finds a visitor in one step whose names came one by one", async () => {
      await meet(store(), "phone");
      expect(await join(store(), "phone", "user")).toBe("linked");
      await meet(store(), "tablet");
      expect(await join(store(), "tablet", "user")).toBe("merged");
      expect(await join(store(), "laptop", "user")).toBe("linked");
      await meet(store(), "laptop", "user");
      for (const name of ["phone", "tablet", "laptop", "user"]) {
        expect(await seenBy(store(), name)).toHaveLength(4);
        expect(await store().get({ site: SITE, id: name })).toMatchObject({ id: "phone" });
      }
    });

    it("keeps the sites apart", async () => {
      await meet(store(), "anon", "user");
      await keep(store(), entry({ site: "other", messageId: "x", visitorId: "anon" }));
      await join(store(), "anon", "user");
      expect(await seenBy(store(), "anon", "other")).toEqual(["x"]);
      expect(await seenBy(store(), "user", "other")).toBeUndefined();
    });

    it("keeps each entry once where events come while names are joined", async () => {
      await meet(store(), "user");
      await Promise.all([
        ...Array.from({ length: 20 }, (_, i) =>
          keep(store(), entry({ messageId: `e${i}`, visitorId: i % 2 === 0 ? "anon" : "user" })),
        ),
        join(store(), "anon", "user"),
      ]);
      const seen = await seenBy(store(), "user");
      expect(new Set(seen).size).toBe(21);
      expect(seen).toHaveLength(21);
    });
  });

  describe("splitting", () => {
    it("undoes a merge: both have the state that their own log makes", async () => {
      await meet(store(), "anon", "user");
      await join(store(), "anon", "user");
      await keep(store(), entry({ messageId: "later", visitorId: "anon" }));
      expect(await split(store(), "anon")).toBe(true);
      expect(await seenBy(store(), "anon")).toEqual(["by anon", "later"]);
      expect(await seenBy(store(), "user")).toEqual(["by user"]);
      expect(await logOf(store(), "user")).toEqual(["by user"]);
      expect(await store().records({ collection: "merges", limit: 5 })).toEqual([]);
    });

    it("takes the own id out of a visitor: the user id keeps the rest", async () => {
      await meet(store(), "anon");
      await join(store(), "anon", "user");
      await meet(store(), "user");
      expect(await split(store(), "anon")).toBe(true);
      expect(await seenBy(store(), "anon")).toEqual(["by anon"]);
      expect(await seenBy(store(), "user")).toEqual(["by user"]);
      expect(await store().get({ site: SITE, id: "user" })).toMatchObject({ id: "user" });
    });

    it("leaves a name without a log as if it was new", async () => {
      await meet(store(), "anon");
      await join(store(), "anon", "user");
      expect(await split(store(), "user")).toBe(true);
      expect(await store().get({ site: SITE, id: "user" })).toBeUndefined();
      expect(await seenBy(store(), "anon")).toEqual(["by anon"]);
    });

    it("leaves a person known, who is joined again as one", async () => {
      await meet(store(), "anon", "user", "other");
      await join(store(), "anon", "user");
      await split(store(), "anon");
      expect(await join(store(), "user", "other")).toBe("refused");
      expect(await join(store(), "anon", "user")).toBe("merged");
      expect(await seenBy(store(), "user")).toHaveLength(2);
    });

    it("finds nothing to undo", async () => {
      await meet(store(), "anon", "user");
      expect(await split(store(), "anon")).toBe(false);
      expect(await split(store(), "nobody")).toBe(false);
      await join(store(), "anon", "user");
      await split(store(), "anon");
      expect(await split(store(), "anon")).toBe(false);
    });
  });
}
