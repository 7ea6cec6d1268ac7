import type { Arm, Experiment } from "@facet/engine";
import type { Named } from "../load/located.ts";
import { parsePercent } from "../scalar/percent.ts";
import type { ExperimentSource } from "../schema/index.ts";
import { compileAudience } from "./audience.ts";
import { compileContents } from "./contents.ts";
import { checkReference, REFERENCES } from "./reference.ts";
import type { CompileScope } from "./scope.ts";
import { complain, rootOf, within } from "./spot.ts";
import type { Spot } from "./spot.ts";

const EVERYONE = 10_000;

/** Compiles an experiment: its arms in the order they are written, which is the order of their buckets. */
export function compileExperiment(item: Named<ExperimentSource>, scope: CompileScope): Experiment {
  const { traffic, goal, winner } = item.value;
  const root = rootOf(item);
  const arms = Object.entries(item.value.arms).map(([id, source]): Arm => {
    const spot = within(root, "arms", id, "content");
    return {
      id,
      weight: source.weight,
      content: compileContents(source.content ?? {}, scope, (key) => within(spot, key)),
    };
  });
  checkArms(arms, winner, root);
  if (goal !== undefined) {
    checkReference(within(root, "goal"), {
      kind: REFERENCES.goal,
      name: goal,
      known: scope.declared.goals,
    });
  }
  return {
    kind: "experiment",
    id: item.name,
    ...compileAudience(item, scope),
    slots: [...new Set(arms.flatMap((arm) => Object.keys(arm.content)))].sort(),
    traffic: traffic === undefined ? EVERYONE : (parsePercent(traffic) ?? EVERYONE),
    ...(goal === undefined ? {} : { goal }),
    arms,
    ...(winner === undefined ? {} : { winner }),
  };
}

function checkArms(arms: readonly Arm[], winner: string | undefined, root: Spot): void {
  const spot = within(root, "arms");
  if (arms.length < 2) {
    complain(spot, {
      onKey: true,
      code: "too-few-arms",
      message: `an experiment compares at least two arms, but this one has ${arms.length}`,
      suggestion: "add for example control: { weight: 50 }",
    });
  } else if (arms.every((arm) => arm.weight === 0)) {
    complain(spot, {
      onKey: true,
      code: "weights-zero",
      message: "all weights are 0, so nobody could be given an arm",
      suggestion: "give at least one arm a weight above 0",
    });
  }
  if (winner === undefined) return;
  const known = new Map(arms.map((arm) => [arm.id, arm]));
  checkReference(within(root, "winner"), { kind: REFERENCES.arm, name: winner, known });
}
