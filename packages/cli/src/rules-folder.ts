import { statSync } from "node:fs";
import { resolve } from "node:path";
import type { Terminal } from "./terminal/terminal.ts";
import { UsageError } from "./usage-error.ts";

/** The option that names the rules folder, for commands that read one. */
export const RULES_ARGUMENT = {
  type: "string",
  valueHint: "folder",
  description: "the rules folder (default: $FACET_RULES, else ./rules)",
} as const;

/**
 * Finds the rules folder that a command is about.
 *
 * @returns its absolute path.
 * @throws UsageError where there is no such folder.
 */
export function findRulesFolder(given: string | undefined, terminal: Terminal): string {
  const folder = resolve(given ?? (terminal.env["FACET_RULES"] || "rules"));
  const stats = statSync(folder, { throwIfNoEntry: false });
  if (stats?.isDirectory() === true) return folder;
  if (stats !== undefined)
    throw new UsageError(`${folder} is a file`, "give the folder that all rule files are in");
  throw new UsageError(
    `there is no rules folder at ${folder}`,
    "name it with --rules <folder> or FACET_RULES; a new one begins with a file site.yaml in it",
  );
}
