import { readFileSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { VisitorStore } from "../../src/visitors/store.ts";
import {
  describeWithRedis,
  openRedisStore,
  startRedis,
  type TestRedis,
  untilTrue,
} from "../fixtures/redis.ts";
import { type SlowProxy, startSlowProxy } from "../fixtures/slow-proxy.ts";
import { isPending, openService } from "./outage.ts";

/** More than open the breaker. */
const DECISIONS = 12;
const RECOVERY_MS = 15_000;
/** Slower than any budget, and than a site waits. */
const SLOW_MS = 5_000;

interface Outage {
  begin(redis: TestRedis, proxy: SlowProxy): void | Promise<void>;
  isOn(redis: TestRedis): boolean;
  end(redis: TestRedis, proxy: SlowProxy): void | Promise<void>;
}

/** State of a process as the kernel has it: `T` is stopped. */
function processState(pid: number): string {
  return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ")[1]?.[0] ?? "";
}

const OUTAGES: readonly (readonly [string, Outage])[] = [
  [
    "is gone",
    {
      begin: (redis) => redis.kill(),
      isOn: (redis) => redis.pid() === undefined,
      end: (redis) => redis.start(),
    },
  ],
  [
    "hangs",
    {
      begin: (redis) => redis.freeze(),
      isOn: (redis) => processState(redis.pid() ?? 0) === "T",
      end: (redis) => redis.thaw(),
    },
  ],
  [
    "is slow",
    {
      begin: (_, proxy) => proxy.delay(SLOW_MS),
      isOn: (redis) => redis.cli("ping") === "PONG",
      end: (_, proxy) => proxy.delay(0),
    },
  ],
  [
    "has something else under a visitor's key",
    {
      begin(redis) {
        for (const key of redis.cli("keys", "*:head").split("\n")) {
          redis.cli("rename", key, `${key}:aside`);
          redis.cli("rpush", key, "x");
        }
      },
      isOn: (redis) => redis.cli("keys", "*:aside") !== "",
      end(redis) {
        for (const aside of redis.cli("keys", "*:aside").split("\n")) {
          redis.cli("rename", aside, aside.replace(/:aside$/u, ""));
        }
      },
    },
  ],
];

describeWithRedis("a Redis server that", () => {
  let redis: TestRedis;
  let proxy: SlowProxy;
  let store: VisitorStore;
  beforeEach(async () => {
    redis = await startRedis();
    proxy = await startSlowProxy(redis.port);
    store = await openRedisStore(`redis://127.0.0.1:${proxy.port}`);
  });
  afterEach(async () => {
    redis.thaw();
    proxy.delay(0);
    await store.close();
    await proxy.close();
    await redis.stop();
  });

  describe.each(OUTAGES)("%s", (_, outage) => {
    it("costs decisions only their history, loses nothing acknowledged, and is found again", async () => {
      const { decideFor, track, kept, acknowledged } = await openService(store);
      await untilTrue(async () => (await decideFor("v1")).length === 0, RECOVERY_MS);
      expect(await track("v1", "before")).toBe(200);
      await outage.begin(redis, proxy);

      for (let i = 0; i < DECISIONS; i += 1) expect(await decideFor("v1")).toEqual(["visitor"]);
      const sent = ["during-1", "during-2", "during-3"];
      for (const id of sent) expect(await track("v1", id)).toBe(503);
      expect(await decideFor("v1")).toEqual(["visitor"]);
      expect(outage.isOn(redis)).toBe(true);

      await outage.end(redis, proxy);
      await untilTrue(async () => (await decideFor("v1")).length === 0, RECOVERY_MS);
      for (const id of sent)
        await untilTrue(async () => (await track("v1", id)) === 200, RECOVERY_MS);
      expect([...acknowledged].toSorted()).toEqual(["before", ...sent]);
      expect(await kept("v1")).toEqual(["before", ...sent]);
    });
  });

  it("is killed in a storm of events loses none that was acknowledged", async () => {
    const { track, kept, acknowledged } = await openService(store);
    const storm = new AbortController();
    const senders = Array.from({ length: 8 }, async (_, sender) => {
      for (let i = 0; !storm.signal.aborted; i += 1) {
        // A refusal needs no server: without a pause nothing else would have its turn.
        if ((await track(`v${sender}`, `${sender}/${i}`)) !== 200) await sleep(5);
      }
    });
    for (let kills = 0; kills < 3; kills += 1) {
      const before = acknowledged.size;
      await untilTrue(() => acknowledged.size > before + 50, RECOVERY_MS);
      await redis.kill();
      await redis.start();
    }
    storm.abort();
    await Promise.all(senders);
    await untilTrue(async () => (await track("v0", "last")) === 200, RECOVERY_MS);
    const all = await kept(...Array.from({ length: 8 }, (_, sender) => `v${sender}`));
    expect(new Set(all).size).toBe(all.length);
    expect([...acknowledged].filter((id) => !all.includes(id))).toEqual([]);
  });

  it("is full keeps deciding, acknowledges nothing, and takes events again once it has room", async () => {
    const { decideFor, track, kept } = await openService(store);
    expect(await track("v1", "before")).toBe(200);
    redis.cli("config", "set", "maxmemory-policy", "noeviction", "maxmemory", "1mb");
    for (let i = 0; i < DECISIONS; i += 1)
      await untilTrue(async () => (await decideFor("v1")).length === 0, RECOVERY_MS);
    for (const id of ["a", "b"]) expect(await track("v1", id)).toBe(503);
    expect(await kept("v1")).toEqual(["before"]);
    redis.cli("config", "set", "maxmemory", "0");
    for (const id of ["a", "b"])
      await untilTrue(async () => (await track("v1", id)) === 200, RECOVERY_MS);
    expect(await kept("v1")).toEqual(["a", "b", "before"]);
  });

  it("hangs holds up whoever asks it without a time limit: the control", async () => {
    const { decideFor } = await openService(store);
    const unguarded = new Redis(redis.port, "127.0.0.1");
    await unguarded.ping();
    await untilTrue(async () => (await decideFor("v1")).length === 0, RECOVERY_MS);
    redis.freeze();
    const raw = unguarded.get("x");
    for (let i = 0; i < DECISIONS; i += 1) expect(await decideFor("v1")).toEqual(["visitor"]);
    expect(await isPending(raw)).toBe(true);
    redis.thaw();
    expect(await raw).toBeNull();
    unguarded.disconnect();
  });
});
