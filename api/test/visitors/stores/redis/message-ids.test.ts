import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from "vitest";
import type { VisitorStore } from "../../../../src/visitors/store.ts";
import {
  describeWithRedis,
  openRedisStore,
  startRedisCluster,
  type TestCluster,
} from "../../../fixtures/redis.ts";
import { entry, keep, logOf, remember, seenBy } from "../contract-data.ts";

const VISITORS = Array.from({ length: 20 }, (_, i) => `v${i}`);

describeWithRedis("a message id in a cluster", () => {
  let cluster: TestCluster;
  let stores: readonly VisitorStore[];
  beforeAll(async () => {
    cluster = await startRedisCluster();
  });
  afterAll(() => cluster.stop());
  beforeEach(async () => {
    cluster.flush();
    stores = await Promise.all([openRedisStore(cluster.url), openRedisStore(cluster.url)]);
  });
  afterEach(() => Promise.all(stores.map((store) => store.close())));

  const store = (): VisitorStore => {
    const [first] = stores;
    if (first === undefined) throw new Error("no store is open");
    return first;
  };
  const send = (visitorId: string, to = store()) => keep(to, entry({ messageId: "m", visitorId }));
  /** The claim of the only message, where it is and what it says. */
  const claim = () => {
    for (const { cli } of cluster.masters()) {
      const key = cli("keys", "*:message");
      if (key !== "") return { cli, key, value: cli("get", key) };
    }
    throw new Error("there is no claim");
  };

  it("counts once, whichever visitors it comes for at once and through which process", async () => {
    const outcomes = await Promise.all(
      VISITORS.flatMap((visitor) => stores.map((each) => send(visitor, each))),
    );
    expect(outcomes.flat().filter((outcome) => outcome === "stored")).toHaveLength(1);
    const logs = await Promise.all(VISITORS.map((visitor) => logOf(store(), visitor)));
    expect(logs.flat()).toEqual(["m"]);
  });

  it("that came for a name before it was joined is known after", async () => {
    await keep(store(), entry({ messageId: "u", visitorId: "user" }));
    expect(await send("anon")).toEqual(["stored"]);
    const names = { site: "shop", anonymousId: "anon", userId: "user", at: 0 };
    expect(await store().join(names, remember)).toBe("merged");
    expect(await send("anon")).toEqual(["duplicate"]);
    expect(await send("user")).toEqual(["duplicate"]);
    expect(await send("somebody")).toEqual(["duplicate"]);
    expect(await seenBy(store(), "user")).toEqual(["u", "m"]);
  });

  it("that a process claimed and did not write is refused to others until the claim is over", async () => {
    await send("v1");
    const { cli, key, value } = claim();
    cluster.flush();
    cli("set", key, value);
    // With the salt gone the digests would be others: the store that is open still has it.
    await expect(send("v2")).rejects.toThrow("under way");
    expect(await logOf(store(), "v2")).toEqual([]);
    const longAgo = value.slice(0, 16) + "0".repeat(16) + value.slice(32);
    cli("set", key, longAgo);
    expect(await send("v2")).toEqual(["stored"]);
    expect(await send("v1")).toEqual(["duplicate"]);
  });

  it("that a process claimed and did not write is taken from the same visitor at once", async () => {
    await send("v1");
    const { cli, key, value } = claim();
    cluster.flush();
    cli("set", key, value);
    expect(await send("v1")).toEqual(["stored"]);
    expect(await send("v1")).toEqual(["duplicate"]);
  });
});
