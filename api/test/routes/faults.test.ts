import { describe, expect, it } from "vitest";
import { createTestLog, fixedRules, NOW, testApp } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import type { VisitorStore } from "../../src/visitors/store.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";

const PAGE = "https://shop.example/okna";
const never = (): Promise<never> => new Promise(() => {});
const fails = async (): Promise<never> => {
  throw new Error("disk I/O error");
};

function brokenStore(answer: () => Promise<never>): VisitorStore {
  return { ...createMemoryStore(), get: answer, update: answer, append: answer, ping: answer };
}

describe("a visitor store that", () => {
  it.each([
    ["hangs", never],
    ["fails", fails],
  ])("%s costs a decision only its history", async (_, answer) => {
    const { post } = await testApp({ store: brokenStore(answer) });
    for (let i = 0; i < 8; i += 1) {
      const response = await post("/v1/decide", { url: PAGE, visitorId: "v1" });
      expect(response.status).toBe(200);
      expect(response.headers.get("facet-degraded")).toBe("visitor");
      const decision = await response.json();
      expect(decision).toMatchObject({
        degraded: ["visitor"],
        visitor: { id: "v1" },
        slots: { "hero.headline": { content: "Windows" }, "hero.cta": { reason: "SPLIT" } },
      });
      expect(decision.visitor.visits).toBeUndefined();
    }
  });

  it("hangs is asked no more after five calls, and again a second later", async () => {
    let asked = 0;
    const memory = createMemoryStore();
    const slow: VisitorStore = {
      ...memory,
      get(visitor) {
        asked += 1;
        return asked <= 5 ? never() : memory.get(visitor);
      },
    };
    const log = createTestLog();
    const { decide } = await testApp({ store: slow, log });
    for (let i = 0; i < 10; i += 1) await decide({ url: PAGE, visitorId: `v${i}` });
    expect(asked).toBe(5);
    await new Promise((resolve) => {
      setTimeout(resolve, 1_050);
    });
    expect((await decide({ url: PAGE, visitorId: "v1" })).degraded).toEqual([]);
    expect(log.lines).toEqual([
      "error: the visitor store does not answer",
      "info: the visitor store answers again",
    ]);
  });

  it("fails acknowledges no event", async () => {
    const { post } = await testApp({ store: brokenStore(fails) });
    for (const [path, body] of [
      ["/v1/track", { event: "E", visitorId: "v1" }],
      ["/v1/leads", { fields: { phone: "+7 495 123-45-67" } }],
    ] as const) {
      const response = await post(path, body);
      expect(response.status).toBe(503);
      expect(response.headers.get("retry-after")).toBe("1");
    }
  });

  it("fails is told by /readyz and the visitor card, not by /healthz", async () => {
    const { request } = await testApp({ store: brokenStore(fails) });
    expect((await request("/readyz")).status).toBe(503);
    expect((await request("/healthz")).status).toBe(200);
    expect((await request("/v1/visitors/v1")).status).toBe(503);
  });
});

describe("without rules", () => {
  it("decisions are empty and flagged", async () => {
    const { post } = await testApp({ rules: undefined });
    const response = await post("/v1/decide", {
      url: PAGE,
      slots: ["hero.headline"],
      page: "okna",
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("facet-degraded")).toBe("rules");
    expect(await response.json()).toMatchObject({
      page: null,
      slots: {},
      offers: [],
      degraded: ["rules"],
    });
  });

  it("/readyz says what is wrong with them, and events wait", async () => {
    const { request, post } = await testApp({ rules: undefined });
    const ready = await request("/readyz");
    expect(ready.status).toBe(503);
    expect(await ready.json()).toMatchObject({
      detail: "No rules are served: site.yaml:1:1 is broken.",
      errors: [{ path: "site.yaml:1:1", message: "is broken" }],
    });
    expect((await post("/v1/track", { event: "E", visitorId: "v1" })).status).toBe(503);
    expect(await (await request("/v1/rules")).json()).toMatchObject({
      revision: null,
      reload: { state: "failed" },
    });
  });
});

describe("deciding that throws", () => {
  it("answers the defaults, flagged and logged", async () => {
    const good = shop();
    const broken = { ...good, index: undefined as unknown as typeof good.index };
    const log = createTestLog();
    const { post } = await testApp({
      rulesets: { ...fixedRules(good), current: () => broken },
      log,
    });
    const response = await post("/v1/decide", {
      page: "okna",
      visitorId: "v1",
      at: new Date(NOW).toISOString(),
    });
    expect(response.status).toBe(200);
    expect(response.headers.get("facet-degraded")).toBe("rules");
    expect(await response.json()).toMatchObject({
      page: "okna",
      slots: {
        "hero.headline": { content: "Windows", reason: "ERROR", errorCode: "GENERAL" },
        "hero.cta": { content: { label: "Order", href: "#lead" } },
      },
    });
    expect(log.lines).toContain("error: deciding failed; the defaults are answered");
  });
});
