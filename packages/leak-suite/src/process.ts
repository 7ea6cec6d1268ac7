import { spawn } from "node:child_process";
import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";

const READY_TIMEOUT_MS = 90_000;
const POLL_MS = 50;
const KILL_AFTER_MS = 5_000;

/** A server that runs in a process of its own. */
export interface RunningServer {
  /** E.g. `http://127.0.0.1:43121`. */
  readonly origin: string;
  /** All that it wrote so far. */
  output(): string;
  /** Stops the process and all that it started, as if they hung. */
  pause(): void;
  resume(): void;
  /** Ends the process and all that it started. */
  close(): Promise<void>;
}

/** What to run. */
export interface ServerCommand {
  readonly dir: string;
  /** Program and arguments. */
  readonly command: readonly [string, ...string[]];
  readonly env: Readonly<Record<string, string>>;
  readonly port: number;
  /** Path that answers when the server is ready, whatever its status. */
  readonly readyPath?: string;
}

/**
 * Starts a server and waits until it answers.
 * @throws Error with all that the server wrote, where it ends or stays silent.
 */
export async function startServer(server: ServerCommand): Promise<RunningServer> {
  const [program, ...args] = server.command;
  const child = spawn(program, args, {
    cwd: server.dir,
    env: { ...process.env, ...server.env },
    stdio: ["ignore", "pipe", "pipe"],
    // A group of its own, so that what the command starts ends with it.
    detached: true,
  });
  let output = "";
  child.stdout.on("data", (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on("data", (chunk: Buffer) => (output += chunk.toString()));
  let failure: string | undefined;
  child.once("error", (error) => (failure = error.message));
  child.once("exit", (code, signal) => (failure ??= `it ended with ${signal ?? code}`));

  const signalAll = (signal: NodeJS.Signals) => {
    if (child.pid !== undefined) signalGroup(child.pid, signal);
  };
  const endWithUs = () => signalAll("SIGKILL");
  process.once("exit", endWithUs);
  const running: RunningServer = {
    origin: `http://127.0.0.1:${server.port}`,
    output: () => output,
    pause: () => signalAll("SIGSTOP"),
    resume: () => signalAll("SIGCONT"),
    async close() {
      process.off("exit", endWithUs);
      signalAll("SIGCONT");
      signalAll("SIGTERM");
      const closed = failure === undefined ? once(child, "exit") : Promise.resolve();
      await Promise.race([closed, sleep(KILL_AFTER_MS, undefined, { ref: false })]);
      signalAll("SIGKILL");
    },
  };

  const deadline = performance.now() + READY_TIMEOUT_MS;
  while (!(await answers(`${running.origin}${server.readyPath ?? "/"}`))) {
    const reason = failure ?? (performance.now() > deadline ? "it does not answer" : undefined);
    if (reason !== undefined) {
      await running.close();
      throw new Error(`"${server.command.join(" ")}" in ${server.dir}: ${reason}\n${output}`);
    }
    await sleep(POLL_MS);
  }
  return running;
}

function signalGroup(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-pid, signal);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "ESRCH") throw error;
  }
}

async function answers(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, { redirect: "manual", signal: AbortSignal.timeout(10_000) });
    await response.arrayBuffer();
    return true;
  } catch {
    return false;
  }
}
