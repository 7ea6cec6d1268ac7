import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import type { VisitorStore } from "../../../../src/visitors/store.ts";
import { connectRedis, type RedisClient } from "../../../../src/visitors/stores/redis/client.ts";
import { parseRedisTarget } from "../../../../src/visitors/stores/redis/target.ts";
import { createRedisStore } from "../../../../src/visitors/stores/redis.ts";
import { createTestLog } from "../../../fixtures/app.ts";
import { describeWithRedis, startRedis, type TestRedis } from "../../../fixtures/redis.ts";
import { entry, keep, logOf, NOW, remember, seenBy, SITE, sorted } from "../contract-data.ts";

/** More than any operation sends. */
const MANY = 60;
const names = { site: SITE, anonymousId: "anon", userId: "user", at: NOW };

/** A client whose process stops after so many commands: what it sends later is never sent. */
function stopAfter(client: RedisClient, commands: number): RedisClient {
  let sent = 0;
  const count =
    <T>(send: (command: string, ...args: (string | number)[]) => Promise<T>) =>
    (command: string, ...args: (string | number)[]): Promise<T> => {
      sent += 1;
      if (sent > commands) return Promise.reject(new Error("the process has stopped"));
      return send(command, ...args);
    };
  return {
    ...client,
    call: count(client.call),
    callReplicated: count(client.callReplicated),
    callMasters: count(client.callMasters),
    callServers: count(client.callServers),
  };
}

