import { describe, expect, it } from "vitest";
import { createKeyDesk } from "../../src/access/key-desk.ts";
import { createKeyring } from "../../src/access/keyring.ts";
import { createKeyUses, KEY_USES } from "../../src/access/key-uses.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { createTestLog, NOW } from "../fixtures/app.ts";

const HOUR = 3_600_000;
/** Until writes behind answers are done. */
const settled = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve));

describe("the key desk", () => {
  it("makes keys that a keyring takes, lists them, and ends them", async () => {
    const store = createMemoryStore();
    const clock = { now: NOW };
    const desk = createKeyDesk(store, () => clock.now);
    const first = await desk.create({ kind: "secret", site: "okna", origins: [], label: "shop" });
    clock.now += 1;
    const origins = ["https://okna.example"];
    const second = await desk.create({ kind: "publishable", site: "okna", origins });
    const log = createTestLog();
    createKeyUses({ store, log, now: () => NOW + HOUR / 2 }).record(first.key);
    await settled();

    expect(await desk.list()).toEqual([
      { ...first.key, label: "shop", createdAt: NOW, lastUsedAt: NOW },
      { ...second.key, origins, createdAt: NOW + 1 },
    ]);
    expect(JSON.stringify(await desk.list())).not.toContain(first.text.slice(3, 20));

    expect(await desk.revoke(first.key.id)).toMatchObject({ revokedAt: NOW + 1 });
    clock.now += 1;
    expect(await desk.revoke(second.text)).toMatchObject({ id: second.key.id, revokedAt: NOW + 2 });
    expect(await desk.revoke(first.key.id)).toMatchObject({ revokedAt: NOW + 1 });
    expect(await desk.revoke("key_000000000000")).toBeUndefined();
    const keyring = createKeyring({ store, log });
    await keyring.refresh();
    expect(await keyring.find(first.text)).toBe("revoked");
    expect(await keyring.find(second.text)).toBe("revoked");
  });
});

describe("the uses of a key", () => {
  it("are written once an hour, and never bring back a revoked key", async () => {
    const store = createMemoryStore();
    const desk = createKeyDesk(store, () => NOW);
    const { key } = await desk.create({ kind: "secret", site: "okna", origins: [] });
    let writes = 0;
    const clock = { now: NOW };
    const uses = createKeyUses({
      store: {
        put: (record) => {
          writes += 1;
          return store.put(record);
        },
      },
      log: createTestLog(),
      now: () => clock.now,
    });
    for (let i = 0; i < 10; i += 1) uses.record(key);
    expect(writes).toBe(1);
    await desk.revoke(key.id);
    clock.now += HOUR;
    uses.record(key);
    expect(writes).toBe(2);
    await settled();
    expect(await desk.list()).toMatchObject([{ revokedAt: NOW, lastUsedAt: NOW + HOUR }]);
    expect(await store.records({ collection: KEY_USES, limit: 10 })).toHaveLength(1);
  });

  it("cost nobody a call where the store fails", async () => {
    const failing = { put: () => Promise.reject(new Error("down")) };
    const uses = createKeyUses({ store: failing, log: createTestLog(), now: () => NOW });
    const { key } = await createKeyDesk(createMemoryStore()).create({
      kind: "secret",
      site: "okna",
      origins: [],
    });
    expect(() => uses.record(key)).not.toThrow();
    await settled();
  });
});
