import type { Condition } from "@facet/engine";
import { rootOf, within } from "../compile/spot.ts";
import type { Spot } from "../compile/spot.ts";
import { factsOf } from "./condition-facts.ts";
import { isNeverTrue } from "./disjoint.ts";
import { factScope } from "./fact-scope.ts";
import type { Check } from "./input.ts";

/** Warns of conditions that no visitor can meet: they want two values of one signal at once. */
export const checkNeverTrue: Check = (input) => {
  const scope = factScope(input);
  const isImpossible = (...conditions: readonly (Condition | undefined)[]): boolean =>
    isNeverTrue(factsOf(conditions, scope));
  for (const { rule, item } of input.rules) {
    const root = rootOf(item);
    if (isImpossible(rule.when)) {
      warn(within(root, "when"));
      continue;
    }
    rule.variants.forEach(({ when }, index) => {
      if (when && isImpossible(rule.when, when)) warn(within(root, "variants", index, "when"));
    });
  }
  for (const { rule, item } of input.experiments)
    if (isImpossible(rule.when)) warn(within(rootOf(item), "when"));
  for (const { offer, item } of input.offers)
    if (isImpossible(offer.when)) warn(within(rootOf(item), "when"));
};

function warn({ report, path }: Spot): void {
  report({
    path,
    severity: "warning",
    code: "never-true",
    message: "no visitor can meet this condition: it wants values that exclude each other",
    suggestion: "write any: [ … ] where either will do",
  });
}
