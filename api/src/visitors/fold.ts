import type { Ruleset } from "@facet/engine";
import { applyFact, newVisitor } from "./reducer.ts";
import type { Fold } from "./store.ts";

/** Folds entries of the log into their visitor by a rule set, in the order given. */
export function foldEntries(ruleset: Ruleset): Fold {
  return (current, entries, id) =>
    entries.reduce(
      (state, entry) => applyFact(state, entry, ruleset),
      current ?? newVisitor(id, entries[0]?.fact.at ?? 0),
    );
}
