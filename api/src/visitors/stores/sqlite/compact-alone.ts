import { DatabaseSync } from "node:sqlite";
import { COMPACTION_DUE } from "./compact.ts";

/**
 * Compacts a database file where that is due and no other connection has it open; another one would
 * take it for damaged, and compacts it itself.
 */
export function compactAlone(file: string): void {
  const database = new DatabaseSync(file);
  try {
    const due = database.prepare("SELECT 1 FROM meta WHERE name = ?").get(COMPACTION_DUE);
    if (due === undefined || !isAlone(database)) return;
    database.exec("PRAGMA secure_delete = ON; VACUUM");
    database.prepare("DELETE FROM meta WHERE name = ?").run(COMPACTION_DUE);
    database.exec("PRAGMA journal_mode = WAL");
  } finally {
    database.close();
  }
}

/** Keeps all others out from now on, where there are none: only who is alone may end the log. */
function isAlone(database: DatabaseSync): boolean {
  try {
    database.exec("PRAGMA locking_mode = EXCLUSIVE");
    return database.prepare("PRAGMA journal_mode = DELETE").get()?.["journal_mode"] === "delete";
  } catch {
    return false;
  }
}
