import { evaluate } from "../condition/index.ts";
import type { Scope } from "../condition/index.ts";
import type { Grade, Scoring } from "../ruleset.ts";

/**
 * How well the visitor fits: the grade of the first rule that is true. The rule without a condition
 * is for whoever is known at all, so it needs at least one trait.
 *
 * @returns `undefined` where no rule is true.
 */
export function gradeOf(scoring: Scoring, scope: Scope): Grade | undefined {
  for (const { grade, when } of scoring.fit) {
    if (when ? evaluate(when, scope) === true : hasTraits(scope)) return grade;
  }
  return undefined;
}

function hasTraits(scope: Scope): boolean {
  const { traits } = scope.signals;
  if (typeof traits !== "object" || traits === null) return false;
  return Object.values(traits).some((value) => value !== undefined && value !== null);
}
