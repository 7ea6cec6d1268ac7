import { afterAll, beforeAll } from "vitest";
import {
  describeWithRedis,
  openRedisStore,
  startRedis,
  startRedisCluster,
  type TestCluster,
  type TestRedis,
} from "../../fixtures/redis.ts";
import { testVisitorStore } from "./contract.ts";

describeWithRedis("one server", () => {
  let redis: TestRedis;
  beforeAll(async () => {
    redis = await startRedis();
  });
  afterAll(() => redis.stop());
  testVisitorStore("in Redis", async () => {
    redis.cli("flushall");
    return openRedisStore(redis.url);
  });
});

describeWithRedis("a cluster", () => {
  let cluster: TestCluster;
  beforeAll(async () => {
    cluster = await startRedisCluster();
  });
  afterAll(() => cluster.stop());
  testVisitorStore("in a Redis Cluster", async () => {
    cluster.flush();
    return openRedisStore(cluster.url);
  });
});
