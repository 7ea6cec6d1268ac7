import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TrackResponse } from "@facet/protocol";
import { Analytics } from "@segment/analytics-node";
import { afterAll, describe, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { type Fault, serveWithFaults } from "../fixtures/faulty-server.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-segment-"));
afterAll(() => rmSync(folder, { recursive: true }));

const FAULTS: readonly Fault[] = [
  { status: 500 },
  { status: 503 },
  { status: 429 },
  { drops: "unread" },
  { drops: "lost" },
  { lostStatus: 502 },
  { hangs: true },
];

const EVENTS = 10_000;
const PEOPLE = 100;
/** After so many failures of one request the next one goes well: the client waits longer each time. */
const MAX_RETRIES = 2;

/** Fails three requests in ten, each kind of fault in its turn. */
function createFaults() {
  let requests = 0;
  const made: Fault[] = [];
  return {
    made,
    count: () => requests,
    of(request: Request): Fault | undefined {
      requests += 1;
      const isLast = Number(request.headers.get("x-retry-count") ?? 0) >= MAX_RETRIES;
      if (isLast || requests % 10 >= 4) return undefined;
      const fault = FAULTS[made.length % FAULTS.length];
      if (fault !== undefined) made.push(fault);
      return fault;
    },
  };
}

describe("Segment's client for Node", () => {
  it("has each of 10,000 events counted once, though three requests in ten go wrong", async () => {
    const store = createSqliteStore(join(folder, "events.db"));
    const app = await trackedApp({ store });
    const faults = createFaults();
    let duplicates = 0;
    const counting = {
      async fetch(request: Request): Promise<Response> {
        const response = await app.hono.fetch(request);
        const answer = (await response.clone().json()) as TrackResponse;
        duplicates += answer.duplicates;
        return response;
      },
    };
    const server = await serveWithFaults(counting, (request) => faults.of(request));
    const analytics = new Analytics({
      writeKey: app.secret.text,
      host: server.url,
      path: "/v1/batch",
      flushAt: 50,
      flushInterval: 1_000,
      httpRequestTimeout: 2_000,
      maxRetries: MAX_RETRIES + 1,
    });
    const errors: unknown[] = [];
    analytics.on("error", (error) => errors.push(error));

    for (let i = 0; i < EVENTS; i += 1) {
      const who = { userId: `u${i % PEOPLE}`, timestamp: new Date(app.clock.now - i) };
      if (i < PEOPLE) analytics.identify({ ...who, traits: { number: i } });
      else if (i < 2 * PEOPLE) analytics.page({ ...who, name: "Home" });
      else analytics.track({ ...who, event: `E${i % 7}`, properties: { i } });
    }
    await analytics.closeAndFlush({ timeout: 60_000 });
    await server.close();

    expect(errors).toEqual([]);
    expect(new Set(faults.made).size).toBe(FAULTS.length);
    // On a busy machine the client gives up on more requests than those that were failed for it.
    expect(faults.made.length / faults.count()).toBeGreaterThan(0.15);
    // Answers were lost, so that without message ids these would be counted twice.
    expect(duplicates).toBeGreaterThan(100);
    const ids = new Set<string>();
    let entries = 0;
    let counted = 0;
    for (let person = 0; person < PEOPLE; person += 1) {
      const log = await app.logOf(`u${person}`);
      entries += log.length;
      for (const { messageId } of log) ids.add(messageId);
      const state = await app.stateOf(`u${person}`);
      expect(state?.traits).toEqual({ number: person });
      for (const { days } of Object.values(state?.history.events ?? {})) {
        for (const [, count] of days) counted += count;
      }
    }
    expect({ entries, ids: ids.size, counted }).toEqual({
      entries: EVENTS,
      ids: EVENTS,
      counted: EVENTS - PEOPLE,
    });
    await store.close();
  }, 90_000);
});
