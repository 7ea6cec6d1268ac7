import { describe, expect, it, vi } from "vitest";
import { StoreUnavailable } from "../../src/visitors/breaker.ts";
import { newVisitor } from "../../src/visitors/reducer.ts";
import type { Call, Fold, LogEntry, VisitorStore } from "../../src/visitors/store.ts";
import { createMemoryStore } from "../../src/visitors/stores/memory.ts";
import { createVisitors } from "../../src/visitors/visitors.ts";
import { createTestLog } from "../fixtures/app.ts";

const BUDGET_MS = 1_000;
const ref = { site: "shop", id: "v1" };

const count: Fold = (current, entries, id) => {
  const state = current ?? newVisitor(id, 0);
  return { ...state, visits: state.visits + entries.length };
};

function entry(messageId: string, visitorId = "v1"): LogEntry {
  const fact = { type: "event", at: 0, name: "E", properties: {} } as const;
  return { site: "shop", messageId, visitorId, receivedAt: 0, fact };
}

function batch(messageId: string, visitorId?: string) {
  return { entries: [entry(messageId, visitorId)], fold: count };
}

/** A store whose appends wait until they are let go on, or fail. */
function heldStore() {
  const memory = createMemoryStore();
  const held: (() => void)[] = [];
  const appended: string[] = [];
  const calls: (Call | undefined)[] = [];
  const trouble: { failing: boolean } = { failing: false };
  const store: VisitorStore = {
    ...memory,
    async append(given, call) {
      appended.push(...given.entries.map(({ messageId }) => messageId));
      calls.push(call);
      if (trouble.failing) throw new Error("the disk is full");
      await new Promise<void>((resolve) => held.push(resolve));
      return memory.append(given, call);
    },
    async put(record) {
      if (trouble.failing) throw new Error("the disk is full");
      return memory.put(record);
    },
  };
  return { store, held, appended, calls, trouble };
}

describe("what is appended later", () => {
  it("is in what is read after it", async () => {
    const { store, held } = heldStore();
    const visitors = createVisitors(store, createTestLog());
    visitors.appendLater(batch("a"));
    const read = visitors.read(ref, BUDGET_MS);
    await vi.waitFor(() => expect(held).toHaveLength(1));
    held.shift()?.();
    expect(await read).toMatchObject({ visits: 1 });
  });

  it("counts even while it cannot be written, once", async () => {
    const { store, held } = heldStore();
    const visitors = createVisitors(store, createTestLog());
    visitors.appendLater(batch("a"));
    visitors.appendLater(batch("b"));
    expect(await visitors.read(ref, 100)).toMatchObject({ id: "v1", visits: 2 });
    held.shift()?.();
    await vi.waitFor(() => expect(held).toHaveLength(1));
    expect(await visitors.read(ref, 100)).toMatchObject({ visits: 2 });
    held.shift()?.();
    expect(await visitors.read(ref, BUDGET_MS)).toMatchObject({ visits: 2 });
  });

  it("is written in order for one visitor, and beside that of others", async () => {
    const { store, held, appended } = heldStore();
    const visitors = createVisitors(store, createTestLog());
    visitors.appendLater(batch("a1"));
    visitors.appendLater(batch("a2"));
    visitors.appendLater(batch("b1", "v2"));
    await vi.waitFor(() => expect(appended).toEqual(["a1", "b1"]));
    held.shift()?.();
    await vi.waitFor(() => expect(appended).toEqual(["a1", "b1", "a2"]));
    for (const go of held) go();
    await vi.waitFor(async () =>
      expect(await visitors.read(ref, BUDGET_MS)).toMatchObject({ visits: 2 }),
    );
  });

  it("is written before the store is closed", async () => {
    const memory = createMemoryStore();
    const closed = vi.fn<(state: unknown) => void>();
    const visitors = createVisitors(
      {
        ...memory,
        async close() {
          closed(await memory.get(ref));
        },
      } as VisitorStore,
      createTestLog(),
    );
    visitors.appendLater(batch("a"));
    visitors.appendLater(batch("b"));
    await visitors.close();
    expect(closed).toHaveBeenCalledWith(expect.objectContaining({ visits: 2 }));
  });

  it("is dropped where too much waits, which is said once and when it is over", async () => {
    const { store, held } = heldStore();
    const log = createTestLog();
    const visitors = createVisitors(store, log);
    for (let i = 0; i < 10_005; i += 1) visitors.appendLater(batch(`m${i}`, `v${i}`));
    await vi.waitFor(() => expect(held).toHaveLength(10_000));
    for (const go of held) go();
    await visitors.close();
    expect(log.lines).toEqual([
      "error: too many visits wait for the store",
      "info: visits are kept again",
    ]);
  });
});

describe("a durable append", () => {
  it("that takes too long is taken back: the store is told that nobody waits", async () => {
    vi.useFakeTimers();
    try {
      const { store, calls } = heldStore();
      const visitors = createVisitors(store, createTestLog());
      const appended = visitors.append(batch("a"));
      const refused = expect(appended).rejects.toThrow(StoreUnavailable);
      expect(calls[0]?.aborted).toBe(false);
      await vi.advanceTimersByTimeAsync(5_000);
      await refused;
      expect(calls[0]?.aborted).toBe(true);
    } finally {
      vi.useRealTimers();
    }
  });

  it("whose fold throws is no fault of the store", async () => {
    const visitors = createVisitors(createMemoryStore(), createTestLog());
    const broken = () => {
      throw new TypeError("no such rule");
    };
    for (let i = 0; i < 10; i += 1) {
      const appended = visitors.append({ entries: [entry(`m${i}`)], fold: broken });
      await expect(appended).rejects.toThrow(TypeError);
    }
    expect(visitors.writesUp()).toBe(true);
    expect(await visitors.append(batch("a"))).toEqual(["stored"]);
  });
});

describe("a store that only reads", () => {
  it("is down, until a write goes through", async () => {
    const { store, trouble } = heldStore();
    const log = createTestLog();
    const visitors = createVisitors(store, log);
    expect(await visitors.isUp()).toBe(true);
    trouble.failing = true;
    await expect(visitors.append(batch("a"))).rejects.toThrow(StoreUnavailable);
    expect(visitors.writesUp()).toBe(false);
    expect(await visitors.isUp()).toBe(false);
    expect(await visitors.read(ref, BUDGET_MS)).toBeUndefined();
    trouble.failing = false;
    expect(await visitors.isUp()).toBe(true);
    expect(visitors.writesUp()).toBe(true);
    expect(log.lines).toEqual([
      "error: the visitor store does not answer",
      "info: the visitor store answers again",
    ]);
  });
});

describe("the log of a visitor", () => {
  it("is handed on entry by entry, and its failure is the store's", async () => {
    const memory = createMemoryStore();
    const visitors = createVisitors(memory, createTestLog());
    await visitors.append({ entries: [entry("a"), entry("b")], fold: count });
    const ids: string[] = [];
    for await (const { messageId } of visitors.log(ref)) ids.push(messageId);
    expect(ids).toEqual(["a", "b"]);
    const broken = createVisitors(
      {
        ...memory,
        async *log() {
          yield entry("a");
          throw new Error("disk I/O error");
        },
      },
      createTestLog(),
    );
    const read = async () => {
      for await (const { messageId } of broken.log(ref)) ids.push(messageId);
    };
    await expect(read()).rejects.toThrow(StoreUnavailable);
    expect(ids).toEqual(["a", "b", "a"]);
  });
});
