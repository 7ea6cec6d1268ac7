import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import type { VisitorStore } from "../../../../src/visitors/store.ts";
import {
  describeWithRedis,
  openRedisStore,
  startRedis,
  type TestRedis,
} from "../../../fixtures/redis.ts";
import { logOf, seenBy, SITE } from "../contract-data.ts";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));
const WRITERS = 8;
const TIMES = 30;

async function runWriter(url: string, name: string): Promise<void> {
  const args = ["--conditions=@facet/source", WRITER, url, name, `${WRITERS}`, `${TIMES}`];
  const child = spawn(process.execPath, args, { stdio: ["ignore", "ignore", "inherit"] });
  const [code] = await once(child, "exit");
  if (code !== 0) throw new Error(`a writer has failed with ${String(code)}`);
}

describeWithRedis("8 processes that write one visitor at once", () => {
  let redis: TestRedis;
  let store: VisitorStore;
  beforeAll(async () => {
    redis = await startRedis({ appendonly: "no" });
    const names = Array.from({ length: WRITERS }, (_, i) => `w${i}`);
    await Promise.all(names.map((name) => runWriter(redis.url, name)));
    store = await openRedisStore(redis.url);
  }, 120_000);
  afterAll(async () => {
    await store.close();
    await redis.stop();
  });

  it("lose no update", async () => {
    expect(await store.get({ site: SITE, id: "updated" })).toMatchObject({
      visits: WRITERS * TIMES,
    });
  });

  it("lose no entry, and count none twice that is sent twice", async () => {
    const seen = (await seenBy(store, "appended")) ?? [];
    expect(new Set(seen).size).toBe(WRITERS * TIMES);
    expect(seen).toHaveLength(WRITERS * TIMES);
    expect(await logOf(store, "appended")).toEqual(seen);
  });

  it("lose updates where they do not say what they have read: the control", () => {
    expect(Number(redis.cli("get", "unguarded"))).toBeLessThan(WRITERS * TIMES);
  });
});
