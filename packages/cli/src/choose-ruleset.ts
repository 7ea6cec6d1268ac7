import { loadRuleset, type Ruleset } from "@facet/engine";
import { readSites } from "./sites.ts";
import type { Terminal } from "./terminal/terminal.ts";
import { UsageError } from "./usage-error.ts";

/**
 * The rule set of the site that is named, else of the only one.
 *
 * @throws UsageError where there is none, or there are several and none is named.
 */
export async function chooseRuleset(
  { site, rules }: { readonly site?: string | undefined; readonly rules?: string | undefined },
  terminal: Terminal,
): Promise<Ruleset> {
  const sites = await readSites(rules, terminal);
  const known = sites.map((artifact) => artifact.site.id);
  if (known.length === 0) {
    throw new UsageError("there are no rules to count by", "name their folder with --rules");
  }
  const [only, ...others] = sites;
  const wanted = sites.find((artifact) => artifact.site.id === site);
  if (wanted !== undefined) return loadRuleset(wanted);
  if (site === undefined && only !== undefined && others.length === 0) return loadRuleset(only);
  throw site === undefined
    ? new UsageError("--site is missing", `one of ${known.join(", ")}`)
    : new UsageError(`there is no site ${JSON.stringify(site)}`, undefined, { name: site, known });
}
