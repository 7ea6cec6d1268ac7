import type { KeywordMatcher } from "../keyword/matcher.ts";
import type { KeywordBuffers, KeywordList, RulesetArtifact } from "../ruleset.ts";
import type { PageIndex } from "./pages.ts";
import type { PagePlan } from "./plan.ts";

/**
 * A rule set that can decide: the compiled artifact and the indexes made from it once. It is never
 * changed; a new revision is another `Ruleset`.
 */
export interface Ruleset {
  readonly artifact: RulesetArtifact;
  /** The buffers of its phrases; absent where it has none, or was loaded without them. */
  readonly buffers?: KeywordBuffers;
  /** What it was loaded without, for people: some of its rules will not answer as written. */
  readonly warnings: readonly string[];
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
  /** Absent: there are phrases, and they are not loaded. */
  readonly keywords?: KeywordMatcher;
  /** By list id. */
  readonly lists: ReadonlyMap<string, KeywordList>;
}
