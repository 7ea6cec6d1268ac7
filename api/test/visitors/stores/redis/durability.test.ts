import { describe, expect, it, onTestFinished } from "vitest";
import { createTestLog } from "../../../fixtures/app.ts";
import { describeWithRedis, openRedisStore, startRedis } from "../../../fixtures/redis.ts";

const settings = [
  [{ appendonly: "yes", appendfsync: "everysec" }, /appendfsync everysec.*up to 2 seconds/u],
  [{ appendonly: "yes", appendfsync: "no" }, /appendfsync no.*about 30 seconds/u],
  [{ appendonly: "no", save: "3600 1" }, /without an append-only file.*3600 seconds/u],
] as const;

describeWithRedis("a server that forgets what it acknowledged when the power goes", () => {
  it.each(settings)("is warned of, and told by the store: %j", async (config, text) => {
    const redis = await startRedis(config);
    onTestFinished(() => redis.stop());
    const log = createTestLog();
    const store = await openRedisStore(redis.url, log);
    await store.ping();
    await store.ping();
    expect(store.caveat?.()).toMatch(text);
    const warnings = log.lines.filter((line) => line.startsWith("warn"));
    expect(warnings).toEqual([expect.stringMatching(text)]);
    expect(warnings[0]).toMatch(/set appendonly yes and appendfsync always/u);
    await store.close();
  });

  describe("or does not", () => {
    it("is not warned of where each write is synced", async () => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      const log = createTestLog();
      const store = await openRedisStore(redis.url, log);
      await store.ping();
      expect(store.caveat?.()).toBeUndefined();
      expect(log.lines).toEqual([]);
      await store.close();
    });

    it("is told to be unknown where it may not be asked", async () => {
      const redis = await startRedis();
      onTestFinished(() => redis.stop());
      redis.cli("acl", "setuser", "facet", "on", ">s:cret", "~*", "+@all", "-config");
      const store = await openRedisStore(redis.url.replace("//", "//facet:s%3Acret@"));
      await store.ping();
      expect(store.caveat?.()).toMatch(/nobody knows what a power cut costs/u);
      await store.close();
    });
  });
});
