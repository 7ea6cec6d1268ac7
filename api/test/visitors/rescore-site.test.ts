import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { foldEntries } from "../../src/visitors/fold.ts";
import { rescoreSite } from "../../src/visitors/rescore-site.ts";
import type { LogEntry, VisitorStore } from "../../src/visitors/store.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { createVisitors } from "../../src/visitors/visitors.ts";
import { createTestLog, MINUTE, NOW } from "../fixtures/app.ts";
import { testFolder } from "../fixtures/files.ts";
import { artifact, shop } from "../fixtures/ruleset.ts";
import { allOf } from "../fixtures/tracked.ts";

const folder = testFolder();
const SITE = "shop";
const before = shop();
const after = shop({
  revision: "r_999999999999",
  scoring: {
    ...artifact.scoring,
    points: [
      { id: "guide", event: "Guide Downloaded", points: 25, once: true },
      { id: "order", event: "Order", points: 3 },
    ],
  },
});

let made = 0;
function entry(visitorId: string, name: string): LogEntry {
  made += 1;
  const at = NOW + made * MINUTE;
  const fact = { type: "event", at, name, properties: {} } as const;
  return { site: SITE, messageId: `m${made}`, visitorId, receivedAt: at, fact };
}

/** A store in which some did something that changed its worth, and some did not. */
async function filled(store: VisitorStore, count = 250) {
  const visitors = createVisitors(store, createTestLog());
  const entries = Array.from({ length: count }, (_, i) => {
    const id = `v${String(i).padStart(4, "0")}`;
    return i % 5 === 0 ? [entry(id, "Seen")] : [entry(id, "Order"), entry(id, "Guide Downloaded")];
  });
  await visitors.append({ entries: entries.flat(), fold: foldEntries(before) });
  return visitors;
}

async function statesOf(store: VisitorStore): Promise<readonly string[]> {
  const ids = await store.list(SITE, { limit: 10_000 });
  return Promise.all(ids.map(async (id) => JSON.stringify(await store.get({ site: SITE, id }))));
}

async function replayed(store: VisitorStore): Promise<readonly string[]> {
  const ids = await store.list(SITE, { limit: 10_000 });
  return Promise.all(
    ids.map(async (id) =>
      JSON.stringify(foldEntries(after)(undefined, await allOf(store.log({ site: SITE, id })), id)),
    ),
  );
}

const options = { ruleset: after, resume: false, now: () => NOW };

describe.each<[string, () => VisitorStore]>([
  ["in memory", () => createMemoryStore()],
  ["in SQLite", () => createSqliteStore(join(folder, `${(made += 1)}.db`))],
])("rescoring a site %s", (_, open) => {
  it("makes of every visitor what a replay makes, once", async () => {
    const store = open();
    const visitors = await filled(store);
    const result = await rescoreSite(visitors, options);
    expect(result).toEqual({ done: 250, total: 250, changed: 200, resumed: 0, isComplete: true });
    expect(await statesOf(store)).toEqual(await replayed(store));
    const again = await rescoreSite(visitors, options);
    expect(again).toMatchObject({ done: 250, changed: 0 });
    await store.close();
  });

  it("comes to the same where it was stopped and resumed", async () => {
    const store = open();
    const visitors = await filled(store);
    const stop = new AbortController();
    const stopped = await rescoreSite(visitors, {
      ...options,
      stop: stop.signal,
      onProgress: ({ done }) => void (done === 130 && stop.abort()),
    });
    expect(stopped).toMatchObject({ done: 130, total: 250, isComplete: false });
    const resumed = await rescoreSite(visitors, { ...options, resume: true });
    expect(resumed).toEqual({
      done: 250,
      total: 250,
      changed: 200,
      resumed: 130,
      isComplete: true,
    });
    expect(await statesOf(store)).toEqual(await replayed(store));
    expect(await store.records({ collection: "rescore", limit: 5 })).toEqual([]);
    await store.close();
  });

  it("goes on from the last place it wrote down where it was killed", async () => {
    const store = open();
    const visitors = await filled(store);
    let updates = 0;
    const dying: VisitorStore = {
      ...store,
      async update(visitor, change) {
        updates += 1;
        if (updates === 150) throw new Error("killed");
        await store.update(visitor, change);
      },
    };
    const mortal = createVisitors(dying, createTestLog());
    await expect(rescoreSite(mortal, options)).rejects.toThrow();
    const resumed = await rescoreSite(visitors, { ...options, resume: true });
    expect(resumed).toMatchObject({ done: 250, resumed: 100, isComplete: true });
    expect(await statesOf(store)).toEqual(await replayed(store));
    await store.close();
  });

  it("begins anew where the rules are others than those of the run before", async () => {
    const store = open();
    const visitors = await filled(store);
    const stop = new AbortController();
    await rescoreSite(visitors, {
      ...options,
      ruleset: shop({ revision: "r_888888888888" }),
      stop: stop.signal,
      onProgress: ({ done }) => void (done === 50 && stop.abort()),
    });
    expect(await rescoreSite(visitors, { ...options, resume: true })).toMatchObject({
      resumed: 0,
      changed: 200,
    });
    await store.close();
  });

  it("loses nothing of what visitors do meanwhile", async () => {
    const store = open();
    const visitors = await filled(store, 40);
    const update = store.update.bind(store);
    let late = 0;
    const busy = createVisitors(
      {
        ...store,
        // Each visitor does something between the reading of their log and the writing.
        async update(visitor, change) {
          if (late < 60) {
            late += 1;
            const fresh = entry(visitor.id, "Order");
            await store.append({ entries: [fresh], fold: foldEntries(after), durable: true });
          }
          await update(visitor, change);
        },
      },
      createTestLog(),
    );
    await rescoreSite(busy, options);
    expect(late).toBe(60);
    expect(await statesOf(store)).toEqual(await replayed(store));
    await visitors.close();
  });
});
