import { open, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { MAX_TABLE_BYTES } from "./keyword-lists.ts";
import { MAX_YAML_LENGTH } from "./scan.ts";
import type { RuleFiles } from "./index.ts";

/** Most files of one rules folder. */
const MAX_FILES = 5_000;

/** A rules folder that cannot be read at all. */
export class RulesFolderError extends Error {
  override readonly name = "RulesFolderError";
  readonly code: "not-found" | "not-a-folder" | "too-many-files";

  constructor(code: RulesFolderError["code"], message: string, options?: ErrorOptions) {
    super(message, options);
    this.code = code;
  }
}

/**
 * Reads the rule files of a folder and of the folders in it: `.yaml`, `.yml`, `.csv`, `.tsv`,
 * `.xlsx` and `.txt`. Links are followed; names that begin with a dot and `node_modules` are passed
 * over. Of a file over its size only so much is read that its size is reported.
 *
 * @returns path inside the folder, with `/`, and content; in order of path.
 * @throws RulesFolderError where there is no such folder, or it holds more than 5,000 rule files.
 */
export async function readRulesFolder(dir: string): Promise<RuleFiles> {
  const found: string[] = [];
  await collectPaths(await folderPath(dir), "", { found, visited: new Set() });
  const files = new Map<string, Uint8Array>();
  for (const path of found.sort()) {
    const content = await readBounded(join(dir, path), limitOf(path));
    if (content) files.set(path, content);
  }
  return files;
}

async function folderPath(dir: string): Promise<string> {
  const stats = await stat(dir).catch((cause: unknown) => {
    throw new RulesFolderError("not-found", `there is no rules folder ${dir}`, { cause });
  });
  if (!stats.isDirectory()) {
    throw new RulesFolderError(
      "not-a-folder",
      `${dir} is not a folder; give the folder of the rules`,
    );
  }
  return dir;
}

interface Walk {
  readonly found: string[];
  /** Real paths of folders, so that a link to a folder above ends. */
  readonly visited: Set<string>;
}

async function collectPaths(root: string, prefix: string, walk: Walk): Promise<void> {
  const folder = join(root, prefix);
  const real = await realpath(folder);
  if (walk.visited.has(real)) return;
  walk.visited.add(real);
  for (const name of await readdir(folder)) {
    if (name.startsWith(".") || name === "node_modules") continue;
    const path = prefix === "" ? name : `${prefix}/${name}`;
    // A file may go away, or a link lead nowhere, between the listing and the look.
    const stats = await stat(join(root, path)).catch(() => undefined);
    if (stats?.isDirectory() === true) await collectPaths(root, path, walk);
    else if (stats?.isFile() === true && isRuleFile(name)) walk.found.push(path);
    if (walk.found.length > MAX_FILES) {
      throw new RulesFolderError(
        "too-many-files",
        `${root} holds more than ${MAX_FILES} rule files`,
      );
    }
  }
}

function isRuleFile(name: string): boolean {
  return /\.(ya?ml|csv|tsv|xlsx|txt)$/i.test(name);
}

function limitOf(path: string): number {
  return /\.ya?ml$/i.test(path) ? MAX_YAML_LENGTH * 3 : MAX_TABLE_BYTES;
}

/** The content of a file, or its first `limit + 1` bytes; `undefined` where it has gone away. */
async function readBounded(path: string, limit: number): Promise<Uint8Array | undefined> {
  const handle = await open(path).catch(() => undefined);
  if (!handle) return undefined;
  try {
    const { size } = await handle.stat();
    if (size <= limit) return await handle.readFile();
    const { bytesRead, buffer } = await handle.read(new Uint8Array(limit + 1), 0, limit + 1, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
