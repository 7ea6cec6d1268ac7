import type { Ruleset, SlotDecision } from "@facet/engine";
import { slotOutcomes, type SlotOutcomes } from "@facet/engine/codes";

/** What a page shows in one round: a content for each slot. */
export type Round = Readonly<Record<string, SlotDecision>>;

/** All rounds of a page. */
export interface Rounds {
  readonly rounds: readonly Round[];
  /** Slots of which only a part of the outcomes is shown. */
  readonly cut: readonly SlotOutcomes[];
}

/**
 * Puts all that the slots of a page can show into as few rounds as possible: in each, every slot shows
 * another of its contents, the last one again where it has no more.
 *
 * @param options.slots Ids of the slots that are meant; none: all.
 * @param options.limit How many outcomes of a slot are looked at.
 */
export function toRounds(
  ruleset: Ruleset,
  options: { readonly page: string; readonly slots: readonly string[]; readonly limit: number },
): Rounds {
  const { page, slots, limit } = options;
  const all = slotOutcomes(ruleset, { page, limit }) ?? [];
  const isMeant = ({ slot }: SlotOutcomes) => slots.length === 0 || slots.includes(slot);
  const meant = all.filter((each) => isMeant(each) && each.outcomes.length > 0);
  const count = Math.max(0, ...meant.map(({ outcomes }) => outcomes.length));
  const rounds = Array.from({ length: count }, (_, index) =>
    Object.fromEntries(
      all.flatMap((each) => {
        const shown = isMeant(each)
          ? (each.outcomes[index] ?? each.outcomes.at(-1))
          : each.outcomes[0];
        return shown === undefined ? [] : [[each.slot, shown] as const];
      }),
    ),
  );
  return { rounds, cut: meant.filter(({ looked, total }) => looked < total) };
}

/** Names a content for a person: `rule/variant`, `experiment/arm`, `default`. */
export function nameOf({ rule, variant, experiment, arm }: SlotDecision): string {
  if (rule !== undefined) return variant === undefined ? rule : `${rule}/${variant}`;
  if (experiment !== undefined) return arm === undefined ? experiment : `${experiment}/${arm}`;
  return "default";
}
