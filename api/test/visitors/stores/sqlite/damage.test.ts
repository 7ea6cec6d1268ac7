import {
  appendFileSync,
  copyFileSync,
  mkdtempSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { newVisitor } from "../../../../src/visitors/reducer.ts";
import type { Fold, VisitorStore } from "../../../../src/visitors/store.ts";
import { createSqliteStore } from "../../../../src/visitors/stores/sqlite.ts";
import { createTestLog } from "../../../fixtures/app.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-damage-"));
afterAll(() => rmSync(folder, { recursive: true }));

const fold: Fold = (current, entries, id) => {
  const state = current ?? newVisitor(id, 0);
  return { ...state, visits: state.visits + entries.length };
};

function append(store: VisitorStore, messageId: string): Promise<readonly string[]> {
  const fact = { type: "event", at: 0, name: "E", properties: { pad: "x".repeat(500) } } as const;
  const entries = [{ site: "shop", messageId, visitorId: messageId, receivedAt: 0, fact }];
  return store.append({ entries, fold, durable: true });
}

/** A store that holds many visitors, all of them copied from the write-ahead log into the file. */
async function filled(name: string, events = 200) {
  const file = join(folder, `${name}.db`);
  await fill(createSqliteStore(file), events);
  const log = createTestLog();
  return { file, log, store: createSqliteStore(file, { log }) };
}

async function fill(store: VisitorStore, events: number): Promise<void> {
  await Promise.all(Array.from({ length: events }, (_, i) => append(store, `m${i}`)));
  await store.close();
}

describe("a SQLite file that somebody else", () => {
  it("cuts in place while it is in use takes no events, until it is moved away", async () => {
    const { file, log, store } = await filled("cut");
    await append(store, "before");
    truncateSync(file, 8_192);
    await expect(append(store, "lost")).rejects.toThrow();
    await expect(append(store, "lost, too")).rejects.toThrow(
      /cannot be used.*Move the file away/su,
    );
    expect(log.lines).toContain("error: the visitor database was changed by somebody else");
    for (const end of ["", "-wal", "-shm"]) rmSync(`${file}${end}`, { force: true });
    expect(await append(store, "after")).toEqual(["stored"]);
    expect(await store.get({ site: "shop", id: "after" })).toMatchObject({ visits: 1 });
    await store.close();
  });

  it("empties in place is a new one, with what is the store's own", async () => {
    const { file, store } = await filled("emptied");
    await store.meta("cookie-key", "kept");
    truncateSync(file, 0);
    await expect(append(store, "lost")).rejects.toThrow();
    expect(await append(store, "after")).toEqual(["stored"]);
    await store.close();
    const again = createSqliteStore(file);
    expect(await again.get({ site: "shop", id: "after" })).toMatchObject({ visits: 1 });
    expect(await again.get({ site: "shop", id: "m1" })).toBeUndefined();
    expect(await again.meta("cookie-key", "other")).toBe("kept");
    await again.close();
  });

  it("writes over with another database acknowledges nothing in between", async () => {
    const { file, store } = await filled("overwritten", 50);
    const other = await filled("other", 400);
    await other.store.close();
    copyFileSync(other.file, file);
    await expect(append(store, "new")).rejects.toThrow();
    const outcome = await append(store, "newer").catch(() => "refused");
    await store.close();
    if (outcome === "refused") return;
    const database = new DatabaseSync(file);
    expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    expect(
      database.prepare("SELECT count(*) AS n FROM log WHERE message_id = 'newer'").get(),
    ).toEqual({ n: 1 });
    database.close();
  });

  it("writes over with what is no database takes no events", async () => {
    const { file, store } = await filled("text");
    writeFileSync(file, "no database\n".repeat(20_000));
    await expect(append(store, "lost")).rejects.toThrow();
    await expect(append(store, "lost, too")).rejects.toThrow(/cannot be used/u);
    await store.close();
  });

  it("deprives of its write-ahead log acknowledges nothing that went into that", async () => {
    const { file, store } = await filled("no-log");
    await append(store, "before");
    rmSync(`${file}-wal`);
    const first = await append(store, "first").catch(() => "refused");
    expect(first).toBe("refused");
    expect(await append(store, "second")).toEqual(["stored"]);
    await store.close();
    const database = new DatabaseSync(file);
    expect(
      database.prepare("SELECT message_id FROM log WHERE message_id IN ('before', 'second')").all(),
    ).toHaveLength(2);
    database.close();
  });

  it("compacts or checkpoints stays in use", async () => {
    const { file, store } = await filled("compacted");
    await append(store, "before");
    const other = new DatabaseSync(file);
    other.exec("PRAGMA wal_checkpoint(TRUNCATE)");
    other.close();
    const outcomes: unknown[] = [];
    for (const id of ["a", "b", "c"]) {
      outcomes.push(await append(store, id).catch(() => "refused"));
    }
    expect(outcomes.slice(1)).toEqual([["stored"], ["stored"]]);
    expect(await store.get({ site: "shop", id: "before" })).toMatchObject({ visits: 1 });
    await store.close();
  });

  it("appends to is noticed by nobody and hurts nobody", async () => {
    const { file, store } = await filled("longer");
    appendFileSync(file, Buffer.alloc(4_096));
    expect(await append(store, "after")).toEqual(["stored"]);
    await store.close();
  });
});

describe("a SQLite file that two processes have open", () => {
  it("is read as the other one left it", async () => {
    const file = join(folder, "shared.db");
    const [one, two] = [createSqliteStore(file), createSqliteStore(file)];
    const ref = { site: "shop", id: "m" };
    for (let i = 1; i <= 3; i += 1) {
      await one.update(ref, (current) => ({ ...(current ?? newVisitor("m", 0)), visits: i }));
      expect(await two.get(ref)).toMatchObject({ visits: i });
      await two.update(ref, (current) => ({ ...(current ?? newVisitor("m", 0)), pageviews: i }));
      expect(await one.get(ref)).toMatchObject({ visits: i, pageviews: i });
    }
    await two.erase(ref);
    expect(await one.get(ref)).toBe("erased");
    expect(await append(one, "m")).toEqual(["erased"]);
    await Promise.all([one.close(), two.close()]);
  });

  it("loses no update of either", async () => {
    const file = join(folder, "raced.db");
    const stores = [createSqliteStore(file), createSqliteStore(file)];
    const ref = { site: "shop", id: "m" };
    const visit = (store: VisitorStore) =>
      store.update(ref, (current = newVisitor("m", 0)) => ({
        ...current,
        visits: current.visits + 1,
      }));
    await Promise.all(
      stores.map(async (store) => {
        for (let i = 0; i < 50; i += 1) await visit(store);
      }),
    );
    expect(await stores[0]?.get(ref)).toMatchObject({ visits: 100 });
    await Promise.all(stores.map((store) => store.close()));
  });
});
