import { evaluate } from "../condition/index.ts";
import type { RuleTrace } from "../decision.ts";
import type { SlotContent, TargetingStep } from "../load/plan.ts";
import type { Content } from "../ruleset.ts";
import { pickLocale } from "./locale.ts";
import { fill } from "./state.ts";
import type { CascadeInput, CascadeState, RuleFill } from "./state.ts";

/** What a step of the cascade came to. */
export interface StepResult {
  readonly outcome: RuleTrace["outcome"];
  /** The variant or arm that it chose. */
  readonly variant?: string;
}

const NO_VARIANT: StepResult = { outcome: "no-variant" };

/**
 * Chooses the first variant whose condition is true and fills its slots that are open. A bundle with
 * a slot that is taken, or that lacks content for the language, fills none.
 */
export function decideTargeting(
  step: TargetingStep,
  input: CascadeInput,
  state: CascadeState,
): StepResult {
  const chosen = step.variants.find(({ when }) => !when || evaluate(when, input.scope) === true);
  if (!chosen) return NO_VARIANT;
  const { id: rule, bundle } = step.rule;
  const filled = fillAll(chosen.contents, { input, state, bundle }, (content) => ({
    kind: "rule",
    content,
    rule,
    variant: chosen.id,
  }));
  return { outcome: filled > 0 ? "matched" : "taken", variant: chosen.id };
}

/** Where and how {@link fillAll} fills. */
export interface FillOptions {
  readonly input: CascadeInput;
  readonly state: CascadeState;
  /** Fill all or none. */
  readonly bundle?: boolean;
}

/**
 * Fills every open slot that one choice has usable content for.
 *
 * @returns how many were filled.
 */
export function fillAll(
  contents: readonly SlotContent[],
  { input, state, bundle }: FillOptions,
  toFill: (content: Content) => RuleFill,
): number {
  if (bundle && !contents.every((each) => isFillable(each, input, state))) return 0;
  let filled = 0;
  for (const { position, content } of contents) {
    const usable = pickLocale(content, input.locales);
    if (usable && fill(state, position, toFill(usable))) filled += 1;
  }
  return filled;
}

function isFillable(
  { position, content }: SlotContent,
  { locales }: CascadeInput,
  { fills }: CascadeState,
): boolean {
  return fills[position] === undefined && pickLocale(content, locales) !== undefined;
}
