import { createKeywordMatcher } from "../keyword/create-matcher.ts";
import { SCHEMA_VERSION } from "../ruleset.ts";
import type { RulesetArtifact } from "../ruleset.ts";
import { indexPages, lookUpPage } from "./pages.ts";
import { planPage } from "./plan.ts";
import { RulesetError } from "./ruleset-error.ts";
import type { Ruleset, RulesetIndex } from "./ruleset.ts";

/**
 * Makes a compiled rule set ready to decide.
 *
 * @param artifact What the compiler wrote, as parsed from JSON.
 * @throws RulesetError `schema-version` for an artifact of another schema version, `malformed` for
 *   anything that is no artifact.
 */
export function loadRuleset(artifact: RulesetArtifact): Ruleset {
  const given: unknown = artifact;
  if (typeof given !== "object" || given === null || !("schemaVersion" in given)) {
    throw new RulesetError(
      "malformed",
      "this is no compiled rule set: expected an object with schemaVersion; compile the rules folder first",
    );
  }
  if (given.schemaVersion !== SCHEMA_VERSION) {
    throw new RulesetError(
      "schema-version",
      `the rule set has schema version ${JSON.stringify(given.schemaVersion)}, this engine runs ${SCHEMA_VERSION}; compile the rules folder with the compiler of the same release`,
    );
  }
  try {
    const { keywords: _, ...rest } = artifact;
    return { artifact: rest, index: buildIndex(artifact) };
  } catch (cause) {
    const detail = cause instanceof Error ? cause.message : String(cause);
    throw new RulesetError("malformed", `the compiled rule set is damaged: ${detail}`, { cause });
  }
}

/**
 * Finds which page a URL path shows.
 *
 * @param path The path of a URL, percent-encoded or not, without query.
 * @returns the page's id, `null` where no page has this path.
 */
export function findPage(ruleset: Ruleset, path: string): string | null {
  return lookUpPage(ruleset.index.pages, path);
}

function buildIndex(artifact: RulesetArtifact): RulesetIndex {
  return {
    pages: indexPages(artifact.pages),
    plans: new Map(artifact.pages.map((page) => [page.id, planPage(artifact, page)])),
    segments: Object.keys(artifact.segments).sort(),
    keywords: createKeywordMatcher(artifact.keywords, artifact.keywordLists),
    lists: new Map(artifact.keywordLists.map((list) => [list.id, list])),
  };
}
