import { execFile } from "node:child_process";
import { rm } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildWorkspaces, startExample } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const ASTRO = fileURLToPath(new URL("../bin/astro.mjs", import.meta.resolve("astro")));
// Of its own: a server loads its parts as they are first asked for, so a build into the folder of a
// running one takes them away under it.
const OUT_DIR = `dist/test-${process.pid}`;

/** Builds the site as `npm run build` does. */
export async function buildSite(): Promise<void> {
  await buildWorkspaces();
  await promisify(execFile)(process.execPath, [ASTRO, "build", `--outDir=${OUT_DIR}`], {
    cwd: DIR,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
}

/** Removes what {@link buildSite} made. */
export async function removeBuild(): Promise<void> {
  await rm(new URL(`../${OUT_DIR}/`, import.meta.url), { recursive: true, force: true });
}

/** Runs the built site against the service at `api`. */
export function startSite(
  api: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  const command = [process.execPath, `${OUT_DIR}/server/entry.mjs`] as const;
  return startExample({ dir: DIR, command, api, env });
}
