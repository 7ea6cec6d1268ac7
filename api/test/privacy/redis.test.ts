import { visitorExportSchema } from "@facet/protocol";
import { afterAll, beforeAll, expect, it } from "vitest";
import {
  describeWithRedis,
  openRedisStore,
  startRedis,
  type TestRedis,
} from "../fixtures/redis.ts";
import { ALL, markedApp, MARKS, missing } from "./marked.ts";

/** All keys and values, as far as a server tells them. */
function everything(redis: TestRedis): string {
  const read: Readonly<Record<string, readonly string[]>> = {
    string: ["get"],
    hash: ["hgetall"],
    list: ["lrange", "0", "-1"],
    set: ["smembers"],
    zset: ["zrange", "0", "-1"],
  };
  const keys = redis.cli("--scan").split("\n").filter(Boolean);
  const values = keys.map((key) => {
    const [command = "", ...rest] = read[redis.cli("type", key).trim()] ?? [];
    return redis.cli("--raw", command, key, ...rest);
  });
  return [...keys, ...values].join("\n");
}

describeWithRedis("a visitor in Redis", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());

  it("is exported whole, erased whole, and only who erased them is still told", async () => {
    const store = await openRedisStore(redis.url);
    const { read, erase, accessOf } = await markedApp(store);
    const text = await (await read(MARKS.anonymousId, "/export")).text();
    expect(missing(text)).toEqual([]);
    expect(visitorExportSchema.parse(JSON.parse(text)).names).toHaveLength(2);
    expect(missing(everything(redis))).toEqual([]);
    expect((await erase(MARKS.userId)).status).toBe(204);
    expect(missing(everything(redis))).toEqual(ALL);
    expect(everything(redis)).toContain("somebody-else");
    const lines = await accessOf(MARKS.anonymousId);
    expect(lines.map(({ action }) => action)).toEqual(["export", "erase"]);
    await store.close();
  });
});
