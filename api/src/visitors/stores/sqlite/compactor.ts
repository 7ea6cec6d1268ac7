import { DatabaseSync } from "node:sqlite";
import { workerData } from "node:worker_threads";

/** How long the compaction waits for readers of the file. */
const BUSY_TIMEOUT_MS = 5_000;

// Runs in a thread of its own: the file is written anew, so that no byte of what was deleted is left
// in its pages, and the write-ahead log, which holds former pages, is emptied.
const database = new DatabaseSync(String(workerData));
try {
  database.exec(`PRAGMA busy_timeout = ${BUSY_TIMEOUT_MS}`);
  database.exec("PRAGMA secure_delete = ON");
  database.exec("VACUUM");
  const result = database.prepare("PRAGMA wal_checkpoint(TRUNCATE)").get();
  if (result?.["busy"] !== 0) throw new Error("the write-ahead log is in use");
} finally {
  database.close();
}
