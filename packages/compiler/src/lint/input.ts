import type { Experiment, KeywordRule, Offer, RulesetArtifact, TargetingRule } from "@facet/engine";
import type { LoadedKeywordList, Named, RulesSource } from "../load/located.ts";
import type { ExperimentSource, OfferSource, RuleSource } from "../schema/index.ts";

/** A compiled rule and the item it was compiled from. */
export interface LintedRule {
  readonly rule: TargetingRule;
  readonly item: Named<RuleSource>;
}

/** A compiled experiment and the item it was compiled from. */
export interface LintedExperiment {
  readonly rule: Experiment;
  readonly item: Named<ExperimentSource>;
}

/** The content of a keyword list and the item it was compiled from. */
export interface LintedKeywords {
  readonly rule: KeywordRule;
  readonly item: LoadedKeywordList;
}

/** A compiled offer and the item it was compiled from. */
export interface LintedOffer {
  readonly offer: Offer;
  readonly item: Named<OfferSource>;
}

/** A step of the cascade and the item it was compiled from. */
export type LintedStep = LintedRule | LintedExperiment | LintedKeywords;

/** Everything that the checks look at: what is written, and what it was compiled to. */
export interface LintInput {
  readonly source: RulesSource;
  readonly artifact: Omit<RulesetArtifact, "revision">;
  readonly rules: readonly LintedRule[];
  readonly experiments: readonly LintedExperiment[];
  readonly keywords: readonly LintedKeywords[];
  readonly offers: readonly LintedOffer[];
}

/** All steps of the cascade, in no order. */
export function stepsOf(input: LintInput): readonly LintedStep[] {
  return [...input.rules, ...input.experiments, ...input.keywords];
}

/** One check: reports what it finds through the items it is about. */
export type Check = (input: LintInput) => void;
