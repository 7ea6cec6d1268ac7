import type { Signals } from "../context.ts";
import type { Reason, SlotDecision } from "../decision.ts";
import { renderContent } from "../insertion/content.ts";
import type { PlanSlot } from "../load/plan.ts";
import type { Json } from "../json.ts";
import type { Content, RulesetArtifact, Slot } from "../ruleset.ts";
import { pickLocale } from "./locale.ts";
import type { Locales } from "./locale.ts";
import type { ArmName, Fill } from "./state.ts";

/** What the content of a slot is rendered with. */
export interface AnswerInput {
  readonly artifact: RulesetArtifact;
  readonly signals: Signals;
  readonly locales: Locales;
  /** Text of the listed phrase that matched. */
  readonly phrase?: string;
}

/** What the cascade left behind for one slot. */
export interface SlotOutcome {
  readonly fill?: Fill;
  /** The experiment that leaves this slot to what is below it. */
  readonly pass?: ArmName;
}

/** Who and why, beside the content. */
type Origin = Pick<
  SlotDecision,
  "rule" | "variant" | "experiment" | "arm" | "reason" | "errorCode"
>;

/** The answer for one slot: its content rendered, where it came from, and the reason. */
export function answerSlot(
  planned: PlanSlot,
  { fill, pass }: SlotOutcome,
  input: AnswerInput,
): SlotDecision {
  try {
    if (fill && fill.kind !== "fault") {
      return show(planned.slot, fill.content, { input, origin: originOf(fill, pass) });
    }
    if (fill) return answerFault(planned.slot, fill, input);
    const origin: Origin = pass ? { ...pass, reason: "SPLIT" } : { reason: planned.unfilled };
    return show(planned.slot, undefined, { input, origin });
  } catch {
    return bareDefault(planned.slot, input.locales);
  }
}

/** The default of a slot, for a visitor whom no rule concerns. */
export function answerDefault(
  slot: Slot,
  origin: { readonly reason: Reason; readonly experiment?: string },
  input: AnswerInput,
): SlotDecision {
  try {
    return show(slot, undefined, { input, origin });
  } catch {
    return bareDefault(slot, input.locales);
  }
}

/** The default of a slot as it was written, when even rendering it fails. */
export function bareDefault(slot: Slot, locales: Locales): SlotDecision {
  const content = pickLocale(slot.default, locales) ?? Object.values(slot.default)[0];
  const value: Json = content && "value" in content ? content.value : null;
  return { type: slot.type, content: value, reason: "ERROR", errorCode: "CONTENT" };
}

function answerFault(
  slot: Slot,
  { rule, errorCode }: Extract<Fill, { readonly kind: "fault" }>,
  input: AnswerInput,
): SlotDecision {
  return show(slot, undefined, { input, origin: { rule, reason: "ERROR", errorCode } });
}

function originOf(
  fill: Exclude<Fill, { readonly kind: "fault" }>,
  pass: ArmName | undefined,
): Origin {
  if (fill.kind === "rule") {
    const { rule, variant } = fill;
    return pass
      ? { rule, variant, ...pass, reason: "SPLIT" }
      : { rule, variant, reason: "TARGETING_MATCH" };
  }
  // An experiment higher up that left the slot to this one would otherwise lose its control group.
  const { experiment, arm } = pass ?? fill;
  return { experiment, arm, reason: "SPLIT" };
}

function show(
  slot: Slot,
  filled: Content | undefined,
  { input, origin }: { readonly input: AnswerInput; readonly origin: Origin },
): SlotDecision {
  const standard = pickLocale(slot.default, input.locales);
  const content = filled ?? standard;
  if (!content) throw new Error("a slot has no default in the site's first locale");
  if ("hidden" in content) return { type: slot.type, content: null, hidden: true, ...origin };
  if (!content.inserts) return { type: slot.type, content: content.value, ...origin };
  const value = renderContent(content, {
    type: slot.type,
    signals: input.signals,
    placeForms: input.artifact.placeForms,
    echo: slot.insert === "any",
    ...(input.phrase === undefined ? {} : { phrase: input.phrase }),
    ...(slot.maxLength === undefined ? {} : { maxLength: slot.maxLength }),
    ...(filled && standard && "value" in standard ? { fallback: standard.value } : {}),
  });
  return { type: slot.type, content: value, ...origin };
}
