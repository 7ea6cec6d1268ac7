import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

/** A Redis server of the benchmark's own. */
export interface RedisServer {
  readonly url: string;
  stop(): Promise<void>;
}

const START_MS = 10_000;

/**
 * Starts a Redis server in a folder, with the append-only file that it comes with.
 *
 * @returns nothing where redis-server is not installed.
 */
export async function startRedisServer(folder: string): Promise<RedisServer | undefined> {
  if (!isInstalled()) return undefined;
  const port = await freePort();
  const options = ["--port", `${port}`, "--bind", "127.0.0.1", "--dir", folder, "--save", ""];
  const server = spawn("redis-server", [...options, "--appendonly", "yes"], { stdio: "ignore" });
  await untilItAnswers(port);
  return { url: `redis://127.0.0.1:${port}`, stop: () => stop(server) };
}

function isInstalled(): boolean {
  try {
    execFileSync("redis-server", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

async function stop(server: ChildProcess): Promise<void> {
  const ended = once(server, "exit");
  server.kill("SIGTERM");
  await ended;
}

async function untilItAnswers(port: number): Promise<void> {
  for (const giveUpAt = Date.now() + START_MS; Date.now() < giveUpAt; await sleep(20)) {
    try {
      execFileSync("redis-cli", ["-p", `${port}`, "ping"], { stdio: "ignore" });
      return;
    } catch {
      // It is not there yet.
    }
  }
  throw new Error(`redis-server does not answer on port ${port}.`);
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const address = server.address();
  server.close();
  await once(server, "close");
  return typeof address === "object" && address !== null ? address.port : 0;
}
