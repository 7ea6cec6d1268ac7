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
  `CREATE TABLE log (
     seq INTEGER PRIMARY KEY,
     site TEXT NOT NULL,
     message_id TEXT NOT NULL,
     visitor_id TEXT,
     received_at INTEGER NOT NULL,
     fact TEXT NOT NULL,
     extra TEXT,
     is_repeated INTEGER
   ) STRICT;
   INSERT INTO log (seq, site, message_id, visitor_id, received_at, fact)
     SELECT seq, site, message_id, visitor_id, received_at, json_object(
       'type', 'event', 'at', at, 'name', name,
       'properties', json(coalesce(body -> '$.properties', '{}')))
     FROM events ORDER BY seq;
   DROP TABLE events;
   CREATE INDEX log_visitor ON log (site, visitor_id) WHERE visitor_id IS NOT NULL;
   UPDATE log SET is_repeated = 1
     WHERE seq NOT IN (SELECT max(seq) FROM log GROUP BY site, message_id);
   CREATE UNIQUE INDEX log_message ON log (site, message_id) WHERE is_repeated IS NULL;
   DELETE FROM messages;
   DROP INDEX messages_received;
   DROP TABLE visitors;
   CREATE TABLE visitors (
     row INTEGER PRIMARY KEY,
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     seen_at INTEGER NOT NULL,
     state TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX visitors_id ON visitors (site, id);
   CREATE TABLE names (
     row INTEGER PRIMARY KEY,
     site TEXT NOT NULL,
     name TEXT NOT NULL,
     visitor TEXT NOT NULL,
     is_known INTEGER NOT NULL,
     joined_at INTEGER NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX names_name ON names (site, name);
   CREATE INDEX names_visitor ON names (site, visitor);
   CREATE TABLE tombstones (
     digest TEXT PRIMARY KEY
   ) STRICT, WITHOUT ROWID;
   INSERT INTO meta (name, value) VALUES ('tombstone-salt', hex(randomblob(32)));
   CREATE TABLE records (
     row INTEGER PRIMARY KEY,
     collection TEXT NOT NULL,
     site TEXT NOT NULL,
     id TEXT NOT NULL,
     at INTEGER NOT NULL,
     due_at INTEGER,
     visitor_id TEXT,
     body TEXT NOT NULL
   ) STRICT;
   CREATE UNIQUE INDEX records_id ON records (collection, site, id);
   CREATE INDEX records_at ON records (collection, at, id);
   CREATE INDEX records_due ON records (collection, due_at, id) WHERE due_at IS NOT NULL;
   CREATE INDEX records_visitor ON records (site, visitor_id) WHERE visitor_id IS NOT NULL;`,
];

/** The version since which each file has an id of its own in its header. */
const MARKED_SINCE = 2;
/** A wait for another process's lock blocks every request: the queue tries again instead. */
const BUSY_TIMEOUT_MS = 0;
/** While opening nothing waits for an answer yet. */
const OPEN_TIMEOUT_MS = 5_000;
/** Pages in the write-ahead log that have them copied into the database: 16 MB. */
const CHECKPOINT_PAGES = 4_096;
/** Memory for pages of the database, KiB. */
const CACHE_KIB = 32_768;

/**
 * Sets a connection up and brings the schema to the current version, in one transaction.
 *
 * @returns the version that the file had; 0 for a new one.
 * @throws Where the file is no database, or was written by a newer version.
 */
export function migrate(database: DatabaseSync): number {
  database.exec(`PRAGMA busy_timeout = ${OPEN_TIMEOUT_MS}`);
  database.exec("PRAGMA journal_mode = WAL");
  database.exec("BEGIN IMMEDIATE");
  const version = Number(database.prepare("PRAGMA user_version").get()?.["user_version"]);
  if (version > STEPS.length) {
    throw new Error(`its schema is version ${version}, this server knows up to ${STEPS.length}`);
  }
  for (const step of STEPS.slice(version)) database.exec(step);
  if (version < MARKED_SINCE) database.exec(`PRAGMA application_id = ${randomId()}`);
  database.exec(`PRAGMA user_version = ${STEPS.length}`);
  database.exec("COMMIT");
  // The header in the file is what the file is recognised by.
  if (version < STEPS.length) database.exec("PRAGMA wal_checkpoint(TRUNCATE)");
  database.exec(
    `PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS};
     PRAGMA secure_delete = ON;
     PRAGMA wal_autocheckpoint = ${CHECKPOINT_PAGES};
     PRAGMA cache_size = -${CACHE_KIB}`,
  );
  return version;
}

function randomId(): number {
  const [id = 0] = crypto.getRandomValues(new Int32Array(1));
  return id;
}
