import { mkdirSync, statSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync, type StatementSync } from "node:sqlite";
import { migrate } from "./sqlite-schema.ts";

/** The database file cannot be used; the message says which one and what to do. */
export class StoreOpenError extends Error {
  override readonly name = "StoreOpenError";
}

/** An open database file and its statements. */
export interface SqliteConnection {
  readonly database: DatabaseSync;
  readonly statements: SqliteStatements;
  /** Whether the file that is open is still the one at its path. */
  isInPlace(): boolean;
  close(): void;
}

/** What a store asks of its database. */
interface SqliteStatements {
  readonly selectVisitor: StatementSync;
  readonly upsertVisitor: StatementSync;
  readonly selectMessage: StatementSync;
  readonly upsertMessage: StatementSync;
  readonly pruneMessages: StatementSync;
  readonly insertEvent: StatementSync;
  readonly insertMeta: StatementSync;
  readonly selectMeta: StatementSync;
  readonly probe: StatementSync;
}

/**
 * Opens a database file, making it and its folders where they are missing.
 *
 * @throws StoreOpenError where it cannot be opened, is no database, or is of a newer version.
 */
export function connect(file: string): SqliteConnection {
  const database = open(file);
  const opened = inodeOf(file);
  return {
    database,
    statements: prepare(database),
    isInPlace: () => database.isOpen && inodeOf(file) === opened,
    close() {
      if (database.isOpen) database.close();
    },
  };
}

function inodeOf(file: string): number | undefined {
  return statSync(file, { throwIfNoEntry: false })?.ino;
}

function open(file: string): DatabaseSync {
  let database: DatabaseSync | undefined;
  try {
    mkdirSync(dirname(file), { recursive: true });
    database = new DatabaseSync(file);
    migrate(database);
    return database;
  } catch (cause) {
    database?.close();
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new StoreOpenError(
      `The visitor database ${file} cannot be used: ${reason}. Move the file away, or set FACET_DB to another path; a new database is made where there is none.`,
      { cause },
    );
  }
}

function prepare(database: DatabaseSync): SqliteStatements {
  return {
    selectVisitor: database.prepare("SELECT state FROM visitors WHERE site = ? AND id = ?"),
    upsertVisitor: database.prepare(
      `INSERT INTO visitors (site, id, state) VALUES (?, ?, ?)
       ON CONFLICT (site, id) DO UPDATE SET state = excluded.state`,
    ),
    selectMessage: database.prepare(
      "SELECT received_at FROM messages WHERE site = ? AND message_id = ?",
    ),
    upsertMessage: database.prepare(
      `INSERT INTO messages (site, message_id, received_at) VALUES (?, ?, ?)
       ON CONFLICT (site, message_id) DO UPDATE SET received_at = excluded.received_at`,
    ),
    pruneMessages: database.prepare("DELETE FROM messages WHERE received_at <= ?"),
    insertEvent: database.prepare(
      `INSERT INTO events (site, message_id, visitor_id, name, at, received_at, body)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ),
    insertMeta: database.prepare("INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)"),
    selectMeta: database.prepare("SELECT value FROM meta WHERE name = ?"),
    probe: database.prepare("SELECT 1 FROM meta LIMIT 1"),
  };
}
