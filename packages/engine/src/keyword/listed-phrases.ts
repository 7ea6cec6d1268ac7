import type { Ruleset } from "../load/ruleset.ts";
import type { ListedRow } from "./row-table.ts";

/** Goes through the phrases of all lists, in the order of the lists and their rows. */
export function listedPhrases(ruleset: Ruleset): Iterable<ListedRow> {
  return ruleset.index.keywords.phrases();
}
