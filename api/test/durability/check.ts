import { DatabaseSync } from "node:sqlite";

/** What is in a database file after the writer is gone. */
export interface Survey {
  /** Message id → how often it is in the log. */
  readonly messages: ReadonlyMap<string, number>;
  /** Answer of `PRAGMA integrity_check`. */
  readonly integrity: string;
  /** Visitors whose state is not what their log makes. */
  readonly mismatches: readonly string[];
}

/** Opens a database file, which recovers it, and looks through it. */
export function survey(file: string): Survey {
  const database = new DatabaseSync(file);
  try {
    const integrity = String(database.prepare("PRAGMA integrity_check").get()?.["integrity_check"]);
    const messages = database.prepare("SELECT message_id, count(*) AS n FROM log GROUP BY 1").all();
    const mismatches = database
      .prepare(
        `SELECT id FROM visitors WHERE state ->> '$.visits' <>
           (SELECT count(*) FROM log WHERE visitor_id = visitors.id)
         UNION SELECT visitor_id FROM log WHERE visitor_id NOT IN (SELECT id FROM visitors)`,
      )
      .all();
    return {
      integrity,
      messages: new Map(messages.map((row) => [String(row["message_id"]), Number(row["n"])])),
      mismatches: mismatches.map((row) => String(row["id"])),
    };
  } finally {
    database.close();
  }
}

/** What was acknowledged and is not there. */
export function lost(acknowledged: Iterable<string>, { messages }: Survey): readonly string[] {
  return [...acknowledged].filter((id) => !messages.has(id));
}

/** What is there more than once. */
export function doubled({ messages }: Survey): readonly string[] {
  return [...messages].filter(([, count]) => count > 1).map(([id]) => id);
}
