import { answerDefault, answerSlot } from "../cascade/answer.ts";
import type { AnswerInput } from "../cascade/answer.ts";
import type { CascadeState } from "../cascade/state.ts";
import type { Decision, SlotDecision } from "../decision.ts";
import type { PlanSlot } from "../load/plan.ts";
import { requestedSlots } from "./fallback.ts";
import type { Setting } from "./setting.ts";

/** What the holdout is called where an experiment is named. */
const HOLDOUT = "holdout";

/**
 * The answers for all slots that were asked for, in order of id.
 *
 * @param state What the cascade decided; absent: no rule concerns this visitor or URL.
 */
export function answerSlots(setting: Setting, state: CascadeState | undefined): Decision["slots"] {
  const input = toAnswerInput(setting);
  const { plan, context, ruleset } = setting;
  if (!plan) {
    const entries = requestedSlots(ruleset, context.slots).map(
      ([id, slot]) => [id, answerDefault(slot, { reason: "STATIC" }, input)] as const,
    );
    return Object.fromEntries(entries);
  }
  const wanted = context.slots && new Set(context.slots);
  const slots: Record<string, SlotDecision> = {};
  for (const [position, planned] of plan.slots.entries()) {
    if (wanted && !wanted.has(planned.id)) continue;
    slots[planned.id] = state
      ? answerSlot(planned, { fill: state.fills[position], pass: state.passes[position] }, input)
      : answerUntouched(planned, setting, input);
  }
  return slots;
}

function answerUntouched({ slot }: PlanSlot, { bot }: Setting, input: AnswerInput): SlotDecision {
  return answerDefault(
    slot,
    bot ? { reason: "DEFAULT" } : { experiment: HOLDOUT, reason: "SPLIT" },
    input,
  );
}

function toAnswerInput({ ruleset, locales, inserted }: Setting): AnswerInput {
  return { artifact: ruleset.artifact, locales, ...inserted };
}
