import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";
import { StoreOpenError } from "../open-error.ts";
import { createSqliteCache, type SqliteCache } from "./cache.ts";
import { type FileWatch, watchFile } from "./file.ts";
import { makeFolder } from "./folder.ts";
import { explainRefusal } from "./refusal.ts";
import { migrate } from "./schema.ts";
import { prepareStatements, type SqliteStatements } from "./statements.ts";

/** An open database file and its statements. */
export interface SqliteConnection {
  readonly database: DatabaseSync;
  readonly statements: SqliteStatements;
  readonly watch: FileWatch;
  /** What the file has; to be emptied where it is changed past the cache. */
  readonly cache: SqliteCache;
  /** Forgets what is cached where another connection wrote to the file. */
  refresh(): void;
  /** Whether another connection wrote since this was asked last, as far as was looked. */
  hadOthers(): boolean;
  /** Key of the digests of erased names. */
  readonly salt: string;
  /** Version of the schema that the file had when it was opened; 0: it was new. */
  readonly version: number;
  /** Whether a commit is synced to disk before it returns; outside of transactions only. */
  setSynced(isSynced: boolean): void;
  close(): void;
}

/** How to open a database file. */
export interface ConnectOptions {
  /** Look through the whole file for damage. */
  readonly check?: boolean;
}

/**
 * Opens a database file, making it and its folders where they are missing.
 *
 * @throws StoreOpenError where it cannot be opened, is no database or damaged, or is of a newer version.
 */
export function connect(file: string, { check = false }: ConnectOptions = {}): SqliteConnection {
  let database: DatabaseSync | undefined;
  try {
    makeFolder(dirname(file));
    database = new DatabaseSync(file);
    const version = migrate(database);
    if (check) refuseDamaged(database);
    return use(database, { file, version });
  } catch (cause) {
    database?.close();
    throw new StoreOpenError(
      `The visitor database ${file} cannot be used: ${explainRefusal(file, cause)}`,
      { cause },
    );
  }
}

function use(
  database: DatabaseSync,
  { file, version }: { readonly file: string; readonly version: number },
): SqliteConnection {
  const statements = prepareStatements(database);
  const watch = watchFile(file);
  const cache = createSqliteCache();
  let dataVersion: unknown;
  let othersWrote = false;
  let synced: boolean | undefined;
  return {
    database,
    statements,
    watch,
    cache,
    refresh() {
      const now = statements.dataVersion.get()?.["data_version"];
      if (now === dataVersion) return;
      cache.clear();
      dataVersion = now;
      othersWrote = true;
    },
    hadOthers() {
      const had = othersWrote;
      othersWrote = false;
      return had;
    },
    salt: String(statements.selectMeta.get("tombstone-salt")?.["value"]),
    version,
    setSynced(isSynced) {
      if (isSynced === synced) return;
      database.exec(`PRAGMA synchronous = ${isSynced ? "FULL" : "NORMAL"}`);
      synced = isSynced;
    },
    close() {
      if (!database.isOpen) return;
      database.close();
      watch.close();
    },
  };
}

function refuseDamaged(database: DatabaseSync): void {
  const found = database.prepare("PRAGMA quick_check(1)").get()?.["quick_check"];
  if (found !== "ok") throw new Error(`it is damaged (${String(found)})`);
}
