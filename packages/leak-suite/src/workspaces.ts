import { execFile } from "node:child_process";
import { glob, stat } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { withLock } from "./lock.ts";

const ROOT = fileURLToPath(new URL("../../..", import.meta.url));
const LOCK = join(ROOT, "node_modules/.cache/facet-build.lock");
const TSC = join(ROOT, "node_modules/typescript-7/bin/tsc");
const SCRIPTS_BUILD = ["--conditions=@facet/source", "plugins/browser/scripts/build.ts"];
const SCRIPT = "plugins/browser/dist/facet.js";
const SCRIPT_SOURCES = "plugins/{browser,client}/{src,scripts}/**/*.ts";

let built: Promise<void> | undefined;
let scripts: Promise<void> | undefined;

/**
 * Writes `dist/` of all workspaces, which production builds of frameworks read. Once a process, one
 * process at a time.
 * @throws Error with the compiler's words where the sources have mistakes.
 */
export function buildWorkspaces(): Promise<void> {
  built ??= withLock(LOCK, () => run([TSC, "-b"]));
  return built;
}

/**
 * Writes the page runtime's plain scripts to `dist/` of `@facet/browser`, for apps without a bundler,
 * unless they are newer than their sources. Once a process, one process at a time.
 */
export function buildScripts(): Promise<void> {
  scripts ??= withLock(LOCK, async () => {
    if (!(await isUpToDate())) await run(SCRIPTS_BUILD);
  });
  return scripts;
}

async function run(args: readonly string[]): Promise<void> {
  try {
    await promisify(execFile)(process.execPath, args, { cwd: ROOT });
  } catch (error) {
    const said = error instanceof Error && "stdout" in error ? `\n${String(error.stdout)}` : "";
    throw new Error(`node ${args.join(" ")} in ${ROOT} failed${said}`, { cause: error });
  }
}

async function isUpToDate(): Promise<boolean> {
  const made = await changedAt(SCRIPT).catch(() => 0);
  for await (const source of glob(SCRIPT_SOURCES, { cwd: ROOT })) {
    if ((await changedAt(source)) > made) return false;
  }
  return true;
}

async function changedAt(path: string): Promise<number> {
  return (await stat(join(ROOT, path))).mtimeMs;
}
