import type { PhraseInput } from "../context.ts";
import type { Ruleset } from "../load/ruleset.ts";
import type { KeywordMatch } from "./matcher.ts";

/**
 * Finds the listed phrase that an ad phrase or search query stands for: by an id it carries, else by
 * its identical text.
 *
 * @returns `undefined` where no list has it.
 */
export function matchPhrase(ruleset: Ruleset, phrase: PhraseInput): KeywordMatch | undefined {
  return ruleset.index.keywords.match(phrase);
}
