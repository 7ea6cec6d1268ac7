import type { Scope } from "../condition/index.ts";
import type { SignalValue, Signals } from "../context.ts";
import type { VisitorDecision } from "../decision.ts";
import type { Grade } from "../ruleset.ts";

const GRADES: readonly string[] = ["A", "B", "C", "D", "E"] satisfies readonly Grade[];

/** Who the decision is about, and what is no signal of theirs. */
export interface VisitorFacts {
  readonly id?: string;
  readonly holdout: boolean;
  /** All segments of the rule set in order of id. */
  readonly segments: readonly string[];
}

/** What the decision knew of the visitor, from the signals that its conditions saw. */
export function describeVisitor(scope: Scope, facts: VisitorFacts): VisitorDecision {
  const { visits, score, scores, grade, interest, rank } = scope.signals;
  return {
    ...(facts.id === undefined ? {} : { id: facts.id }),
    ...(typeof visits === "number" ? { visits, returning: visits > 1 } : {}),
    ...(typeof score === "number" ? { score } : {}),
    ...(typeof scores === "object" && scores !== null ? { scores: numbersOf(scores) } : {}),
    ...(isGrade(grade) ? { grade } : {}),
    ...(typeof interest === "number" ? { interest } : {}),
    ...(typeof rank === "string" ? { rank } : {}),
    segments: facts.segments.filter((id) => scope.segment(id) === true),
    holdout: facts.holdout,
  };
}

function numbersOf(scores: object): Readonly<Record<string, number>> {
  const numbers = Object.entries(scores).filter(
    (entry): entry is [string, number] => typeof entry[1] === "number",
  );
  return Object.fromEntries(numbers);
}

function isGrade(value: SignalValue | Signals): value is Grade {
  return typeof value === "string" && GRADES.includes(value);
}
