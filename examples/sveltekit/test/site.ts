import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildWorkspaces, startExample } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const VITE = fileURLToPath(new URL("../../bin/vite.js", import.meta.resolve("vite")));

/** Builds the site as `npm run build` does. */
export async function buildSite(): Promise<void> {
  await buildWorkspaces();
  await promisify(execFile)(process.execPath, [VITE, "build"], {
    cwd: DIR,
    env: { ...process.env, NODE_ENV: "production" },
  });
}

/** Runs the built site against the service at `api`. */
export function startSite(
  api: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  return startExample({
    dir: DIR,
    command: [process.execPath, "build"],
    api,
    env: { PROTOCOL_HEADER: "x-forwarded-proto", ...env },
  });
}
