import { describe, expect, it } from "vitest";
import { createRetention } from "../../src/privacy/retention.ts";
import { createSites } from "../../src/rulesets/sites.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { createVisitors } from "../../src/visitors/visitors.ts";
import { createTestLog, fixedRules, NOW, testApp } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";

const DAY = 86_400_000;
const { site } = shop().artifact;

async function shopThatKeeps(retentionMs: number | undefined) {
  const store = createMemoryStore();
  const rules = shop({ site: { ...site, ...(retentionMs === undefined ? {} : { retentionMs }) } });
  const app = await testApp({ store, rules });
  const log = createTestLog();
  const { clock } = app;
  const restarted = () =>
    createRetention({
      sites: createSites([{ name: "shop", rulesets: fixedRules(rules) }]),
      visitors: createVisitors(store, log),
      log,
      now: () => clock.now,
    });
  const send = (userId: string) => app.post("/v1/track", { userId, event: "Seen" });
  const isKnown = async (id: string) => (await app.request(`/v1/visitors/${id}`)).status === 200;
  return { ...app, clock, log, restarted, send, isKnown };
}

describe("retention", () => {
  it("forgets who was not seen for so long, once a day", async () => {
    const { clock, send, isKnown, retention } = await shopThatKeeps(30 * DAY);
    await send("anna");
    await retention.purgeDue();
    expect(await isKnown("anna")).toBe(true);
    clock.now = NOW + 29 * DAY;
    await retention.purgeDue();
    expect(await isKnown("anna")).toBe(true);
    await send("boris");
    clock.now = NOW + 29.5 * DAY;
    await send("later");
    clock.now = NOW + 30 * DAY + 1;
    await retention.purgeDue();
    expect(await isKnown("anna")).toBe(false);
    expect(await isKnown("boris")).toBe(true);
  });

  it("does so once, whichever process it is", async () => {
    const { clock, log, restarted } = await shopThatKeeps(30 * DAY);
    await restarted().purgeDue();
    await restarted().purgeDue();
    expect(log.lines).toHaveLength(1);
    clock.now += DAY;
    await restarted().purgeDue();
    expect(log.lines).toHaveLength(2);
  });

  it("keeps all of a site that says nothing of it", async () => {
    const { clock, send, isKnown, retention } = await shopThatKeeps(undefined);
    await send("anna");
    clock.now = NOW + 10_000 * DAY;
    await retention.purgeDue();
    expect(await isKnown("anna")).toBe(true);
  });

  it("begins by itself and ends", async () => {
    const { clock, send, isKnown, restarted } = await shopThatKeeps(30 * DAY);
    await send("anna");
    clock.now = NOW + 31 * DAY;
    const retention = restarted();
    retention.start();
    await expect.poll(() => isKnown("anna")).toBe(false);
    retention.stop();
  });
});
