import { spawnSync } from "node:child_process";
import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { describe, it } from "vitest";
import type { WriterOptions } from "./load.ts";
import { startWriter } from "./process.ts";
import { type Call, parseTrace, STRACE } from "./trace.ts";

const isThere = spawnSync("strace", ["--version"]).status === 0;

/**
 * A suite that traces system calls. Without strace it is skipped with a message, and on CI it fails:
 * there a missing tracer must not pass for a traced test.
 */
export function describeTraced(name: string, suite: () => void): void {
  if (isThere) {
    describe(name, suite);
    return;
  }
  const advice = "apt-get install -y strace";
  if (process.env["CI"]) {
    it(`${name}: needs strace`, () => {
      throw new Error(`strace is missing: ${advice}`);
    });
    return;
  }
  console.warn(`\n!!! SKIPPED: "${name}" needs strace: ${advice}\n`);
  describe.skip(name, suite);
}

/** What a writer did to its files. */
export interface Recording {
  /** Path of the database. */
  readonly file: string;
  /** Its lines on standard output are among them. */
  readonly calls: readonly Call[];
  /** What it acknowledged. */
  readonly acknowledged: ReadonlySet<string>;
}

/** Runs a writer to its end, and records its system calls. */
export async function record(
  folder: string,
  options: Omit<WriterOptions, "file">,
): Promise<Recording> {
  mkdirSync(folder);
  const file = join(folder, "facet.db");
  const output = join(folder, "trace");
  const writer = startWriter({ ...options, file }, [...STRACE, `--output=${output}`]);
  await writer.heard("done");
  await writer.kill();
  const calls = parseTrace(readFileSync(output, "utf8"));
  rmSync(output);
  return { file, calls, acknowledged: writer.acknowledged };
}

/** The line that a call writes to standard output; absent: it writes something else. */
export function lineOf({ name, descriptor, data }: Call): string | undefined {
  if (name !== "write" || descriptor !== 1) return undefined;
  const [, line] = /^((?:ready|done|ack|fail)\b.*)\n$/u.exec(data.toString()) ?? [];
  return line;
}
