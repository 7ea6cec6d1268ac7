import { DatabaseSync } from "node:sqlite";
import {
  type BenchEvent,
  type BenchState,
  type Contender,
  factOf,
  nextState,
  stateOf,
} from "./contender.ts";

const SITE = "shop";

const ONE_ROW = `CREATE TABLE log (
  seq INTEGER PRIMARY KEY, site TEXT NOT NULL, message_id TEXT NOT NULL, visitor_id TEXT,
  received_at INTEGER NOT NULL, fact TEXT NOT NULL
) STRICT;`;

const ALL_ROWS = `${ONE_ROW}
CREATE UNIQUE INDEX log_message ON log (site, message_id);
CREATE INDEX log_visitor ON log (site, visitor_id);
CREATE TABLE visitors (id TEXT PRIMARY KEY, state TEXT NOT NULL) STRICT;`;

const INSERT = `INSERT OR IGNORE INTO log (site, message_id, visitor_id, received_at, fact)
  VALUES (?, ?, ?, ?, ?)`;
const UPSERT = `INSERT INTO visitors (id, state) VALUES (?, ?)
  ON CONFLICT (id) DO UPDATE SET state = excluded.state`;

function openDatabase(file: string, schema: string): DatabaseSync {
  const database = new DatabaseSync(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL; ${schema}`);
  return database;
}

/** Runs all that came in one turn of the event loop in one transaction. */
function inGroups(database: DatabaseSync): (work: () => void) => Promise<void> {
  let waiting: { readonly work: () => void; readonly done: () => void }[] = [];
  const commit = (): void => {
    const group = waiting;
    waiting = [];
    database.exec("BEGIN IMMEDIATE");
    for (const { work } of group) work();
    database.exec("COMMIT");
    for (const { done } of group) done();
  };
  return (work) =>
    new Promise((done) => {
      if (waiting.length === 0) setImmediate(commit);
      waiting.push({ work, done });
    });
}

function insertInto(database: DatabaseSync): (event: BenchEvent) => void {
  const insert = database.prepare(INSERT);
  return (event) => {
    const { messageId, visitorId, at } = event;
    insert.run(SITE, messageId, visitorId, at, JSON.stringify(factOf(event)));
  };
}

/** `node:sqlite` without anything around it, with the durability that the service has. */
export const BARE: readonly Contender[] = [
  {
    name: "bare insert, a commit each",
    async open(file) {
      const database = openDatabase(file, ONE_ROW);
      const insert = insertInto(database);
      return {
        keep: async (event) => insert(event),
        close: async () => database.close(),
      };
    },
  },
  {
    name: "bare, the same rows, commits of groups",
    async open(file) {
      const database = openDatabase(file, ALL_ROWS);
      const insert = insertInto(database);
      const upsert = database.prepare(UPSERT);
      const write = inGroups(database);
      const states = new Map<string, BenchState>();
      return {
        keep: (event) =>
          write(() => {
            insert(event);
            const { visitorId } = event;
            const state = nextState(states.get(visitorId) ?? stateOf(visitorId), event);
            states.set(visitorId, state);
            upsert.run(visitorId, JSON.stringify(state));
          }),
        close: async () => database.close(),
      };
    },
  },
  {
    name: "bare, one row only, commits of groups",
    async open(file) {
      const database = openDatabase(file, ONE_ROW);
      const insert = insertInto(database);
      const write = inGroups(database);
      return {
        keep: (event) => write(() => insert(event)),
        close: async () => database.close(),
      };
    },
  },
];
