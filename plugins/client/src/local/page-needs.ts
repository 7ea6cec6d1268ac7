import type { Ruleset } from "@facet/engine";
import { describePage } from "@facet/engine/codes";

/** What of a visitor a page asks for, beside the request. */
export interface PageNeeds {
  /** Their past, or an id to draw by. */
  readonly visitor: boolean;
  /** The ad phrase: where a request has none, an earlier page's. */
  readonly phrase: boolean;
  readonly place: boolean;
}

const NEEDS = new WeakMap<Ruleset, Map<string, PageNeeds>>();

/** What a page asks for; worked out once and kept as long as the rule set is. */
export function needsOf(ruleset: Ruleset, page: string): PageNeeds {
  const known = NEEDS.get(ruleset) ?? new Map<string, PageNeeds>();
  NEEDS.set(ruleset, known);
  const found = known.get(page);
  if (found !== undefined) return found;
  const inputs = describePage(ruleset, page);
  const signals = inputs?.signals ?? [];
  const isRandomised = inputs?.experiments === true || ruleset.artifact.site.holdout > 0;
  const made: PageNeeds = {
    visitor: isRandomised || inputs?.history === true,
    phrase: signals.includes("keyword"),
    place: signals.some((name) => name.startsWith("geo.")),
  };
  known.set(page, made);
  return made;
}
