import { evaluateCondition } from "@facet/engine";
import type { Evaluation, EvaluationInput } from "@facet/engine";
import { type ConditionScope, compileCondition } from "../../src/condition/index.ts";
import type { Finding } from "../../src/problem.ts";

/** Noon of a Sunday, UTC. */
export const NOW = Date.UTC(2026, 10, 22, 12);

const ATTRIBUTES: ConditionScope["attributes"] = {
  plan: { type: "string", enum: ["free", "pro"] },
  employees: { type: "number" },
  trialEnds: { type: "date" },
  subscribed: { type: "boolean" },
  cart: { type: "list" },
};

/** Compiles a condition as a rule set would. */
export function strictly(input: unknown, scope: Partial<ConditionScope> = {}) {
  return compile(input, { attributes: ATTRIBUTES, strict: true, ...scope });
}

/** Compiles a condition as `facet eval` would. */
export function loosely(input: unknown, scope: Partial<ConditionScope> = {}) {
  return compile(input, { attributes: {}, strict: false, ...scope });
}

function compile(
  input: unknown,
  scope: Pick<ConditionScope, "attributes" | "strict"> & Partial<ConditionScope>,
) {
  const findings: Finding[] = [];
  const condition = compileCondition(input, {
    path: [],
    ...scope,
    report: (finding) => findings.push(finding),
  });
  return { condition, findings };
}

/** Compiles and evaluates; fails where the condition is reported. */
export function valueOf(
  input: unknown,
  signals: EvaluationInput["signals"] = {},
): Evaluation["value"] {
  const { condition, findings } = strictly(input);
  if (findings.length > 0) throw new Error(JSON.stringify(findings));
  return evaluateCondition(condition, { signals, now: NOW }).value;
}
