import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { buildWorkspaces, startExample } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

const DIR = fileURLToPath(new URL("..", import.meta.url));
const NEXT = fileURLToPath(new URL("../../../node_modules/next/dist/bin/next", import.meta.url));

/** Builds the example for production; the most frequent codes of the service at `api` are rendered. */
export async function buildSite(api: string): Promise<string> {
  await buildWorkspaces();
  const { stdout, stderr } = await promisify(execFile)(process.execPath, [NEXT, "build"], {
    cwd: DIR,
    env: {
      ...process.env,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      FACET_API: api,
    },
  });
  return stdout + stderr;
}

/** Runs the built example against the service at `api`. */
export function startSite(
  api: string,
  env: Readonly<Record<string, string>> = {},
): Promise<RunningServer> {
  return startExample({
    dir: DIR,
    command: [process.execPath, NEXT, "start", "-H", "127.0.0.1", "-p", "{port}"],
    api,
    env,
    readyPath: "/account",
  });
}
