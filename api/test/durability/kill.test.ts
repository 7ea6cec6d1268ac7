import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { doubled, lost, survey } from "./check.ts";
import type { WriterOptions } from "./load.ts";
import { startWriter } from "./process.ts";

const RUNS = Number(process.env["FACET_KILL_RUNS"] ?? 20);
const CONTROL_RUNS = 3;
const LONGEST_MS = 150;
/** Of what was acknowledged, how many are sent again in the next run. */
const RESENT = 20;

const folder = mkdtempSync(join(tmpdir(), "facet-kill-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Lets writers run into kill −9, each going on where the one before was cut off. */
async function storm(mode: WriterOptions["mode"], runs: number) {
  const file = join(folder, `${mode}.db`);
  const acknowledged = new Set<string>();
  const missing: string[] = [];
  for (let run = 0; run < runs; run += 1) {
    const resend = [...acknowledged].slice(-RESENT);
    const writer = startWriter({ file, clients: 16, mode, run, resend });
    await writer.heard("ack");
    await new Promise((resolve) => {
      setTimeout(resolve, (LONGEST_MS * (run % 10)) / 10);
    });
    await writer.kill();
    for (const id of writer.acknowledged) acknowledged.add(id);
    // Before anything is sent again: what was lost would be there then.
    missing.push(...lost(acknowledged, survey(file)));
  }
  return { acknowledged, missing, found: survey(file) };
}

describe("kill −9 in a storm of events", () => {
  it(`loses nothing that was acknowledged and counts nothing twice, ${RUNS} times`, async () => {
    const { acknowledged, missing, found } = await storm("durable", RUNS);
    expect(acknowledged.size).toBeGreaterThan(RUNS * 16);
    expect(missing).toEqual([]);
    expect(doubled(found)).toEqual([]);
    expect(found.mismatches).toEqual([]);
    expect(found.integrity).toBe("ok");
  }, 120_000);

  it("loses events where they are acknowledged before they are committed", async () => {
    const { missing, found } = await storm("acknowledged early", CONTROL_RUNS);
    expect(missing).not.toEqual([]);
    expect(found.integrity).toBe("ok");
  }, 60_000);
});
