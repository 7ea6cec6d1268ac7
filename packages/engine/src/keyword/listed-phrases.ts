import { RulesetError } from "../load/ruleset-error.ts";
import type { Ruleset } from "../load/ruleset.ts";
import type { ListedRow } from "./row-table.ts";

/** A listed phrase with its text. */
export interface ListedPhrase extends ListedRow {
  readonly phrase: string;
}

/**
 * Goes through the phrases of all lists, in the order of the lists and their rows.
 *
 * @throws RulesetError `incomplete` where the rule set was loaded without them, or without their texts.
 */
export function* listedPhrases({ index, artifact }: Ruleset): Generator<ListedPhrase> {
  if (artifact.keywords && !index.keywords?.source?.buffers.texts) {
    throw new RulesetError(
      "incomplete",
      "the rule set was loaded without the texts of its phrases: give loadKeywords both buffers",
    );
  }
  for (const { phrase = "", ...row } of index.keywords?.phrases() ?? []) yield { phrase, ...row };
}
