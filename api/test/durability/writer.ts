/**
 * A process that appends to a SQLite store as fast as it can and says on its standard output, a line
 * each, what was acknowledged: `ready`, then `ack <message id>`, or `fail <message id>` and `read` where a
 * visitor could be read nevertheless.
 *
 * @example node writer.ts '{"file":"/tmp/a.db","clients":8,"mode":"durable"}'
 */
import { writeSync } from "node:fs";
import { DatabaseSync } from "node:sqlite";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";
import { countEntries, type WriterOptions } from "./load.ts";

const options: WriterOptions = JSON.parse(process.argv[2] ?? "{}");
const { file, clients, mode, run, checkpointEvery } = options;
const store = createSqliteStore(file);
const resend = [...(options.resend ?? [])];
let sent = 0;

function nextId(): string | undefined {
  const again = resend.pop();
  if (again !== undefined) return again;
  if (options.count !== undefined && sent >= options.count) return undefined;
  sent += 1;
  return `r${run}-${sent}`;
}

function write(messageId: string, durable: boolean): Promise<unknown> {
  const at = 1_700_000_000_000;
  const entry = {
    site: "shop",
    messageId,
    visitorId: `visitor ${Number(messageId.split("-").at(-1)) % 7}`,
    receivedAt: at,
    fact: { type: "event", at, name: "Guide Downloaded", properties: { of: messageId } },
  } as const;
  return store.append({ entries: [entry], fold: countEntries, durable });
}

async function append(messageId: string): Promise<void> {
  // What nobody waits for is written in between, and need not be synced.
  write(`later-${messageId}`, false).catch(() => {});
  const appended = write(messageId, mode !== "not synced");
  if (mode === "acknowledged early") say("ack", messageId);
  try {
    await appended;
    if (mode !== "acknowledged early") say("ack", messageId);
  } catch {
    say("fail", messageId);
    await store.get({ site: "shop", id: "visitor 1" });
    say("read");
    await new Promise((resolve) => {
      setTimeout(resolve, 5);
    });
  }
}

// Written at once and by this thread, so that a trace of its system calls has it in its place.
function say(...words: readonly string[]): void {
  writeSync(1, `${words.join(" ")}\n`);
}

async function client(): Promise<void> {
  for (let id = nextId(); id !== undefined; id = nextId()) {
    await append(id);
    if (checkpointEvery !== undefined && sent % checkpointEvery === 0) checkpoint();
  }
}

function checkpoint(): void {
  const database = new DatabaseSync(file);
  database.exec("PRAGMA wal_checkpoint(PASSIVE)");
  database.close();
}

say("ready");
await Promise.all(Array.from({ length: clients }, client));
say("done");
// It is the caller who ends the process: closing would tidy the files up.
setInterval(() => {}, 60_000);
