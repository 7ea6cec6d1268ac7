import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { VisitorStore } from "../../../../src/visitors/store.ts";
import { connectRedis } from "../../../../src/visitors/stores/redis/client.ts";
import { parseRedisTarget } from "../../../../src/visitors/stores/redis/target.ts";
import { createRedisStore } from "../../../../src/visitors/stores/redis.ts";
import { createTestLog } from "../../../fixtures/app.ts";
import {
  describeWithRedis,
  startRedis,
  type TestRedis,
  untilTrue,
} from "../../../fixtures/redis.ts";
import { entry, keep, NOW, remember, SITE } from "../contract-data.ts";

const TRACES = ["anon-7f3a", "user-7f3a", "anna@example.org", "message-7f3a", "record-7f3a"];
/** The size of what Redis holds in memory of nobody else. */
const OTHERS = "somebody-else";

describeWithRedis("what Redis keeps", () => {
  let redis: TestRedis;
  let store: VisitorStore;
  const log = createTestLog();
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  beforeEach(async () => {
    redis.cli("flushall");
    const parsed = parseRedisTarget(redis.url);
    if ("problem" in parsed) throw new Error(parsed.problem);
    const client = await connectRedis(parsed.target, log);
    store = createRedisStore({ client, log, compactAfterMs: 50 });
  });
  afterEach(() => store.close());

  const tracesInFiles = (): string[] => {
    const files = readdirSync(redis.folder, { recursive: true, withFileTypes: true })
      .filter((file) => file.isFile())
      .map((file) => readFileSync(join(file.parentPath, file.name)));
    return [...TRACES, OTHERS].filter((trace) => files.some((bytes) => bytes.includes(trace)));
  };
  const isRewriting = (): boolean =>
    /aof_rewrite_(?:in_progress|scheduled):1/u.test(redis.cli("info", "persistence"));

  async function meetAnna(): Promise<void> {
    const traits = { email: "anna@example.org" };
    await keep(
      store,
      entry({
        messageId: "message-7f3a",
        visitorId: "anon-7f3a",
        fact: { type: "traits", at: NOW, traits },
      }),
      entry({ visitorId: "user-7f3a" }),
      entry({ visitorId: OTHERS }),
    );
    const names = { site: SITE, anonymousId: "anon-7f3a", userId: "user-7f3a", at: NOW };
    await store.join(names, remember);
    const body = { email: "anna@example.org" };
    const record = { collection: "quarantine", site: SITE, at: NOW, visitorId: "user-7f3a", body };
    await store.put({ ...record, id: "record-7f3a" });
  }

  it("of an erased visitor is gone from the files too, by itself", async () => {
    await meetAnna();
    expect(tracesInFiles()).toEqual([...TRACES, OTHERS]);
    expect(await store.erase({ site: SITE, id: "anon-7f3a" })).toBe(true);
    await untilTrue(() => tracesInFiles().length === 1 && !isRewriting());
    expect(tracesInFiles()).toEqual([OTHERS]);
    expect(log.lines).toContain("info: Redis writes its files anew without what was erased");
  });

  it("stays in the files where keys are only deleted: the control", async () => {
    await meetAnna();
    redis.cli("flushall");
    expect(tracesInFiles()).toEqual([...TRACES, OTHERS]);
  });

  it("of an erasure before a crash is gone once a process starts again", async () => {
    await meetAnna();
    redis.cli("hset", "fct:meta", "compaction-due", "1");
    const line = "info: Redis writes its files anew without what was erased";
    const before = log.lines.filter((each) => each === line).length;
    const parsed = parseRedisTarget(redis.url);
    if ("problem" in parsed) throw new Error(parsed.problem);
    const client = await connectRedis(parsed.target, log);
    const again = createRedisStore({ client, log, compactAfterMs: 10 });
    await again.get({ site: SITE, id: OTHERS });
    await untilTrue(() => log.lines.filter((each) => each === line).length > before);
    expect(redis.cli("hexists", "fct:meta", "compaction-due")).toBe("0");
    await again.close();
  });

  it("has no id in the name of a key", async () => {
    await meetAnna();
    await store.erase({ site: SITE, id: "anon-7f3a" });
    const keys = redis.cli("keys", "*").split("\n");
    expect(
      keys.filter((key) => !/^fct:(?:meta|collections|\{[\w-]{22}\}:\w+)$/u.test(key)),
    ).toEqual([]);
  });
});
