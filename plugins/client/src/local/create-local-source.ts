import { loadRuleset } from "@facet/engine";
import type { KeywordBuffers, Ruleset, RulesetArtifact } from "@facet/engine";
import { loadKeywords } from "@facet/engine/keywords";
import type { LocalSource } from "../sources/source.ts";
import type { ReadingOptions } from "./decide-local.ts";
import { createRulesetsSource } from "./rulesets-source.ts";

/** Options of {@link createLocalSource}. */
export interface LocalSourceOptions extends ReadingOptions {
  /** The compiled rule set. */
  readonly artifact: RulesetArtifact;
  /** What goes with it where it has phrases. */
  readonly keywords?: KeywordBuffers;
}

/**
 * Makes a source that decides by one rule set in this process.
 * @throws RulesetError where the rule set or its buffers are of another version, damaged or missing.
 */
export function createLocalSource(options: LocalSourceOptions): LocalSource {
  const rulesets = [toRuleset(options.artifact, options.keywords)];
  return createRulesetsSource(() => rulesets, options);
}

/** Loads a compiled rule set; throws `RulesetError` as {@link createLocalSource} does. */
export function toRuleset(artifact: RulesetArtifact, buffers: KeywordBuffers | undefined): Ruleset {
  return loadRuleset(artifact, { keywords: loadKeywords(artifact, buffers) });
}
