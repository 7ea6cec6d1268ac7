import { siteFolders } from "@facet/api/node";
import { compileRulesFolder } from "@facet/compiler";
import type { RulesetArtifact } from "@facet/engine";
import { existsSync } from "node:fs";
import { findRulesFolder } from "./rules-folder.ts";
import type { Terminal } from "./terminal/terminal.ts";

/**
 * Rule sets of all sites of the rules folder, as far as it is here and their rules are good; of
 * others the person at the terminal is told.
 *
 * @param given What the command line says of the folder.
 */
export async function readSites(
  given: string | undefined,
  terminal: Terminal,
): Promise<readonly RulesetArtifact[]> {
  const isNamed = given !== undefined || terminal.env["FACET_RULES"] !== undefined;
  if (!isNamed && !existsSync("rules")) return [];
  const artifacts: RulesetArtifact[] = [];
  for (const folder of await siteFolders(findRulesFolder(given, terminal))) {
    const { artifact } = await compileRulesFolder(folder);
    if (artifact !== undefined) artifacts.push(artifact);
    else
      terminal.warn(
        `The rules in ${folder} have errors, so their site was not read; see: facet lint`,
      );
  }
  return artifacts;
}
