import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import type { WriterOptions } from "./load.ts";

const WRITER = fileURLToPath(new URL("writer.ts", import.meta.url));

/** A writer that runs, and what it has said. */
export interface Writer {
  readonly child: ChildProcess;
  readonly acknowledged: Set<string>;
  readonly failed: Set<string>;
  /** Resolves when it says a word, with everything after it on that line. */
  heard(word: string): Promise<void>;
  /** Ends it at once, and resolves when all it said is read. */
  kill(): Promise<void>;
}

/**
 * Starts a writer.
 *
 * @param under Command and arguments that it is started by, e.g. a tracer.
 */
export function startWriter(options: WriterOptions, under: readonly string[] = []): Writer {
  const [command = process.execPath, ...rest] = [
    ...under,
    process.execPath,
    "--conditions=@facet/source",
    WRITER,
    JSON.stringify(options),
  ];
  const child = spawn(command, rest, { stdio: ["ignore", "pipe", "inherit"], detached: true });
  const acknowledged = new Set<string>();
  const failed = new Set<string>();
  const words = new Set<string>();
  let waiting: (() => void)[] = [];
  let text = "";
  child.stdout?.setEncoding("utf8").on("data", (chunk: string) => {
    const lines = (text + chunk).split("\n");
    text = lines.pop() ?? "";
    for (const line of lines) {
      const [word = "", id = ""] = line.split(" ");
      if (word === "ack") acknowledged.add(id);
      else if (word === "fail") failed.add(id);
      words.add(word);
    }
    const woken = waiting;
    waiting = [];
    for (const wake of woken) wake();
  });
  const closed = once(child, "close");
  return {
    child,
    acknowledged,
    failed,
    async heard(word) {
      while (!words.has(word)) {
        if (child.exitCode !== null) throw new Error(`the writer ended before it said "${word}"`);
        await Promise.race([closed, new Promise<void>((wake) => waiting.push(wake))]);
      }
    },
    async kill() {
      // The group: what was started by a tracer goes with it.
      if (child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, "SIGKILL");
      await closed;
    },
  };
}
