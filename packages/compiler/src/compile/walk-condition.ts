import type { Condition } from "@facet/engine";

/** Calls `visit` with a condition and everything inside it. */
export function walkCondition(condition: Condition, visit: (node: Condition) => void): void {
  visit(condition);
  switch (condition.op) {
    case "all":
    case "any":
      for (const part of condition.of) walkCondition(part, visit);
      return;
    case "not":
    case "orUnknown":
      walkCondition(condition.of, visit);
      return;
    default:
      return;
  }
}
