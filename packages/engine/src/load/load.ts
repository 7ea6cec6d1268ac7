import { NO_PHRASES } from "../keyword/matcher.ts";
import type { KeywordMatcher } from "../keyword/matcher.ts";
import { SCHEMA_VERSION } from "../ruleset.ts";
import type { RulesetArtifact } from "../ruleset.ts";
import { indexPages, lookUpPage } from "./pages.ts";
import { planPage } from "./plan.ts";
import { RulesetError } from "./ruleset-error.ts";
import type { Ruleset, RulesetIndex } from "./ruleset.ts";

/** Parts of the engine that a rule set may do without. */
export interface LoadOptions {
  /**
   * The phrases of this very artifact, from `loadKeywords`. Absent: of a rule set that has phrases
   * nothing is known about any, so that conditions on `keyword.*` are unknown, the content of keyword
   * lists is not shown, and a warning says so.
   */
  readonly keywords?: KeywordMatcher;
}

/**
 * Makes a compiled rule set ready to decide.
 *
 * @param artifact What the compiler wrote, as parsed from JSON.
 * @throws RulesetError `schema-version` for an artifact of another schema version, `malformed` for
 *   anything that is no artifact, and for phrases of another one.
 */
export function loadRuleset(artifact: RulesetArtifact, { keywords }: LoadOptions = {}): Ruleset {
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
  checkKeywords(artifact, keywords);
  try {
    const buffers = keywords?.source?.buffers;
    return {
      artifact,
      ...(buffers ? { buffers } : {}),
      warnings: artifact.keywords && !keywords ? [NOT_LOADED] : [],
      index: buildIndex(artifact, keywords),
    };
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

const NOT_LOADED =
  "the phrases of the keyword lists are not loaded: conditions on keyword.* are unknown and content of keyword lists is not shown; load them with loadKeywords";

function checkKeywords({ keywords }: RulesetArtifact, given: KeywordMatcher | undefined): void {
  if (!given || given.source?.seal.checksum === keywords?.index.checksum) return;
  throw new RulesetError(
    "malformed",
    "the phrases are of another rule set: load those that were compiled with this one",
  );
}

function buildIndex(artifact: RulesetArtifact, keywords: KeywordMatcher | undefined): RulesetIndex {
  const matcher = keywords ?? (artifact.keywords ? undefined : NO_PHRASES);
  return {
    pages: indexPages(artifact.pages),
    plans: new Map(artifact.pages.map((page) => [page.id, planPage(artifact, page)])),
    segments: Object.keys(artifact.segments).sort(),
    ...(matcher ? { keywords: matcher } : {}),
    lists: new Map(artifact.keywordLists.map((list) => [list.id, list])),
  };
}
