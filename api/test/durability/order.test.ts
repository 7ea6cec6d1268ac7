import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, it } from "vitest";
import { describeTraced, lineOf, record, type Recording } from "./strace.ts";

const COUNT = Number(process.env["FACET_TRACED_EVENTS"] ?? 400);
const CONTROL_COUNT = 100;

const folder = mkdtempSync(join(tmpdir(), "facet-order-"));
afterAll(() => rmSync(folder, { recursive: true }));

/** Goes through a recording. @returns acknowledgements, and those that left before they were synced. */
function hasty({ file, calls }: Recording): { all: number; unsynced: readonly string[] } {
  let pending = 0;
  let all = 0;
  const unsynced: string[] = [];
  for (const call of calls) {
    const line = lineOf(call);
    if (line?.startsWith("ack ") === true) {
      all += 1;
      if (pending > 0) unsynced.push(line);
    }
    if (call.path !== `${file}-wal`) continue;
    if (call.name === "pwrite64") pending += call.data.length;
    if (call.name === "fsync" || call.name === "fdatasync") pending = 0;
  }
  return { all, unsynced };
}

describeTraced("the order of system calls", () => {
  it("has no acknowledgement leave while its bytes are not synced", async () => {
    const recording = await record(join(folder, "durable"), {
      clients: 8,
      mode: "durable",
      run: 1,
      count: COUNT,
    });
    expect(hasty(recording)).toEqual({ all: COUNT, unsynced: [] });
  }, 120_000);

  it("has nearly all of them leave so where commits are not synced", async () => {
    const recording = await record(join(folder, "not-synced"), {
      clients: 8,
      mode: "not synced",
      run: 1,
      count: CONTROL_COUNT,
    });
    const { all, unsynced } = hasty(recording);
    expect(all).toBe(CONTROL_COUNT);
    expect(unsynced.length).toBeGreaterThan(CONTROL_COUNT / 2);
  }, 120_000);
});
