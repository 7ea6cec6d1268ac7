import { readSites } from "../sites.ts";
import type { Terminal } from "../terminal/terminal.ts";
import { UsageError } from "../usage-error.ts";
import type { KeyOptions } from "./action.ts";

/**
 * The site that a key is for: the one that is named, held against those of the rules where they are
 * here; else the only one.
 *
 * @throws UsageError where there is no such site, or several and none is named.
 */
export async function chooseSite(
  { site, rules }: Pick<KeyOptions, "site" | "rules">,
  terminal: Terminal,
): Promise<string> {
  const known = (await readSites(rules, terminal)).map((artifact) => artifact.site.id);
  if (site === undefined) {
    const [only, ...others] = known;
    if (only !== undefined && others.length === 0) return only;
    throw new UsageError(
      "--site is missing",
      known.length === 0 ? "name the `site:` of its site.yaml" : `one of ${known.join(", ")}`,
    );
  }
  if (known.length === 0 || known.includes(site)) return site;
  const hint = `the rules have ${known.join(", ")}; name their folder with --rules`;
  throw new UsageError(`there is no site ${JSON.stringify(site)}`, hint, {
    name: site,
    known,
  });
}
