import type { TrackResponse } from "@facet/protocol";
import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { createTestLog } from "../fixtures/app.ts";
import { shop } from "../fixtures/ruleset.ts";
import { trackedApp } from "../fixtures/tracked.ts";

const SINGLE = [
  "track",
  "identify",
  "page",
  "screen",
  "group",
  "alias",
  "t",
  "i",
  "p",
  "s",
  "g",
  "a",
];
const BATCHES = ["batch", "b", "import"];
const PATHS = [...SINGLE, ...BATCHES].map((name) => `/v1/${name}`);

const eventSchemas = { Order: { properties: { revenue: { type: "number" } } } } as const;

describe("bodies that are no events", () => {
  it.each([
    ["nothing", ""],
    ["spaces", " \n "],
    ["half an object", '{"event":'],
    ["null", "null"],
    ["a list", "[]"],
    ["a number", "42"],
    ["a text", '"event"'],
    ["true", "true"],
    ["NaN", "NaN"],
    ["two values", "{}{}"],
    ["a member twice", '{"batch":[],"event":"E","batch":[],"event":"F"}'],
    ["a million opening brackets", "[".repeat(30_000)],
    ["deep lists", `${"[".repeat(10_000)}${"]".repeat(10_000)}`],
    [
      "deep properties",
      `{"event":"E","batch":[],"properties":${'{"a":'.repeat(5_000)}1${"}".repeat(5_001)}`,
    ],
    [
      "too many members",
      `{"batch":[],"event":"E",${Array.from({ length: 2_500 }, (_, i) => `"k${i}":1`).join()}}`,
    ],
    ["what is not UTF-8", new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x7d])],
  ])("are refused as a whole with 400: %s", async (_, body) => {
    const { request, secret, store } = await trackedApp();
    for (const path of PATHS) {
      const headers = { ...secret.bearer, "Content-Type": "application/json" };
      const response = await request(path, { method: "POST", headers, body });
      expect([path, response.status]).toEqual([path, 400]);
      expect(response.headers.get("content-type")).toBe("application/problem+json");
    }
    expect(await store.records({ collection: "quarantine", limit: 10 })).toEqual([]);
  });

  it("are refused with 413 where they are too long", async () => {
    const { asServer } = await trackedApp();
    for (const path of PATHS) {
      expect((await asServer(path, " ".repeat(512_001))).status).toBe(413);
    }
  });
});

describe("objects that are hardly events", () => {
  const keys = fc.constantFrom(
    "event",
    "type",
    "properties",
    "traits",
    "context",
    "userId",
    "anonymousId",
    "visitorId",
    "messageId",
    "timestamp",
    "sentAt",
    "groupId",
    "previousId",
    "batch",
    "state",
    "__proto__",
    "constructor",
  );
  const values = fc.oneof(
    fc.constantFrom("track", "identify", "page", "screen", "group", "alias", "Order", "E", ""),
    fc.constantFrom("__proto__", "constructor", "\u0000", "\uD800", "2026-12-05T09:00:00Z", 1e308),
    fc.jsonValue({ maxDepth: 2 }),
    fc.dictionary(keys, fc.jsonValue({ maxDepth: 1 }), { maxKeys: 3 }),
  );
  const event = fc.dictionary(keys, values, { maxKeys: 8 });
  const item = fc.oneof({ arbitrary: event, weight: 6 }, { arbitrary: fc.jsonValue(), weight: 1 });

  function added({ stored, duplicates, quarantined, refused = [] }: TrackResponse): number {
    return stored + duplicates + quarantined.length + refused.length;
  }

  it("are each counted, known or quarantined, whatever they hold, and break nothing", async () => {
    const log = createTestLog();
    const app = await trackedApp({ log, rules: shop({ eventSchemas }) });
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SINGLE),
        event,
        fc.array(item, { maxLength: 6 }),
        fc.boolean(),
        async (name, body, batch, isServer) => {
          const send = isServer ? app.asServer : app.asPage;
          const one = await send(`/v1/${name}`, body);
          expect(one.status).toBe(200);
          expect(added((await one.json()) as TrackResponse)).toBe(1);
          const many = await send("/v1/batch", { batch });
          expect(many.status).toBe(200);
          expect(added((await many.json()) as TrackResponse)).toBe(batch.length);
        },
      ),
      { numRuns: 300 },
    );
    expect(log.lines).toEqual([]);
    expect(({} as Record<string, unknown>)["event"]).toBeUndefined();
  });
});
