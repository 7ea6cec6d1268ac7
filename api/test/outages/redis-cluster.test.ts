import { afterAll, beforeAll, expect, it } from "vitest";
import type { VisitorStore } from "../../src/visitors/store.ts";
import {
  describeWithRedis,
  openRedisStore,
  startRedisCluster,
  type TestCluster,
  untilTrue,
} from "../fixtures/redis.ts";
import { openService } from "./outage.ts";

const VISITORS = Array.from({ length: 24 }, (_, i) => `v${i}`);
const RECOVERY_MS = 30_000;

describeWithRedis("a Redis Cluster", () => {
  let cluster: TestCluster;
  let store: VisitorStore;
  beforeAll(async () => {
    cluster = await startRedisCluster({ replicas: 1 });
    store = await openRedisStore(`${cluster.url}?replicas=1`);
  });
  afterAll(async () => {
    await store.close();
    await cluster.stop();
  });

  it("that loses a master decides on, and goes on with its replica and everything acknowledged", async () => {
    const { decideFor, track, kept, acknowledged } = await openService(store);
    for (const id of VISITORS) expect(await track(id, `${id}/before`)).toBe(200);
    const [master] = cluster.masters();
    await master?.kill();

    const answers = await Promise.all(VISITORS.map((id) => decideFor(id)));
    expect(answers.flat()).toContain("visitor");
    await Promise.all(VISITORS.map((id) => track(id, `${id}/during`)));
    expect(acknowledged.size).toBeLessThan(2 * VISITORS.length);

    for (const id of VISITORS) {
      await untilTrue(async () => (await decideFor(id)).length === 0, RECOVERY_MS);
    }
    expect(master?.pid()).toBeUndefined();
    // The one that is left of the pair has nobody to pass events on to.
    await master?.start();
    for (const id of VISITORS) {
      await untilTrue(async () => (await track(id, `${id}/during`)) === 200, RECOVERY_MS);
    }
    const all = await kept(...VISITORS);
    expect(all).toEqual(VISITORS.flatMap((id) => [`${id}/before`, `${id}/during`]).toSorted());
  }, 120_000);

  it("that is down as a whole costs decisions only their history, and is found again", async () => {
    const { decideFor, track, kept } = await openService(store);
    for (const id of VISITORS) {
      await untilTrue(async () => (await track(id, `${id}/once more`)) === 200, RECOVERY_MS);
    }
    await Promise.all(cluster.nodes.map((node) => node.kill()));
    for (const id of VISITORS) expect(await decideFor(id)).toEqual(["visitor"]);
    expect(await track("v0", "v0/down")).toBe(503);
    await Promise.all(cluster.nodes.map((node) => node.start()));
    for (const id of VISITORS) {
      await untilTrue(async () => (await decideFor(id)).length === 0, RECOVERY_MS);
    }
    const all = await kept(...VISITORS);
    expect(all.filter((id) => id.endsWith("once more"))).toHaveLength(VISITORS.length);
  }, 120_000);
});
