import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildWorkspaces, startExample } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const BUILDER = fileURLToPath(
  new URL("../../../node_modules/@react-router/dev/bin.cjs", import.meta.url),
);

/** Builds the example for production. */
export async function buildSite(): Promise<void> {
  await buildWorkspaces();
  const env = { ...process.env, NODE_ENV: "production" };
  await promisify(execFile)(process.execPath, [BUILDER, "build"], { cwd: DIR, env });
}

/** Runs the built example against the service at `api`. */
export function startSite(
  api: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  return startExample({ dir: DIR, command: [process.execPath, "server/main.ts"], api, env });
}
