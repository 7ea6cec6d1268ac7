import { mkdir, stat } from "node:fs/promises";
import { dirname } from "node:path";

/**
 * Makes a folder and those it lies in, where they are missing. Node's own `recursive` never ends where
 * a folder exists and takes none, as below `/proc`.
 *
 * @throws Error where one cannot be made.
 */
export async function makeFolder(path: string): Promise<void> {
  if (await isFolder(path)) return;
  const parent = dirname(path);
  if (parent !== path) await makeFolder(parent);
  try {
    await mkdir(path);
  } catch (error) {
    // Another process may have made it meanwhile.
    if (!(await isFolder(path))) throw error;
  }
}

/**
 * Whether a folder is there; where it cannot be looked at, it counts as missing.
 *
 * @throws Error where a file is in its place.
 */
async function isFolder(path: string): Promise<boolean> {
  const found = await stat(path).catch(() => undefined);
  if (found && !found.isDirectory()) throw new Error(`${path} is a file, not a folder`);
  return found !== undefined;
}
