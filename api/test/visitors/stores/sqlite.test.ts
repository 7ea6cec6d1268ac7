import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import { newVisitor } from "../../../src/visitors/reducer.ts";
import { createSqliteStore } from "../../../src/visitors/stores/sqlite.ts";
import type { Fold, LogEntry, VisitorStore } from "../../../src/visitors/store.ts";
import { StoreOpenError } from "../../../src/visitors/stores/open-error.ts";
import { testVisitorStore } from "./contract.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-store-"));
let files = 0;
const nextFile = (): string => join(folder, `made/below/${(files += 1)}.db`);

afterAll(() => rmSync(folder, { recursive: true }));

testVisitorStore("in SQLite", () => createSqliteStore(nextFile()));

const ref = { site: "shop", id: "v1" };
const fact = { type: "event", at: 5, name: "E", properties: { a: 1 } } as const;
const event = { site: "shop", messageId: "m1", visitorId: "v1", receivedAt: 6, fact };

function append(store: VisitorStore, entry: LogEntry, fold?: Fold): Promise<readonly string[]> {
  return store.append({ entries: [entry], ...(fold === undefined ? {} : { fold }), durable: true });
}

describe("a SQLite file", () => {
  it("keeps everything over a restart", async () => {
    const file = nextFile();
    const first = createSqliteStore(file);
    await append(first, event, () => newVisitor("v1", 5));
    await first.meta("key", "value");
    await first.close();
    const second = createSqliteStore(file);
    expect(await second.get(ref)).toEqual(newVisitor("v1", 5));
    expect(await append(second, event)).toEqual(["duplicate"]);
    expect(await second.meta("key", "other")).toBe("value");
    await second.close();
  });

  it("has the event before it is acknowledged, and what was sent with it", async () => {
    const file = nextFile();
    const store = createSqliteStore(file);
    await append(store, event);
    const reader = new DatabaseSync(file, { readOnly: true });
    expect(reader.prepare("SELECT * FROM log").all()).toEqual([
      {
        seq: 1,
        site: "shop",
        message_id: "m1",
        visitor_id: "v1",
        received_at: 6,
        fact: '{"type":"event","at":5,"name":"E","properties":{"a":1}}',
        extra: null,
        is_repeated: null,
      },
    ]);
    expect(reader.prepare("PRAGMA journal_mode").get()).toEqual({ journal_mode: "wal" });
    reader.close();
    await store.close();
  });

  it("finishes what is under way before it closes, and refuses the rest", async () => {
    const file = nextFile();
    const store = createSqliteStore(file);
    const written = store.update(ref, () => newVisitor("v1", 5));
    const closed = store.close();
    await expect(store.update(ref, () => newVisitor("v1", 6))).rejects.toThrow("closed");
    await written;
    await closed;
    const again = createSqliteStore(file);
    expect(await again.get(ref)).toMatchObject({ createdAt: 5 });
    await again.close();
  });

  it("is waited for while another process holds it", async () => {
    const file = nextFile();
    const store = createSqliteStore(file);
    const other = new DatabaseSync(file);
    other.exec("BEGIN IMMEDIATE");
    const stored = append(store, event);
    expect(await store.get(ref)).toBeUndefined();
    setTimeout(() => other.exec("COMMIT"), 150);
    expect(await stored).toEqual(["stored"]);
    other.close();
    await store.close();
  });

  it("that is deleted under way is made anew before anything is acknowledged", async () => {
    const file = nextFile();
    const store = createSqliteStore(file);
    await store.meta("cookie-key", "k");
    await append(store, event, () => newVisitor("v1", 5));
    rmSync(dirname(file), { recursive: true });
    expect(await append(store, { ...event, messageId: "m2" })).toEqual(["stored"]);
    expect(await store.get(ref)).toBeUndefined();
    const reader = new DatabaseSync(file, { readOnly: true });
    expect(reader.prepare("SELECT message_id FROM log").all()).toEqual([{ message_id: "m2" }]);
    expect(reader.prepare("SELECT value FROM meta WHERE name = 'cookie-key'").get()).toEqual({
      value: "k",
    });
    reader.close();
    await store.close();
  });

  it("whose place cannot be written any more acknowledges nothing, until it can", async () => {
    const file = nextFile();
    const store = createSqliteStore(file);
    await append(store, event);
    rmSync(dirname(file), { recursive: true });
    writeFileSync(dirname(file), "in the way");
    await expect(append(store, { ...event, messageId: "m2" })).rejects.toThrow(StoreOpenError);
    await expect(store.get(ref)).rejects.toThrow();
    rmSync(dirname(file));
    expect(await append(store, { ...event, messageId: "m2" })).toEqual(["stored"]);
    expect(await store.get(ref)).toBeUndefined();
    await store.close();
  });

  it("that is none is refused by name, with what to do", () => {
    const file = join(folder, "text.db");
    writeFileSync(
      file,
      "this is no database, but a text that is long enough to be looked at".repeat(10),
    );
    const before = readFileSync(file);
    expect(() => createSqliteStore(file)).toThrow(StoreOpenError);
    expect(() => createSqliteStore(file)).toThrow(/text\.db.*not a database.*FACET_DB/u);
    expect(readFileSync(file)).toEqual(before);
  });

  it("in a place that cannot be written is refused", () => {
    const file = join(folder, "plain-file");
    writeFileSync(file, "");
    const below = join(file, "facet.db");
    expect(() => createSqliteStore(below)).toThrow(StoreOpenError);
    expect(() => createSqliteStore(below)).toThrow(/plain-file'\. Let this user.*FACET_DB/u);
  });

  it("that is a folder is refused as one", () => {
    expect(() => createSqliteStore(folder)).toThrow(/it is a folder\. Set FACET_DB .*facet\.db/u);
  });

  it.skipIf(!existsSync("/proc"))("in a folder that takes no folders is refused at once", () => {
    // In a process of its own, which can be ended where it does not end by itself.
    const module = new URL("../../../src/visitors/stores/sqlite.ts", import.meta.url).href;
    const open = `import { createSqliteStore } from ${JSON.stringify(module)};
      try { createSqliteStore("/proc/nowhere/facet.db") } catch (error) { console.log(error.name, error.message) }`;
    const args = ["--conditions=@facet/source", "--input-type=module", "--eval", open];
    const said = execFileSync(process.execPath, args, { encoding: "utf8", timeout: 20_000 });
    expect(said).toMatch(/^StoreOpenError .*\/proc\/nowhere.*FACET_DB/u);
  });

  it("of a newer version is refused", async () => {
    const file = nextFile();
    await createSqliteStore(file).close();
    const database = new DatabaseSync(file);
    database.exec("PRAGMA user_version = 99");
    database.close();
    expect(() => createSqliteStore(file)).toThrow(/version 99/u);
  });
});
