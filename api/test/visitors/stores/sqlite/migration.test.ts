import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { afterAll, describe, expect, it } from "vitest";
import type { LogEntry } from "../../../../src/visitors/store.ts";
import { createSqliteStore } from "../../../../src/visitors/stores/sqlite.ts";
import { createTestLog } from "../../../fixtures/app.ts";

const folder = mkdtempSync(join(tmpdir(), "facet-migration-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** A file as version 1 left it. */
function writeVersion1(file: string): void {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL;
    CREATE TABLE meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
    CREATE TABLE visitors (site TEXT NOT NULL, id TEXT NOT NULL, state TEXT NOT NULL,
      PRIMARY KEY (site, id)) STRICT, WITHOUT ROWID;
    CREATE TABLE messages (site TEXT NOT NULL, message_id TEXT NOT NULL,
      received_at INTEGER NOT NULL, PRIMARY KEY (site, message_id)) STRICT, WITHOUT ROWID;
    CREATE INDEX messages_received ON messages (received_at);
    CREATE TABLE events (seq INTEGER PRIMARY KEY, site TEXT NOT NULL, message_id TEXT NOT NULL,
      visitor_id TEXT, name TEXT NOT NULL, at INTEGER NOT NULL, received_at INTEGER NOT NULL,
      body TEXT NOT NULL) STRICT;
    CREATE INDEX events_visitor ON events (site, visitor_id) WHERE visitor_id IS NOT NULL;
    INSERT INTO meta VALUES ('cookie-key', 'kept');
    INSERT INTO visitors VALUES ('shop', 'v1', '{"id":"v1"}');
    INSERT INTO messages VALUES ('shop', 'a', 9), ('shop', 'b', 9);
    INSERT INTO events VALUES
      (1, 'shop', 'a', 'v1', 'Guide Downloaded', 5, 6, '{"properties":{"guide":"окна"},"x":1}'),
      (2, 'shop', 'a', 'v1', 'E', 6, 7, '{}'),
      (3, 'shop', 'b', NULL, 'E', 7, 9, '{"properties":{}}');
    PRAGMA user_version = 1`);
  database.close();
}

describe("a file of version 1", () => {
  it("opens with its events and its keys; its visitors begin anew, which is said", async () => {
    const file = join(folder, "old.db");
    writeVersion1(file);
    const log = createTestLog();
    const store = createSqliteStore(file, { log });
    expect(log.lines).toEqual([
      "warn: the visitor database is of an older version: its events are kept, its visitors begin anew",
    ]);
    const ref = { site: "shop", id: "v1" };
    expect(await store.meta("cookie-key", "new")).toBe("kept");
    expect(await store.get(ref)).toBeUndefined();
    const entries: LogEntry[] = [];
    for await (const entry of store.log(ref)) entries.push(entry);
    expect(entries).toEqual([
      {
        site: "shop",
        messageId: "a",
        visitorId: "v1",
        receivedAt: 6,
        fact: { type: "event", at: 5, name: "Guide Downloaded", properties: { guide: "окна" } },
      },
      {
        site: "shop",
        messageId: "a",
        visitorId: "v1",
        receivedAt: 7,
        fact: { type: "event", at: 6, name: "E", properties: {} },
      },
    ]);
    const fact = { type: "event", at: 0, name: "E", properties: {} } as const;
    const resent = ["a", "b", "c"].map((messageId) => ({
      site: "shop",
      messageId,
      receivedAt: 10,
      fact,
    }));
    expect(await store.append({ entries: resent, durable: true })).toEqual([
      "duplicate",
      "duplicate",
      "stored",
    ]);
    await store.close();
    const again = createSqliteStore(file, { log });
    expect(log.lines).toHaveLength(1);
    await again.close();
  });
});

describe("an id of its own", () => {
  it("is in the header of every file", async () => {
    const ids = new Set<unknown>();
    for (const name of ["a", "b", "c"]) {
      const file = join(folder, `${name}.db`);
      await createSqliteStore(file).close();
      const database = new DatabaseSync(file, { readOnly: true });
      ids.add(database.prepare("PRAGMA application_id").get()?.["application_id"]);
      database.close();
    }
    expect(ids.size).toBe(3);
  });
});
