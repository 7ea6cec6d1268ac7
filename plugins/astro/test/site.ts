import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { startExample } from "@facet/leak-suite";
import type { RunningServer } from "@facet/leak-suite";

const ASTRO = fileURLToPath(new URL("../bin/astro.mjs", import.meta.resolve("astro")));

/** Builds a fixture site as a person would, from sources, and runs it against the service at `api`. */
export async function buildAndRun(
  fixture: string,
  { api, env = {} }: { readonly api: string; readonly env?: Readonly<Record<string, string>> },
): Promise<RunningServer> {
  const dir = fileURLToPath(new URL(`${fixture}/`, import.meta.url));
  await promisify(execFile)(process.execPath, ["--conditions=@facet/source", ASTRO, "build"], {
    cwd: dir,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  return startExample({ dir, command: [process.execPath, "dist/server/entry.mjs"], api, env });
}
