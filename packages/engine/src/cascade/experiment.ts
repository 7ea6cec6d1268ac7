import { BUCKETS, bucket } from "../bucket/bucket.ts";
import type { Arm, ExperimentStep } from "../load/plan.ts";
import { pickLocale } from "./locale.ts";
import { fill } from "./state.ts";
import type { CascadeInput, CascadeState } from "./state.ts";
import type { StepResult } from "./targeting.ts";

const NOT_ENROLLED: StepResult = { outcome: "not-enrolled" };
const OUTSIDE_TRAFFIC: StepResult = { outcome: "traffic" };
const TAKEN: StepResult = { outcome: "taken" };

/**
 * Gives the visitor an arm and fills its slots that are open. Slots that other arms could fill and
 * this one leaves alone are marked, so that what fills them from below still counts for the
 * experiment. An experiment none of whose slots is open enrols nobody.
 */
export function decideExperiment(
  step: ExperimentStep,
  input: CascadeInput,
  state: CascadeState,
): StepResult {
  if (step.slots.every((position) => state.fills[position] !== undefined)) return TAKEN;
  const { winner } = step.rule;
  if (winner !== undefined) {
    const arm = step.arms.find(({ id }) => id === winner);
    if (!arm) return NOT_ENROLLED;
    fillArm(step, arm, { input, state });
    return { outcome: "matched", variant: arm.id };
  }
  if (input.unit === undefined) return NOT_ENROLLED;
  const arm = armOf(step, input.unit, input.assigned);
  if (!arm) return step.weight > 0 ? OUTSIDE_TRAFFIC : NOT_ENROLLED;
  state.assignments.set(step.rule.id, arm.id);
  fillArm(step, arm, { input, state });
  passDown(step, arm, state);
  return { outcome: "matched", variant: arm.id };
}

/**
 * The arm of a visitor: the one they were first given, else the one they draw.
 *
 * @param assigned Experiment id → arm id that the visitor was first given.
 */
export function armOf(
  step: ExperimentStep,
  unit: string,
  assigned: CascadeInput["assigned"],
): Arm | undefined {
  return keptArm(step, assigned) ?? drawArm(step, unit);
}

function keptArm(
  { rule, arms }: ExperimentStep,
  assigned: CascadeInput["assigned"],
): Arm | undefined {
  if (!assigned || !Object.hasOwn(assigned, rule.id)) return undefined;
  return arms.find(({ id }) => id === assigned[rule.id]);
}

function drawArm({ rule, arms, weight }: ExperimentStep, unit: string): Arm | undefined {
  if (!(weight > 0) || bucket(rule.id, "traffic", unit) >= rule.traffic) return undefined;
  const point = (bucket(rule.id, "arm", unit) / BUCKETS) * weight;
  let end = 0;
  return arms.find((arm) => {
    end += arm.weight;
    return point < end;
  });
}

function fillArm(
  { rule }: ExperimentStep,
  arm: Arm,
  { input, state }: { readonly input: CascadeInput; readonly state: CascadeState },
): void {
  for (const { position, content } of arm.contents) {
    const usable = pickLocale(content, input.locales);
    if (usable) {
      fill(state, position, { kind: "arm", content: usable, experiment: rule.id, arm: arm.id });
    }
  }
}

function passDown({ rule, slots }: ExperimentStep, arm: Arm, state: CascadeState): void {
  for (const position of slots) {
    if (state.fills[position] === undefined) {
      state.passes[position] ??= { experiment: rule.id, arm: arm.id };
    }
  }
}
