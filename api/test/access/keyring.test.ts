import { describe, expect, it } from "vitest";
import { toKeyRecord } from "../../src/access/api-key.ts";
import { createKeyring, KEYS_FRESH_MS } from "../../src/access/keyring.ts";
import { makeKey } from "../../src/access/key-text.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import type { VisitorStore } from "../../src/visitors/store.ts";
import { createTestLog } from "../fixtures/app.ts";
import { testKey, type TestKey } from "../fixtures/keys.ts";

const ORIGIN = "https://okna.example";
const never = (): Promise<never> => new Promise(() => {});

function ringOver(store: Pick<VisitorStore, "records">, fixed: readonly TestKey[] = []) {
  const clock = { ms: 0 };
  const log = createTestLog();
  const keyring = createKeyring({
    store,
    fixed: fixed.map(({ key }) => key),
    log,
    elapsedMs: () => clock.ms,
  });
  return { keyring, clock, log };
}

describe("the keyring", () => {
  it("finds the store's keys, and nothing else", async () => {
    const store = createMemoryStore();
    const [secret, publishable] = await Promise.all([
      testKey("secret", "okna"),
      testKey("publishable", "doors", { origins: [ORIGIN], label: "pages" }),
    ]);
    await store.put(toKeyRecord(secret.key));
    await store.put(toKeyRecord(publishable.key));
    const { keyring } = ringOver(store);
    await keyring.refresh();
    expect(keyring.isConfigured()).toBe(true);
    expect(await keyring.find(secret.text)).toEqual(secret.key);
    expect(await keyring.find(publishable.text)).toEqual(publishable.key);
    expect(await keyring.find(makeKey("secret"))).toBe("unknown");
    expect(await keyring.find(`${secret.text}x`)).toBe("malformed");
    expect(await keyring.find(secret.key.id)).toBe("malformed");
    expect(await keyring.find(secret.key.hash)).toBe("malformed");
    expect(keyring.allowsOrigin(ORIGIN)).toBe(true);
    expect(keyring.allowsOrigin("https://evil.example")).toBe(false);
  });

  it("keeps nothing of a key but its hash", async () => {
    const { key, text } = await testKey("secret", "okna");
    expect(JSON.stringify(toKeyRecord(key))).not.toContain(text.slice(3, 20));
  });

  it("reads more keys than one page of the store has", async () => {
    const store = createMemoryStore();
    const keys = await Promise.all(
      Array.from({ length: 1_001 }, (_, i) =>
        testKey("secret", `site-${i % 3}`, { createdAt: i >> 2 }),
      ),
    );
    for (const { key } of keys) await store.put(toKeyRecord(key));
    const { keyring } = ringOver(store);
    await keyring.refresh();
    for (const { text, key } of keys) expect(await keyring.find(text)).toEqual(key);
  });

  it("learns of a revoked key within seconds, and of the first one of all", async () => {
    const store = createMemoryStore();
    const { keyring, clock, log } = ringOver(store);
    await keyring.refresh();
    expect(keyring.isConfigured()).toBe(false);
    expect(log.lines).toEqual([]);
    const { text, key } = await testKey("publishable", "okna", { origins: [ORIGIN] });
    await store.put(toKeyRecord(key));
    await keyring.refresh();
    expect(keyring.isConfigured()).toBe(false);
    clock.ms += KEYS_FRESH_MS;
    await keyring.refresh();
    expect(keyring.isConfigured()).toBe(true);
    expect(await keyring.find(text)).toEqual(key);
    expect(log.lines).toEqual(["info: there is a key now: from here on every call needs one"]);

    await store.put(toKeyRecord({ ...key, revokedAt: 5 }));
    clock.ms += KEYS_FRESH_MS;
    await keyring.refresh();
    expect(await keyring.find(text)).toBe("revoked");
    expect(keyring.allowsOrigin(ORIGIN)).toBe(false);
  });

  it("never goes back to needing no key", async () => {
    const store = createMemoryStore();
    const { key } = await testKey("secret", "okna");
    const record = toKeyRecord(key);
    await store.put(record);
    const { keyring, clock } = ringOver(store);
    await keyring.refresh();
    await store.remove(record);
    clock.ms += KEYS_FRESH_MS;
    await keyring.refresh();
    expect(keyring.isConfigured()).toBe(true);
  });

  it("may be told to need keys before it is known whether there are any", async () => {
    const memory = createMemoryStore();
    let isUp = false;
    const records: VisitorStore["records"] = (query) =>
      isUp ? memory.records(query) : Promise.reject(new Error("down"));
    const { keyring, clock } = ringOver({ records });
    await keyring.refresh();
    keyring.require();
    isUp = true;
    clock.ms += KEYS_FRESH_MS;
    await keyring.refresh();
    expect(keyring.isKnown()).toBe(true);
    expect(keyring.isConfigured()).toBe(true);
  });

  it("asks the store once for calls that come together", async () => {
    const memory = createMemoryStore();
    let asked = 0;
    const store = {
      records: (query: Parameters<VisitorStore["records"]>[0]) => {
        asked += 1;
        return memory.records(query);
      },
    };
    const { keyring } = ringOver(store);
    await Promise.all(Array.from({ length: 50 }, () => keyring.refresh()));
    expect(asked).toBe(1);
  });
});

describe("a store that does not answer", () => {
  it("leaves what was known before in force", async () => {
    const memory = createMemoryStore();
    const { text, key } = await testKey("secret", "okna");
    await memory.put(toKeyRecord(key));
    let isUp = true;
    const records: VisitorStore["records"] = (query) => (isUp ? memory.records(query) : never());
    const { keyring, clock } = ringOver({ records });
    await keyring.refresh();
    isUp = false;
    clock.ms += KEYS_FRESH_MS;
    await keyring.refresh();
    expect(await keyring.find(text)).toEqual(key);
  });

  it("leaves nobody known where it never did, but the keys of the environment", async () => {
    const failing = { records: () => Promise.reject(new Error("down")) };
    const { keyring, log } = ringOver(failing);
    await keyring.refresh();
    expect(keyring.isKnown()).toBe(false);
    expect(keyring.isConfigured()).toBe(false);
    expect(log.lines).toEqual(["error: the visitor store does not answer"]);

    const fixed = await testKey("secret", "okna");
    const { keyring: other } = ringOver(failing, [fixed]);
    await other.refresh();
    expect(other.isKnown()).toBe(true);
    expect(await other.find(fixed.text)).toEqual(fixed.key);
  });
});
