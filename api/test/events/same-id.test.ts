import { execFile } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { afterAll, describe, expect, it } from "vitest";
import { createSqliteStore } from "../../src/visitors/stores/sqlite.ts";

const SCRIPT = fileURLToPath(new URL("send-same.ts", import.meta.url));
const PROCESSES = 4;
const TIMES = 2_500;

const folder = mkdtempSync(join(tmpdir(), "facet-same-"));
afterAll(() => rmSync(folder, { recursive: true }));

interface Sent {
  readonly stored: number;
  readonly duplicates: number;
  readonly failed: number;
}

async function send(file: string, messageId: string): Promise<Sent> {
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--conditions=@facet/source",
    SCRIPT,
    file,
    messageId,
    String(TIMES),
  ]);
  return JSON.parse(stdout) as Sent;
}

describe("one event that four processes are sent 10,000 times at once", () => {
  it("is counted once, and every sender is told that it is kept", async () => {
    const file = join(folder, "same.db");
    const all = await Promise.all(Array.from({ length: PROCESSES }, () => send(file, "m1")));
    const sum = (of: (sent: Sent) => number) => all.reduce((total, sent) => total + of(sent), 0);
    expect({
      stored: sum(({ stored }) => stored),
      duplicates: sum(({ duplicates }) => duplicates),
      failed: sum(({ failed }) => failed),
    }).toEqual({ stored: 1, duplicates: PROCESSES * TIMES - 1, failed: 0 });
    const store = createSqliteStore(file);
    const state = await store.get({ site: "shop", id: "u1" });
    expect(state).toMatchObject({
      history: { events: { E: { days: [[expect.any(Number), 1]] } } },
    });
    // The same id is another message on another site.
    const fact = { type: "event", at: 1, name: "E", properties: {} } as const;
    const entry = { site: "other", messageId: "m1", receivedAt: 1, fact };
    expect(await store.append({ entries: [entry], durable: true })).toEqual(["stored"]);
    await store.close();
  });
});
