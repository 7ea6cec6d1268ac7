import { existsSync, mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { newVisitor } from "../../../../src/visitors/reducer.ts";
import type { Fold, LogEntry, VisitorStore } from "../../../../src/visitors/store.ts";
import { createSqliteStore } from "../../../../src/visitors/stores/sqlite.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-erase-"));
afterAll(() => rmSync(folder, { recursive: true }));

const SITE = "shop";
const VISITORS = 120;
const ERASED = Array.from({ length: VISITORS / 2 }, (_, i) => i * 2);
/** Texts that only one visitor has: their id, another name of theirs, traits, what was sent. */
const marksOf = (i: number): readonly string[] => [
  `visitor-${i}-`,
  `user-${i}-`,
  `mail-${i}-@example.com`,
  `Улица-${i}-дом`,
  `message-${i}-`,
];

const fold: Fold = (current, entries, id) => {
  const state = current ?? newVisitor(id, 0);
  const traits = entries.map(({ fact }) => (fact.type === "traits" ? fact.traits : {}));
  return { ...state, visits: state.visits + 1, traits: Object.assign({}, state.traits, ...traits) };
};

/** Entries of one visitor; states and entries grow and shrink, so that pages are split and merged. */
function entryOf(i: number, turn: number): LogEntry {
  const [id = "", , email = "", street = "", message = ""] = marksOf(i);
  const padding = "x".repeat((i * 37 + turn * 211) % 1_500);
  return {
    site: SITE,
    messageId: `${message}${turn}`,
    visitorId: id,
    receivedAt: turn,
    fact: { type: "traits", at: turn, traits: { email, street, padding } },
    extra: { email },
  };
}

async function fill(store: VisitorStore): Promise<void> {
  for (let turn = 0; turn < 8; turn += 1) {
    const all = Array.from({ length: VISITORS }, (_, i) => entryOf(i, turn));
    await Promise.all(all.map((entry) => store.append({ entries: [entry], fold, durable: false })));
  }
  for (const i of ERASED) {
    const [anonymousId = "", userId = "", email = ""] = marksOf(i);
    await store.join({ site: SITE, anonymousId, userId, at: 1 }, fold);
    const about = { site: SITE, at: 1, visitorId: userId, body: { email } };
    await store.put({ collection: "quarantine", id: `quarantined ${userId}`, ...about });
  }
}

/** The texts of erased visitors that are somewhere in the files. */
function found(file: string): readonly string[] {
  const files = [file, `${file}-wal`, `${file}-shm`].filter((path) => existsSync(path));
  const bytes = files.map((path) => readFileSync(path));
  return ERASED.flatMap(marksOf).filter((mark) => bytes.some((each) => each.includes(mark)));
}

describe("erasing in a SQLite file", () => {
  it("leaves no byte of a visitor's id, traits or e-mail, by itself", async () => {
    const file = join(folder, "erased.db");
    const store = createSqliteStore(file, { compactAfterMs: 50 });
    await fill(store);
    expect(found(file).length).toBeGreaterThan(100);
    for (const i of ERASED) {
      expect(await store.erase({ site: SITE, id: marksOf(i)[1] ?? "" })).toBe(true);
    }
    await expect.poll(() => found(file), { timeout: 20_000 }).toEqual([]);
    expect(await store.get({ site: SITE, id: "visitor-1-" })).toMatchObject({ visits: 8 });
    expect(await store.append({ entries: [entryOf(1, 9)], fold, durable: true })).toEqual([
      "stored",
    ]);
    expect(await store.append({ entries: [entryOf(2, 9)], fold, durable: true })).toEqual([
      "erased",
    ]);
    await store.close();
    expect(found(file)).toEqual([]);
  });

  it("would leave them where rows are only deleted", async () => {
    const file = join(folder, "deleted.db");
    const store = createSqliteStore(file);
    await fill(store);
    await store.close();
    const database = new DatabaseSync(file);
    const ids = ERASED.map((i) => marksOf(i)[0] ?? "");
    const marks = ids.map(() => "?").join(",");
    database.prepare(`DELETE FROM log WHERE visitor_id IN (${marks})`).run(...ids);
    database.prepare(`DELETE FROM visitors WHERE id IN (${marks})`).run(...ids);
    database.exec("DELETE FROM names; DELETE FROM records; PRAGMA wal_checkpoint(TRUNCATE)");
    database.close();
    expect(found(file).length).toBeGreaterThan(100);
  });

  it("is finished after a restart", async () => {
    const file = join(folder, "restarted.db");
    const first = createSqliteStore(file, { compactAfterMs: 60_000 });
    await fill(first);
    for (const i of ERASED) await first.erase({ site: SITE, id: marksOf(i)[0] ?? "" });
    await first.close();
    const second = createSqliteStore(file, { compactAfterMs: 50 });
    await expect.poll(() => compactionDue(file), { timeout: 20_000 }).toBe(false);
    expect(found(file)).toEqual([]);
    await second.close();
  });

  it("keeps writing while the file is compacted", async () => {
    const file = join(folder, "busy.db");
    const store = createSqliteStore(file, { compactAfterMs: 1 });
    await fill(store);
    const outcomes: string[] = [];
    for (const i of ERASED.slice(0, 10)) {
      await store.erase({ site: SITE, id: marksOf(i)[0] ?? "" });
      outcomes.push(
        ...(await store.append({ entries: [entryOf(i + 1, 100)], fold, durable: true })),
      );
    }
    expect(new Set(outcomes)).toEqual(new Set(["stored"]));
    await expect.poll(() => compactionDue(file), { timeout: 20_000 }).toBe(false);
    await store.close();
    const database = new DatabaseSync(file);
    expect(database.prepare("PRAGMA integrity_check").get()).toEqual({ integrity_check: "ok" });
    database.close();
  });

  it("forgets by retention without a trace, too", async () => {
    const file = join(folder, "purged.db");
    const store = createSqliteStore(file, { compactAfterMs: 50 });
    await fill(store);
    await store.purge(SITE, 1_000);
    await expect.poll(() => found(file), { timeout: 20_000 }).toEqual([]);
    await store.close();
  });
});

function compactionDue(file: string): boolean {
  const database = new DatabaseSync(file, { readOnly: true });
  const row = database.prepare("SELECT 1 FROM meta WHERE name = 'compaction-due'").get();
  database.close();
  return row !== undefined;
}
