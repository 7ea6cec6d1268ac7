import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { TrackResponse } from "@facet/protocol";
import { afterAll, describe, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { shop } from "../fixtures/ruleset.ts";
import { trackedApp } from "../fixtures/tracked.ts";

/** Events to send; `FACET_FUZZ_RUNS=1000000` for a long night. */
const EVENTS = Number(process.env["FACET_FUZZ_RUNS"] ?? 20_000);
const BATCH = 500;
const PEOPLE = 200;

const folder = mkdtempSync(join(tmpdir(), "facet-conservation-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** mulberry32: the same numbers in every run. */
function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

/** What is wrong with one event in ten. */
const SPOILERS: readonly ((event: Record<string, unknown>) => unknown)[] = [
  (event) => ({ ...event, event: "" }),
  (event) => ({ ...event, event: undefined }),
  (event) => ({ ...event, event: 7 }),
  (event) => ({ ...event, type: "tarck" }),
  (event) => ({ ...event, type: undefined }),
  (event) => ({ ...event, timestamp: "yesterday" }),
  (event) => ({ ...event, properties: [1] }),
  (event) => ({ ...event, userId: 42 }),
  (event) => ({ ...event, type: "group" }),
  (event) => ({ ...event, event: "Order", properties: { revenue: "a lot" } }),
  (event) => ({ ...event, properties: { text: "x".repeat(33_000) } }),
];

describe("of mixed events", () => {
  it(`${EVENTS} that are sent are stored, known already, in quarantine, or refused: none is lost`, async () => {
    const random = createRandom(20_261_205);
    const pick = <T>(list: readonly T[]) => list[Math.floor(random() * list.length)] as T;
    const store = createSqliteStore(join(folder, "events.db"));
    const eventSchemas = { Order: { properties: { revenue: { type: "number" } } } } as const;
    const app = await trackedApp({ store, rules: shop({ eventSchemas }) });
    const got = { sent: 0, stored: 0, duplicates: 0, quarantined: 0, rejected: 0 };
    const storedIds = new Set<string>();
    const badIds = new Set<string>();
    const recent: unknown[] = [];
    let number = 0;
    let spoiled = 0;

    function makeEvent(): unknown {
      if (recent.length > 0 && random() < 0.05) return pick(recent);
      number += 1;
      const good = {
        type: "track",
        event: pick(["E", "Order", "Guide Downloaded"]),
        userId: `u${Math.floor(random() * PEOPLE)}`,
        messageId: `m${number}`,
        properties: { revenue: number },
        timestamp: new Date(app.clock.now - Math.floor(random() * 86_400_000)).toISOString(),
      };
      const calls = [
        good,
        { ...good, type: "page", name: "Home" },
        { ...good, type: "identify", traits: { number } },
        { ...good, type: "group", groupId: `g${number % 9}` },
      ];
      const event = random() < 0.1 ? pick(SPOILERS)(good) : pick(calls);
      if (event !== good && !calls.includes(event as never)) spoiled += 1;
      recent.push(event);
      if (recent.length > 300) recent.shift();
      return event;
    }

    async function send(batch: readonly unknown[]): Promise<void> {
      got.sent += batch.length;
      const text = JSON.stringify({ batch });
      // One request in fifty is broken as a whole: nothing of it may be kept.
      const isBroken = random() < 0.02;
      const response = await app.asServer("/v1/batch", isBroken ? text.slice(0, -1) : text);
      if (response.status >= 500) throw new Error(`${response.status} ${await response.text()}`);
      if (response.status !== 200) {
        got.rejected += batch.length;
        return;
      }
      const answer = (await response.json()) as TrackResponse;
      got.stored += answer.stored;
      got.duplicates += answer.duplicates;
      got.quarantined += answer.quarantined.length;
      const bad = new Set(answer.quarantined.map(({ index }) => index));
      for (const [index, event] of batch.entries()) {
        const { messageId } = event as { messageId: string };
        (bad.has(index) ? badIds : storedIds).add(messageId);
      }
    }

    const under: Promise<void>[] = [];
    for (let i = 0; i < EVENTS;) {
      const batch: unknown[] = [];
      let bytes = 20;
      while (batch.length < BATCH && i + batch.length < EVENTS && bytes < 400_000) {
        const event = makeEvent();
        bytes += JSON.stringify(event).length + 1;
        batch.push(event);
      }
      i += batch.length;
      under.push(send(batch));
      if (under.length === 4) await Promise.all(under.splice(0));
    }
    await Promise.all(under);

    expect(got.stored + got.duplicates + got.quarantined + got.rejected).toBe(got.sent);
    expect(got.sent).toBe(EVENTS);
    expect(got.stored).toBe(storedIds.size);
    expect(spoiled / EVENTS).toBeGreaterThan(0.07);
    expect(got.rejected).toBeGreaterThan(0);
    expect(got.duplicates).toBeGreaterThan(EVENTS / 100);

    let kept = 0;
    for (let person = 0; person < PEOPLE; person += 1) {
      for await (const { messageId } of store.log({ site: "shop", id: `u${person}` })) {
        expect(storedIds.has(messageId)).toBe(true);
        kept += 1;
      }
    }
    expect(kept).toBe(got.stored);

    let waiting = 0;
    let after: { at: number; id: string } | undefined;
    for (;;) {
      const page = { collection: "quarantine", site: "shop", limit: 500 };
      const records = await store.records(after === undefined ? page : { ...page, after });
      for (const { id } of records) expect(badIds.has(id)).toBe(true);
      waiting += records.length;
      const last = records.at(-1);
      if (last === undefined) break;
      after = { at: last.at, id: last.id };
    }
    expect(waiting).toBe(badIds.size);
    await app.close();
  }, 3_600_000);
});
