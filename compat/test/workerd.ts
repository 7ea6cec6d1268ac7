import { spawn } from "node:child_process";
import process from "node:process";
import { createInterface } from "node:readline";
import { runtimePath } from "./installed.ts";

/** workerd as it runs. */
export interface RunningWorkerd {
  readonly url: string;
  /** All that it wrote so far. */
  output(): string;
  close(): Promise<void>;
}

/**
 * Starts workerd and waits for its one socket.
 *
 * @param folder Where its `config.capnp` is, absolute.
 */
export async function startWorkerd(folder: string): Promise<RunningWorkerd> {
  const child = spawn(runtimePath("workerd"), ["serve", "config.capnp", "--control-fd=3"], {
    cwd: folder,
    stdio: ["ignore", "pipe", "pipe", "pipe"],
    detached: true,
  });
  let output = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => (output += chunk.toString()));
  }
  const port = await new Promise<number>((resolve, reject) => {
    // @types/node knows no pipes beyond the third.
    const control = child.stdio[3] as NodeJS.ReadableStream;
    createInterface({ input: control }).on("line", (line) => {
      const { event, port } = JSON.parse(line) as { event: string; port?: number };
      if (event === "listen" && port !== undefined) resolve(port);
    });
    child.once("exit", () => reject(new Error(`workerd ended: ${output}`)));
  });
  return {
    url: `http://127.0.0.1:${port}`,
    output: () => output,
    async close() {
      const ended = new Promise((resolve) => child.once("exit", resolve));
      // npm's launcher has workerd itself as its child.
      if (child.pid !== undefined) process.kill(-child.pid);
      await ended;
    },
  };
}
