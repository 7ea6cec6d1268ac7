import { existsSync } from "node:fs";
import process from "node:process";
import { fileURLToPath } from "node:url";

/** Runtimes beside Node that `compat/package.json` installs. */
export const RUNTIMES = ["workerd", "deno", "bun"] as const;

/** One of them. */
export type Runtime = (typeof RUNTIMES)[number];

/** Path of a runtime's program. */
export function runtimePath(runtime: Runtime): string {
  return fileURLToPath(new URL(`../node_modules/.bin/${runtime}`, import.meta.url));
}

/** Whether a runtime is installed; where it is not, says so, and CI fails. */
export function hasRuntime(runtime: Runtime): boolean {
  if (existsSync(runtimePath(runtime))) return true;
  const advice = "install it with npm ci --prefix compat";
  if (process.env["CI"] === "true") throw new Error(`${runtime} is missing: ${advice}`);
  console.warn(`\n!!! SKIPPED: tests in ${runtime}; ${advice}\n`);
  return false;
}
