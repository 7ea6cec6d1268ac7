import { type Finding, compileCondition } from "@facet/compiler";
import type { Condition } from "@facet/engine";

/** A condition that was read on its own, outside any rule set. */
export interface LoneCondition {
  /** Constant false where there are problems. */
  readonly condition: Condition;
  /** What keeps it from being compiled. */
  readonly problems: readonly Finding[];
}

/** Compiles a condition that belongs to no rule set: any signal may stand in it, with any type. */
export function compileLoneCondition(input: unknown): LoneCondition {
  const findings: Finding[] = [];
  const condition = compileCondition(input, {
    report: (finding) => findings.push(finding),
    path: [],
    attributes: {},
    strict: false,
  });
  return { condition, problems: findings.filter(({ severity }) => severity !== "warning") };
}
