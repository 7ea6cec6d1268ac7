import { execFile } from "node:child_process";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const TSC = join(ROOT, "node_modules/typescript-7/bin/tsc");
const CACHE = join(ROOT, "node_modules/.cache");
const LOCK = join(CACHE, "facet-build.lock");
const HOLDER = join(LOCK, "pid");
const POLL_MS = 200;
const LOCK_TIMEOUT_MS = 300_000;

let built: Promise<void> | undefined;

/**
 * Writes `dist/` of all workspaces, which production builds of frameworks read. Once a process, one
 * process at a time.
 * @throws Error with the compiler's words where the sources have mistakes.
 */
export function buildWorkspaces(): Promise<void> {
  built ??= build();
  return built;
}

async function build(): Promise<void> {
  await lock();
  try {
    await promisify(execFile)(process.execPath, [TSC, "-b"], { cwd: ROOT });
  } catch (error) {
    const said = error instanceof Error && "stdout" in error ? `\n${String(error.stdout)}` : "";
    throw new Error(`tsc -b in ${ROOT} failed${said}`, { cause: error });
  } finally {
    await rm(LOCK, { recursive: true, force: true });
  }
}

/** Making a folder succeeds for one process only. */
async function lock(): Promise<void> {
  await mkdir(CACHE, { recursive: true });
  const deadline = performance.now() + LOCK_TIMEOUT_MS;
  for (;;) {
    try {
      await mkdir(LOCK);
      await writeFile(HOLDER, `${process.pid}`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (await isAbandoned()) await rm(LOCK, { recursive: true, force: true });
    else if (performance.now() > deadline) throw new Error(`${LOCK} is held for too long`);
    else await sleep(POLL_MS);
  }
}

async function isAbandoned(): Promise<boolean> {
  const holder = await readFile(HOLDER, "utf8").catch(() => "");
  // Made a moment ago, its holder not written yet.
  if (holder === "") return false;
  try {
    process.kill(Number(holder), 0);
    return false;
  } catch {
    return true;
  }
}
