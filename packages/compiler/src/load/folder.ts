import { open, readdir, realpath, stat } from "node:fs/promises";
import { join } from "node:path";
import { MAX_TABLE_BYTES } from "./keyword-lists.ts";
import { MAX_YAML_LENGTH } from "./scan.ts";
import type { RuleFiles } from "./index.ts";

/** Most files of one rules folder. */
const MAX_FILES = 5_000;

/** A rules folder that cannot be read, or not whole: what it says is then not known. */
export class RulesFolderError extends Error {
  override readonly name = "RulesFolderError";
  readonly code: "not-found" | "not-a-folder" | "too-many-files" | "unreadable";

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
 * @throws RulesFolderError where there is no such folder, a part of it may not or cannot be read, or it
 *   holds more than 5,000 rule files.
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
  const stats = await ifThere(dir, () => stat(dir));
  if (stats === undefined) {
    throw new RulesFolderError("not-found", `there is no rules folder ${dir}`);
  }
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
  const real = await ifThere(folder, () => realpath(folder));
  if (real === undefined || walk.visited.has(real)) return;
  walk.visited.add(real);
  for (const name of (await ifThere(folder, () => readdir(folder))) ?? []) {
    if (name.startsWith(".") || name === "node_modules") continue;
    const path = prefix === "" ? name : `${prefix}/${name}`;
    const stats = await ifThere(join(root, path), () => stat(join(root, path)));
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
function readBounded(path: string, limit: number): Promise<Uint8Array | undefined> {
  return ifThere(path, () => readUpTo(path, limit));
}

async function readUpTo(path: string, limit: number): Promise<Uint8Array> {
  const handle = await open(path);
  try {
    const { size } = await handle.stat();
    if (size <= limit) return await handle.readFile();
    const { bytesRead, buffer } = await handle.read(new Uint8Array(limit + 1), 0, limit + 1, 0);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}

/** What a link that leads nowhere, or something that goes away after it was listed, amounts to. */
const MISSING = new Set<unknown>(["ENOENT", "ENOTDIR", "ELOOP"]);

/**
 * What `look` finds at a path; `undefined` where nothing is there.
 *
 * @throws RulesFolderError where something is there that cannot be looked at: rules without it would
 *   be other rules than were written.
 */
async function ifThere<T>(path: string, look: () => Promise<T>): Promise<T | undefined> {
  try {
    return await look();
  } catch (cause) {
    if (cause instanceof Error && "code" in cause && MISSING.has(cause.code)) return undefined;
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RulesFolderError(
      "unreadable",
      `${path} cannot be read (${reason}); let this user read it, or take it out of the rules folder`,
      { cause },
    );
  }
}
