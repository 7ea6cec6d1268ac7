import type { DatabaseSync, StatementSync } from "node:sqlite";

const STATEMENTS = {
  begin: "BEGIN IMMEDIATE",
  commit: "COMMIT",
  dataVersion: "PRAGMA data_version",
  probe: "SELECT 1 FROM meta LIMIT 1",

  insertMeta: "INSERT OR IGNORE INTO meta (name, value) VALUES (?, ?)",
  selectMeta: "SELECT value FROM meta WHERE name = ?",
  upsertMeta: `INSERT INTO meta (name, value) VALUES (?, ?)
    ON CONFLICT (name) DO UPDATE SET value = excluded.value`,
  deleteMeta: "DELETE FROM meta WHERE name = ? AND value = ?",

  findVisitor: `SELECT n.visitor, v.row, v.seen_at, v.state
    FROM (SELECT ?1 AS site, ?2 AS name) AS asked
    LEFT JOIN names AS n ON n.site = asked.site AND n.name = asked.name
    LEFT JOIN visitors AS v ON v.site = asked.site AND v.id = coalesce(n.visitor, asked.name)`,
  insertVisitor: "INSERT INTO visitors (site, id, seen_at, state) VALUES (?, ?, ?, ?)",
  updateVisitor: "UPDATE visitors SET seen_at = ?, state = ? WHERE row = ?",
  deleteVisitor: "DELETE FROM visitors WHERE site = ? AND id = ?",
  listVisitors: "SELECT id FROM visitors WHERE site = ? AND id > ? ORDER BY id LIMIT ?",
  listVisitorsFromFirst: "SELECT id FROM visitors WHERE site = ? ORDER BY id LIMIT ?",
  hasVisitor: "SELECT 1 FROM visitors WHERE site = ? AND id = ?",
  scanVisitors: "SELECT row, site, seen_at FROM visitors WHERE row > ? ORDER BY row LIMIT ?",
  deleteVisitorRow: "DELETE FROM visitors WHERE row = ?",

  namesOf: "SELECT name, is_known FROM names WHERE site = ? AND visitor = ?",
  upsertName: `INSERT INTO names (site, name, visitor, is_known, joined_at) VALUES (?, ?, ?, ?, ?)
    ON CONFLICT (site, name) DO UPDATE
    SET visitor = excluded.visitor, is_known = max(is_known, excluded.is_known)`,
  deleteName: "DELETE FROM names WHERE site = ? AND name = ?",
  scanNames: "SELECT row, site, visitor, joined_at FROM names WHERE row > ? ORDER BY row LIMIT ?",
  deleteNameRow: "DELETE FROM names WHERE row = ?",

  keepMessage: `INSERT OR IGNORE INTO messages (site, message_id, received_at)
    SELECT site, message_id, received_at FROM log WHERE seq = ? AND received_at > ?`,
  pruneMessages: "DELETE FROM messages WHERE received_at <= ?",

  findMessage: "SELECT received_at FROM messages WHERE site = ? AND message_id = ?",
  anyMessage: "SELECT 1 FROM messages LIMIT 1",

  insertEntry: `INSERT OR IGNORE INTO log (site, message_id, visitor_id, received_at, fact, extra)
    VALUES (?, ?, ?, ?, ?, ?)`,
  repeatEntry: `UPDATE log SET is_repeated = 1
    WHERE site = ? AND message_id = ? AND is_repeated IS NULL AND received_at <= ?`,
  entriesOf: `SELECT seq, message_id, visitor_id, received_at, fact, extra FROM log
    WHERE site = ? AND visitor_id = ? AND seq > ? ORDER BY seq LIMIT ?`,
  deleteEntriesOf: "DELETE FROM log WHERE site = ? AND visitor_id = ?",
  scanEntries: "SELECT seq AS row, site, received_at FROM log WHERE seq > ? ORDER BY seq LIMIT ?",
  deleteEntryRow: "DELETE FROM log WHERE seq = ?",

  insertTombstone: "INSERT OR IGNORE INTO tombstones (digest) VALUES (?)",
  findTombstone: "SELECT 1 FROM tombstones WHERE digest = ?",
  anyTombstone: "SELECT 1 FROM tombstones LIMIT 1",

  upsertRecord: `INSERT INTO records (collection, site, id, at, due_at, visitor_id, body)
    VALUES (?, ?, ?, ?, ?, ?, ?)
    ON CONFLICT (collection, site, id) DO UPDATE SET at = excluded.at, due_at = excluded.due_at,
    visitor_id = excluded.visitor_id, body = excluded.body`,
  recordsByTime: `SELECT * FROM records WHERE collection = ?1 AND (?2 IS NULL OR site = ?2)
    AND (at, id) > (?3, ?4) ORDER BY at, id LIMIT ?5`,
  recordsDue: `SELECT * FROM records WHERE collection = ?1 AND (?2 IS NULL OR site = ?2)
    AND due_at <= ?6 AND (due_at, id) > (?3, ?4) ORDER BY due_at, id LIMIT ?5`,
  recordsOf: "SELECT * FROM records WHERE site = ? AND visitor_id = ?",
  deleteRecord: "DELETE FROM records WHERE collection = ? AND site = ? AND id = ?",
  deleteRecordsOf: "DELETE FROM records WHERE site = ? AND visitor_id = ?",
  scanRecords: "SELECT row, collection, site, at FROM records WHERE row > ? ORDER BY row LIMIT ?",
  deleteRecordRow: "DELETE FROM records WHERE row = ?",
} as const;

/** All that a store asks of its database. */
export type SqliteStatements = Readonly<Record<keyof typeof STATEMENTS, StatementSync>>;

/** Prepares the statements. */
export function prepareStatements(database: DatabaseSync): SqliteStatements {
  const prepared = Object.entries(STATEMENTS).map(([name, sql]) => [name, database.prepare(sql)]);
  return Object.fromEntries(prepared);
}
