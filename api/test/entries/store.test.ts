import { execFileSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it, onTestFinished } from "vitest";
import { createService } from "../../src/entries/node/service.ts";
import { openStore } from "../../src/entries/node/store.ts";
import { StoreOpenError } from "../../src/visitors/stores/open-error.ts";
import { COOKIE_KEY, createTestLog } from "../fixtures/app.ts";
import { describeWithRedis, startRedis, untilTrue } from "../fixtures/redis.ts";

const RULES = fileURLToPath(new URL("../../../rules", import.meta.url));
const CLIENT = new URL("../../src/visitors/stores/redis/client.ts", import.meta.url).href;
/** Nobody listens there. */
const NOWHERE = "redis://127.0.0.1:1";

describe("the configured store", () => {
  it.each(["redis://a,b", "postgres://a/b"])(
    "is refused where its address is none: %s",
    async (place) => {
      await expect(openStore(place, createTestLog())).rejects.toThrow(StoreOpenError);
    },
  );

  it("that does not answer ends a service without a cookie key, with what to do", async () => {
    const log = createTestLog();
    const start = createService({ rules: RULES, db: NOWHERE, log });
    await expect(start).rejects.toThrow(StoreOpenError);
    await expect(start).rejects.toThrow(
      /does not answer: .*redis:\/\/127\.0\.0\.1:1.*ECONNREFUSED.*FACET_STORE.*FACET_COOKIE_KEY/u,
    );
    expect(log.lines).toContain("error: the connection to Redis is lost");
  });

  it("in Redis without the package that speaks to it is refused with its name", () => {
    const hide = `import { registerHooks } from "node:module";
      registerHooks({ resolve(name, context, next) {
        if (name !== "ioredis") return next(name, context);
        throw Object.assign(new Error("Cannot find package"), { code: "ERR_MODULE_NOT_FOUND" });
      } });`;
    const connect = `import { connectRedis } from ${JSON.stringify(CLIENT)};
      const target = { isCluster: false, isEncrypted: false, nodes: [{ host: "x", port: 1 }], database: 0, replicas: 0 };
      await connectRedis(target, console).catch((error) => console.log(error.name, error.message));`;
    const hooks = `--import=data:text/javascript,${encodeURIComponent(hide)}`;
    const args = ["--conditions=@facet/source", hooks, "--input-type=module", "--eval", connect];
    expect(execFileSync(process.execPath, args, { encoding: "utf8" })).toMatch(
      /^StoreOpenError .*npm install ioredis/u,
    );
  });
});

describeWithRedis("a service whose Redis is not there yet", () => {
  it("starts with a cookie key, and knows visitors as soon as it comes", async () => {
    const redis = await startRedis();
    onTestFinished(() => redis.stop());
    await redis.kill();
    const log = createTestLog();
    const service = await createService({
      rules: RULES,
      db: redis.url,
      cookieKey: COOKIE_KEY,
      log,
    });
    expect((await service.app.request("/readyz")).status).toBe(503);
    await redis.start();
    await untilTrue(async () => (await service.app.request("/readyz")).status === 200);
    const body = JSON.stringify({ page: "okna", visitorId: "anna" });
    const decide = async () =>
      (await service.app.request("/v1/decide", { method: "POST", body })).json();
    await untilTrue(async () => (await decide()).degraded?.length === 0);
    expect(await decide()).toMatchObject({ degraded: [], visitor: { id: "anna", visits: 1 } });
    expect(log.lines).toContain("info: the connection to Redis is back");
    await service.close();
  });

  it("tells by /readyz what a power cut may cost", async () => {
    const redis = await startRedis({ appendfsync: "everysec" });
    onTestFinished(() => redis.stop());
    const service = await createService({ rules: RULES, db: redis.url, log: createTestLog() });
    const ready = await service.app.request("/readyz");
    expect(await ready.json()).toMatchObject({
      status: "ready",
      checks: { visitors: expect.stringMatching(/^ok, but .*everysec.*2 seconds/u) },
    });
    await service.close();
  });
});
