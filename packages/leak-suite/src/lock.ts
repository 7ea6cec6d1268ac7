import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";

const POLL_MS = 200;
const TIMEOUT_MS = 300_000;

/**
 * Does `work` while no other process does its own under the same lock. A lock whose process has
 * ended counts for nothing.
 *
 * @param folder Path of a folder that exists while the lock is held.
 * @throws Error where the lock is held for five minutes.
 */
export async function withLock(folder: string, work: () => Promise<void>): Promise<void> {
  await take(folder);
  try {
    await work();
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Making a folder succeeds for one process only. */
async function take(folder: string): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  const deadline = performance.now() + TIMEOUT_MS;
  for (;;) {
    try {
      await mkdir(folder);
      await writeFile(join(folder, "pid"), `${process.pid}`);
      return;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
    if (await isAbandoned(folder)) await rm(folder, { recursive: true, force: true });
    else if (performance.now() > deadline) throw new Error(`${folder} is held for too long`);
    else await sleep(POLL_MS);
  }
}

async function isAbandoned(folder: string): Promise<boolean> {
  const holder = await readFile(join(folder, "pid"), "utf8").catch(() => "");
  // Made a moment ago, its holder not written yet.
  if (holder === "") return false;
  try {
    process.kill(Number(holder), 0);
    return false;
  } catch {
    return true;
  }
}
