import type { PhraseInput } from "../context.ts";
import type { Ruleset } from "../load/ruleset.ts";
import { NO_PHRASES } from "./matcher.ts";
import type { KeywordMatch } from "./matcher.ts";
import type { ExplainOptions, KeywordTrace } from "./trace.ts";

/**
 * Finds the listed phrase that an ad phrase or search query stands for: by an id that came with it,
 * by its identical text, by its words, or by a second chance that a list gives.
 *
 * @returns `undefined` where no listed phrase does, or the rule set was loaded without phrases.
 */
export function matchPhrase(ruleset: Ruleset, phrase: PhraseInput): KeywordMatch | undefined {
  return ruleset.index.keywords?.match(phrase);
}

/** Answers as {@link matchPhrase} does, with the phrases that were in the running and why they lost. */
export function explainPhrase(
  ruleset: Ruleset,
  phrase: PhraseInput,
  options: ExplainOptions = {},
): KeywordTrace {
  return (ruleset.index.keywords ?? NO_PHRASES).explain(phrase, options);
}
