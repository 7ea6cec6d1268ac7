import type { SlotDecision } from "../decision.ts";
import type { Ruleset } from "../load/ruleset.ts";
import { showOutcome } from "./from-code.ts";
import { layoutOf } from "./layout.ts";
import { fromNumber } from "./outcome.ts";

/** What one slot of a page can show. */
export interface SlotOutcomes {
  /** Slot id. */
  readonly slot: string;
  /** Each content once, the default first; of content that has a visitor's own words in it, the default of those words. */
  readonly outcomes: readonly SlotDecision[];
  /** How many of the outcomes were looked at, of how many. */
  readonly looked: number;
  readonly total: number;
}

/**
 * All that each slot of a page can show, in the order of its slots.
 *
 * @param limit How many outcomes of a slot are looked at: a list of phrases may have a million.
 * @returns `undefined` for a page that the rule set does not have.
 */
export function slotOutcomes(
  ruleset: Ruleset,
  { page, limit }: { readonly page: string; readonly limit: number },
): readonly SlotOutcomes[] | undefined {
  const layout = layoutOf(ruleset, page);
  if (layout === undefined) return undefined;
  return layout.plan.slots.map((planned, position) => {
    const slot = layout.slots[position];
    const total = slot?.starts.at(-1) ?? 0;
    const looked = Math.min(total, limit);
    const found = new Map<string, SlotDecision>();
    for (let number = 0; number < looked; number += 1) {
      const outcome = slot && fromNumber(slot, layout, number);
      const shown = slot && outcome && showOutcome(ruleset, { layout, slot, planned, outcome });
      if (shown === undefined) continue;
      const key = shown.hidden === true ? "hidden" : JSON.stringify(shown.content);
      if (!found.has(key)) found.set(key, shown);
    }
    return { slot: planned.id, outcomes: [...found.values()], looked, total };
  });
}
