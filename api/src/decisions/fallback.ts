import type { Decision, Ruleset, SlotDecision } from "@facet/engine";
import { catalogueOf } from "../rulesets/catalogue.ts";

/** Revision in an answer that was given without rules. */
const NO_REVISION = "none";

/** What is decided where no rule set could be loaded yet: nothing. */
export function decideWithoutRules(): Decision {
  return {
    rules: NO_REVISION,
    page: null,
    slots: {},
    offers: [],
    offerLimits: {},
    visitor: { segments: [], holdout: false },
    assignments: {},
  };
}

/** The defaults of a page's slots, and nothing else: the answer where deciding itself failed. */
export function decideDefaults(
  ruleset: Ruleset,
  { page, slots, locale }: { page: string | null; slots?: readonly string[]; locale?: string },
): Decision {
  const catalogue = catalogueOf(ruleset);
  const pageSlots = page === null ? undefined : catalogue.pages.get(page)?.slots;
  const wanted = pageSlots?.filter((id) => slots?.includes(id) ?? true) ?? slots ?? [];
  const decided = wanted.flatMap((id) => {
    const decision = toDefault(ruleset, id, locale);
    return decision === undefined ? [] : [[id, decision] as const];
  });
  return {
    ...decideWithoutRules(),
    rules: ruleset.artifact.revision,
    page,
    slots: Object.fromEntries(decided),
  };
}

function toDefault(
  ruleset: Ruleset,
  id: string,
  locale: string | undefined,
): SlotDecision | undefined {
  const slot = catalogueOf(ruleset).slots.get(id);
  if (slot === undefined) return undefined;
  const contents = new Map(Object.entries(slot.default));
  const [first = ""] = ruleset.artifact.site.locales;
  const content = contents.get(locale ?? first) ?? contents.get(first);
  const failed = { type: slot.type, reason: "ERROR", errorCode: "GENERAL" } as const;
  if (content === undefined || "hidden" in content)
    return { ...failed, content: null, hidden: true };
  return { ...failed, content: content.value };
}
