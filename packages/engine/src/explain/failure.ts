import type { Condition } from "../condition/condition.ts";
import { evaluate } from "../condition/evaluate.ts";
import type { Scope } from "../condition/scope.ts";
import { describe } from "./describe.ts";

/**
 * Names the first leaf that kept a condition from being true, in the order it was written; a leaf
 * that would have had to be false is named with its `not`.
 *
 * @returns the leaf's text, or `undefined` where the condition is true.
 */
export function firstFailure(condition: Condition, scope: Scope): string | undefined {
  return culprit(condition, { scope, wanted: true });
}

interface Search {
  readonly scope: Scope;
  readonly wanted: boolean;
}

function culprit(condition: Condition, search: Search): string | undefined {
  const { scope, wanted } = search;
  if (evaluate(condition, scope) === wanted) return undefined;
  switch (condition.op) {
    case "not":
      return culprit(condition.of, { scope, wanted: !wanted });
    case "orUnknown":
      return culprit(condition.of, search);
    case "all":
    case "any":
      for (const part of condition.of) {
        const found = culprit(part, search);
        if (found !== undefined) return found;
      }
      return named(condition, wanted);
    default:
      return named(condition, wanted);
  }
}

function named(leaf: Condition, wanted: boolean): string {
  return wanted ? describe(leaf) : `not: { ${describe(leaf)} }`;
}
