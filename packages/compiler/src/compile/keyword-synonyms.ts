import type { SynonymRule } from "@facet/engine";
import type { LoadedKeywordList } from "../load/located.ts";
import { readSynonyms } from "../morphology/index.ts";
import { complain, rootOf, within } from "./spot.ts";

/** Reads the synonyms of a list, and reports lines that say nothing. */
export function readListSynonyms(item: LoadedKeywordList): readonly SynonymRule[] {
  if (!item.synonyms) return [];
  const { file, text } = item.synonyms;
  const { rules, issues } = readSynonyms(text);
  for (const { line, message, suggestion } of issues) {
    complain(within(rootOf(item), "synonyms"), {
      severity: "warning",
      code: "synonyms",
      message: `${file}:${line}: ${message}`,
      suggestion,
    });
  }
  return rules;
}
