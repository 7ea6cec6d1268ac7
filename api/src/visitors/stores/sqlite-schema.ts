import type { DatabaseSync } from "node:sqlite";

/** One step a version; a step is never edited, only followed by another. */
const STEPS: readonly string[] = [
  `CREATE TABLE meta (
     name TEXT PRIMARY KEY,
     value TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE visitors (
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     state TEXT NOT NULL,
     PRIMARY KEY (site, id)
   ) STRICT, WITHOUT ROWID;
   CREATE TABLE messages (
     site TEXT NOT NULL,
     message_id TEXT NOT NULL,
     received_at INTEGER NOT NULL,
     PRIMARY KEY (site, message_id)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX messages_received ON messages (received_at);
   CREATE TABLE events (
     seq INTEGER PRIMARY KEY,
     site TEXT NOT NULL,
     message_id TEXT NOT NULL,
     visitor_id TEXT,
     name TEXT NOT NULL,
     at INTEGER NOT NULL,
     received_at INTEGER NOT NULL,
     body TEXT NOT NULL
   ) STRICT;
   CREATE INDEX events_visitor ON events (site, visitor_id) WHERE visitor_id IS NOT NULL;`,
];

/** A wait for another process's lock blocks every request: the queue tries again instead. */
const BUSY_TIMEOUT_MS = 0;
/** While opening nothing waits for an answer yet. */
const OPEN_TIMEOUT_MS = 5_000;

/**
 * Sets a connection up and brings the schema to the current version, in one transaction.
 *
 * @throws Where the file is no database, or was written by a newer version.
 */
export function migrate(database: DatabaseSync): void {
  database.exec(`PRAGMA busy_timeout = ${OPEN_TIMEOUT_MS}`);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("BEGIN IMMEDIATE");
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > STEPS.length) {
    throw new Error(`its schema is version ${version}, this server knows up to ${STEPS.length}`);
  }
  for (const step of STEPS.slice(version)) database.exec(step);
  database.exec(`PRAGMA user_version = ${STEPS.length}`);
  database.exec("COMMIT");
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
}
