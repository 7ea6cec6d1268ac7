import { evaluate } from "../condition/index.ts";
import type { Step } from "../load/plan.ts";
import { visitCandidates } from "./candidates.ts";
import { decideExperiment } from "./experiment.ts";
import { decideKeywords } from "./keywords.ts";
import { isOn } from "./schedule.ts";
import { createState, fill } from "./state.ts";
import type { CascadeInput, CascadeState } from "./state.ts";
import { decideTargeting } from "./targeting.ts";
import type { StepResult } from "./targeting.ts";

const DISABLED: StepResult = { outcome: "disabled" };
const OFF_SCHEDULE: StepResult = { outcome: "schedule" };
const NO_MATCH: StepResult = { outcome: "condition" };
const BROKEN: StepResult = { outcome: "error" };

/** Is told what became of a step, right after it; the state already has what the step filled. */
export type StepObserver = (step: Step, result: StepResult) => void;

/**
 * Walks the rules of a page from the highest priority down; each that matches fills those of its
 * slots that nothing above has filled. Steps that cannot match are passed over, and it stops when all slots
 * are filled, unless somebody observes.
 */
export function runCascade(input: CascadeInput, observe?: StepObserver): CascadeState {
  const { steps, index } = input.plan;
  const state = createState(input.plan);
  if (observe) {
    for (const step of steps) observe(step, decideSafely(step, input, state));
    return state;
  }
  const tryStep = (place: number): boolean => {
    const step = steps[place];
    if (step) decideSafely(step, input, state);
    return state.open > 0;
  };
  if (state.open === 0) return state;
  if (index) visitCandidates(index, input.scope, tryStep);
  else steps.every((_, place) => tryStep(place));
  return state;
}

/** A rule that breaks costs only the slots that it could have filled. */
function decideSafely(step: Step, input: CascadeInput, state: CascadeState): StepResult {
  try {
    return decideStep(step, input, state);
  } catch {
    const { id: rule } = step.rule;
    for (const position of step.slots) {
      fill(state, position, { kind: "fault", rule, errorCode: "GENERAL" });
    }
    return BROKEN;
  }
}

function decideStep(step: Step, input: CascadeInput, state: CascadeState): StepResult {
  const { enabled, schedule, when } = step.rule;
  if (!enabled) return DISABLED;
  if (!isOn(schedule, input.scope)) return OFF_SCHEDULE;
  if (when && evaluate(when, input.scope) !== true) return NO_MATCH;
  switch (step.kind) {
    case "rule":
      return decideTargeting(step, input, state);
    case "experiment":
      return decideExperiment(step, input, state);
    case "keywords":
      return decideKeywords(step, input, state);
  }
}
