import { setTimeout as sleep } from "node:timers/promises";
import { expect } from "vitest";
import type { VisitorStore } from "../../src/visitors/store.ts";
import { testApp } from "../fixtures/app.ts";

const PAGE = "https://shop.example/okna";
/** How long a site waits for an answer at the most. */
const CLIENT_TIMEOUT_MS = 5_000;

/** The service over a store, and what was acknowledged of what it was sent. */
export async function openService(store: VisitorStore) {
  const app = await testApp({ store });
  const acknowledged = new Set<string>();

  async function inTime(answer: Promise<Response>): Promise<Response> {
    const late = sleep(CLIENT_TIMEOUT_MS, undefined, { ref: false });
    const first = await Promise.race([answer, late]);
    if (first === undefined) throw new Error("no answer before the client gave up");
    return first;
  }

  return {
    ...app,
    acknowledged,
    /** Decides for a visitor as a site's server would: always an answer, with content in every slot. */
    async decideFor(visitorId: string): Promise<readonly string[]> {
      const response = await inTime(app.post("/v1/decide", { url: PAGE, visitorId }));
      expect(response.status).toBe(200);
      const decision = await response.json();
      expect(decision).toMatchObject({
        visitor: { id: visitorId },
        slots: {
          "hero.headline": { content: "Windows" },
          "hero.cta": { content: expect.anything() },
        },
      });
      expect(response.headers.get("facet-degraded")).toBe(
        decision.degraded.length === 0 ? null : decision.degraded.join(", "),
      );
      return decision.degraded;
    },
    /** Sends an event, and notes whether it was acknowledged; refused, it says when to come again. */
    async track(visitorId: string, messageId: string): Promise<number> {
      const response = await app.post("/v1/track", { event: "E", visitorId, messageId });
      if (response.status === 200) acknowledged.add(messageId);
      else {
        expect(response.status).toBe(503);
        expect(response.headers.get("retry-after")).toMatch(/^\d+$/u);
      }
      return response.status;
    },
    /** Message ids of the events of the visitors' logs, views left out. */
    async kept(...visitors: readonly string[]): Promise<readonly string[]> {
      const ids: string[] = [];
      for (const id of visitors) {
        for await (const { messageId, fact } of store.log({ site: "shop", id })) {
          if (fact.type === "event") ids.push(messageId);
        }
      }
      return ids.toSorted();
    },
  };
}

/** Whether a promise is still open once everything that is due has run. */
export async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const open = Symbol("open");
  const first = await Promise.race([promise.catch(() => undefined), sleep(0, open)]);
  return first === open;
}
