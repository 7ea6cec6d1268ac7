import { loadRuleset } from "@facet/engine";
import { describePage } from "@facet/engine/codes";
import type { Check } from "./input.ts";

/** From so many versions on a page cache keeps many and finds few. */
const MANY_VERSIONS = 200;

/**
 * Warns of pages that caches may share and that come in too many versions to be found there again. A
 * page whose rules ask for the visitor's past is shared by nobody.
 */
export const checkPageVersions: Check = ({ source: { site }, artifact }) => {
  const ruleset = loadRuleset({ ...artifact, revision: "" });
  for (const { id } of artifact.pages) {
    const page = describePage(ruleset, id);
    const most = site?.value.pages?.[id]?.maxVersions ?? MANY_VERSIONS;
    if (!page || page.history || page.cardinality <= most) continue;
    const slots = Object.entries(page.outcomes)
      .filter(([, count]) => count > 1)
      .sort(([, a], [, b]) => b - a)
      .map(([slot, count]) => `${slot} ${count}`);
    site?.report({
      path: ["pages", id],
      onKey: true,
      severity: "warning",
      code: "many-page-versions",
      message: `"${id}" comes in up to ${page.cardinality.toLocaleString("en-US")} versions (${slots.join(" × ")}), so a page cache will seldom have the right one`,
      suggestion: `let groups of phrases share their content, insert a region in place of a city, or take slots off the page; where so many are meant, write "maxVersions: ${page.cardinality}" there`,
    });
  }
};