describeWithRedis("a process that stops in the middle", () => {
  let redis: TestRedis;
  let client: RedisClient;
  let store: VisitorStore;
  const log = createTestLog();

  beforeAll(async () => {
    redis = await startRedis({ appendonly: "no" });
    const parsed = parseRedisTarget(redis.url);
    if ("problem" in parsed) throw new Error(parsed.problem);
    client = await connectRedis(parsed.target, log);
  });
  afterAll(async () => {
    await store.close();
    await redis.stop();
  });
  beforeEach(() => {
    redis.cli("flushall");
    store = createRedisStore({ client, log });
  });

  /** Stops `work` after each number of commands in turn, until one gets through. */
  async function eachStop(
    prepare: () => Promise<unknown>,
    work: (store: VisitorStore) => Promise<unknown>,
    check: (isDone: boolean) => Promise<void>,
  ): Promise<void> {
    for (let commands = 0; commands < MANY; commands += 1) {
      redis.cli("flushall");
      store = createRedisStore({ client, log });
      await prepare();
      const stopping = createRedisStore({ client: stopAfter(client, commands), log });
      const isDone = await work(stopping).then(
        () => true,
        () => false,
      );
      await check(isDone);
      if (isDone) return;
    }
    throw new Error(`the work takes more than ${MANY} commands`);
  }

  const meet = () =>
    keep(
      store,
      entry({ messageId: "a", visitorId: "anon" }),
      entry({ messageId: "u", visitorId: "user" }),
    );

  /** Keys that say more of a visitor than that they were erased. */
  const leftKeys = () => {
    const theirs = /:(?:log|ids|names|records|journal|message)$/u;
    return redis
      .cli("keys", "*")
      .split("\n")
      .filter((key) => theirs.test(key));
  };

  it("while it appends loses nothing once the batch is sent again", async () => {
    const entries = [
      entry({ messageId: "a" }),
      entry({ messageId: "b", visitorId: "v2" }),
      entry({ messageId: "c" }),
    ];
    const records = [
      { collection: "webhooks", site: SITE, id: "r", at: NOW, visitorId: "v1", body: {} },
    ];
    const batch = { entries, records, fold: remember, durable: true };
    await eachStop(
      async () => {},
      (stopping) => stopping.append(batch),
      async () => {
        const written = [...(await logOf(store, "v1")), ...(await logOf(store, "v2"))];
        const kept = await store.records({ collection: "webhooks", limit: 5 });
        if (written.length > 0) expect(kept).toHaveLength(1);
        const outcomes = await store.append(batch);
        expect(outcomes.filter((outcome) => outcome === "stored")).toHaveLength(3 - written.length);
        expect(await seenBy(store, "v1")).toEqual(["a", "c"]);
        expect(await seenBy(store, "v2")).toEqual(["b"]);
        expect(await logOf(store, "v1")).toEqual(["a", "c"]);
        if (written.length < 3) {
          expect(await store.records({ collection: "webhooks", limit: 5 })).toHaveLength(1);
        }
        expect(await store.list(SITE, { limit: 5 })).toEqual(["v1", "v2"]);
      },
    );
  });

  it("while it joins two visitors has joined them once they are joined again", async () => {
    await eachStop(
      meet,
      (stopping) => stopping.join(names, remember),
      async () => {
        expect(sorted(await logOf(store, "user"))).toEqual(expect.arrayContaining(["u"]));
        await store.join(names, remember);
        for (const id of ["anon", "user"]) {
          expect(sorted(await seenBy(store, id))).toEqual(["a", "u"]);
          expect(await logOf(store, id)).toEqual(["a", "u"]);
        }
        expect(await store.records({ collection: "merges", limit: 5 })).toHaveLength(1);
        expect(await store.list(SITE, { limit: 5 })).toEqual(["user"]);
      },
    );
  });

  it("while it joins two visitors leaves nobody whom an erasure does not find", async () => {
    await eachStop(
      meet,
      (stopping) => stopping.join(names, remember),
      async () => {
        const one = await store.get({ site: SITE, id: "anon" });
        expect(await store.erase({ site: SITE, id: "user" })).toBe(true);
        expect(await store.get({ site: SITE, id: "user" })).toBe("erased");
        // As long as the names are two, they are two visitors.
        if (typeof one === "object" && one.id === "anon") return;
        expect(await store.get({ site: SITE, id: "anon" })).toBe("erased");
        expect(leftKeys()).toEqual([]);
      },
    );
  });

  describe.each([
    ["the name that was joined", "anon"],
    ["the visitor's own id", "user"],
  ])("while it splits off %s", (_, name) => {
    it("has done so once it is split again", async () => {
      await eachStop(
        async () => {
          await meet();
          await store.join(names, remember);
          await keep(store, entry({ messageId: "late", visitorId: "anon" }));
          for (const id of ["anon", "user"]) {
            await store.put({ collection: "c", site: SITE, id, at: NOW, visitorId: id, body: {} });
          }
        },
        (stopping) => stopping.split({ site: SITE, id: name }, remember),
        async () => {
          await store.split({ site: SITE, id: name }, remember);
          expect(await seenBy(store, "anon")).toEqual(["a", "late"]);
          expect(await seenBy(store, "user")).toEqual(["u"]);
          expect(await logOf(store, "anon")).toEqual(["a", "late"]);
          expect(await logOf(store, "user")).toEqual(["u"]);
          const again = entry({ messageId: "late", visitorId: "anon" });
          expect(await keep(store, again)).toEqual(["duplicate"]);
          expect(await store.erase({ site: SITE, id: "user" })).toBe(true);
          expect(await seenBy(store, "anon")).toEqual(["a", "late"]);
          const left = await store.records({ collection: "c", limit: 5 });
          expect(left.map(({ id }) => id)).toEqual(["anon"]);
          expect(await store.erase({ site: SITE, id: "anon" })).toBe(true);
          expect(await store.records({ collection: "c", limit: 5 })).toEqual([]);
        },
      );
    });
  });

  it("while it erases somebody has erased them once they are erased again", async () => {
    await eachStop(
      async () => {
        await meet();
        await store.join(names, remember);
        await store.put({
          collection: "c",
          site: SITE,
          id: "r",
          at: NOW,
          visitorId: "anon",
          body: {},
        });
      },
      (stopping) => stopping.erase({ site: SITE, id: "anon" }),
      async (isDone) => {
        expect(await store.erase({ site: SITE, id: "anon" })).toBe(!isDone);
        for (const id of ["anon", "user"]) {
          expect(await store.get({ site: SITE, id })).toBe("erased");
          expect(await logOf(store, id)).toEqual([]);
        }
        expect(await store.records({ collection: "c", limit: 5 })).toEqual([]);
        expect(await store.list(SITE, { limit: 5 })).toEqual([]);
        expect(leftKeys()).toEqual([]);
      },
    );
  });
});
