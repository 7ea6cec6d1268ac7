import type { KeywordMatcher } from "../keyword/matcher.ts";
import type { KeywordList, RulesetArtifact } from "../ruleset.ts";
import type { PageIndex } from "./pages.ts";
import type { PagePlan } from "./plan.ts";

/**
 * A rule set that can decide: the compiled artifact and the indexes made from it once. It is never
 * changed; a new revision is another `Ruleset`.
 */
export interface Ruleset {
  /** Without the phrases: once they are indexed, what they were read from need not stay in memory. */
  readonly artifact: Omit<RulesetArtifact, "keywords">;
  /** For the engine's own use. */
  readonly index: RulesetIndex;
}

/** What is looked up while deciding. */
export interface RulesetIndex {
  readonly pages: PageIndex;
  /** By page id. */
  readonly plans: ReadonlyMap<string, PagePlan>;
  /** In order of id. */
  readonly segments: readonly string[];
  readonly keywords: KeywordMatcher;
  /** By list id. */
  readonly lists: ReadonlyMap<string, KeywordList>;
}
