import { execFile } from "node:child_process";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";

const ASTRO = fileURLToPath(new URL("../bin/astro.mjs", import.meta.resolve("astro")));
const DIR = fileURLToPath(new URL("astro-site/", import.meta.url));

/** Builds the site from sources; answers what starts it. */
export async function buildAstroSite(): Promise<{
  readonly dir: string;
  readonly command: readonly [string, ...string[]];
  readonly readyPath: string;
}> {
  await promisify(execFile)(process.execPath, ["--conditions=@facet/source", ASTRO, "build"], {
    cwd: DIR,
    env: { ...process.env, ASTRO_TELEMETRY_DISABLED: "1", NODE_ENV: "production" },
  });
  return { dir: DIR, command: [process.execPath, "dist/server/entry.mjs"], readyPath: "/?batch=0" };
}
