import { describe, expect, it } from "vitest";
import { newVisitor } from "../../../src/visitors/reducer.ts";
import { createMemoryStore } from "../../../src/visitors/stores/memory.ts";
import { testVisitorStore } from "./contract.ts";

testVisitorStore("in memory", () => createMemoryStore());

describe("the bounded memory store", () => {
  it("forgets the visitor unused for longest", async () => {
    const store = createMemoryStore({ maxVisitors: 2 });
    for (const id of ["a", "b", "c"]) {
      await store.update({ site: "shop", id }, () => newVisitor(id, 0));
      await store.get({ site: "shop", id: "a" });
    }
    expect(await store.get({ site: "shop", id: "a" })).toBeDefined();
    expect(await store.get({ site: "shop", id: "b" })).toBeUndefined();
  });
});
