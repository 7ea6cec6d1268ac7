import type { Condition } from "@facet/engine";
import { factsOf } from "./condition-facts.ts";
import type { Facts, FactScope } from "./condition-facts.ts";
import { areDisjoint } from "./disjoint.ts";
import { factScope } from "./fact-scope.ts";
import { stepsOf } from "./input.ts";
import type { Check, LintedStep } from "./input.ts";
import { pagesOverlap, schedulesOverlap } from "./overlap.ts";

/** So many pairs of conditions are compared before the check gives up. */
const MAX_PAIRS = 500_000;

/**
 * Reports rules of one priority that can both fill one slot of one visitor: which of them wins would
 * be chance. Rules for different pages or times, and rules whose conditions exclude each other, may
 * share a priority.
 */
export const checkPriorities: Check = (input) => {
  const scope = factScope(input);
  const budget = { pairs: MAX_PAIRS };
  for (const group of groupsOf(stepsOf(input))) {
    const before: Claimant[] = [];
    for (const step of group) {
      const later = toClaimant(step, scope);
      if (!checkAgainst(later, before, budget)) return reportTooMany(step);
      before.push(later);
    }
  }
};

interface Budget {
  pairs: number;
}

/**
 * Compares a step with those before it, up to the first that it collides with.
 *
 * @returns whether the budget was enough.
 */
function checkAgainst(later: Claimant, before: readonly Claimant[], budget: Budget): boolean {
  for (const earlier of before) {
    if (budget.pairs <= 0) return false;
    const slot = sharedSlot(earlier, later, budget);
    if (slot === undefined) continue;
    reportConflict(later.step, earlier.step, slot);
    return true;
  }
  return true;
}

function toClaimant(step: LintedStep, scope: FactScope): Claimant {
  return {
    step,
    audience: factsOf([step.rule.when], scope),
    claim: memoised((slot) => claimOf(step, slot, scope)),
  };
}

interface Claimant {
  readonly step: LintedStep;
  /** What holds for whoever the step is for. */
  readonly audience: Facts;
  /** What holds for whoever gets this slot from the step: one set of facts for each way. */
  readonly claim: (slot: string) => readonly Facts[];
}

function groupsOf(steps: readonly LintedStep[]): readonly (readonly LintedStep[])[] {
  const groups = new Map<number, LintedStep[]>();
  for (const step of steps) {
    if (!step.rule.enabled || step.rule.slots.length === 0) continue;
    const group = groups.get(step.rule.priority);
    if (group) group.push(step);
    else groups.set(step.rule.priority, [step]);
  }
  return [...groups.values()];
}

function sharedSlot(a: Claimant, b: Claimant, budget: Budget): string | undefined {
  budget.pairs -= 1;
  const [first, second] = [a.step.rule, b.step.rule];
  // One phrase wins per request, so two lists never meet.
  if (first.kind === "keywords" && second.kind === "keywords") return undefined;
  if (!pagesOverlap(first.pages, second.pages)) return undefined;
  if (!schedulesOverlap(first.schedule, second.schedule)) return undefined;
  if (areDisjoint(a.audience, b.audience)) return undefined;
  const common = new Set(second.slots);
  return first.slots.find(
    (slot) => common.has(slot) && canMeet(a.claim(slot), b.claim(slot), budget),
  );
}

function canMeet(ones: readonly Facts[], others: readonly Facts[], budget: Budget): boolean {
  budget.pairs -= ones.length * others.length;
  return ones.some((one) => others.some((other) => !areDisjoint(one, other)));
}

function claimOf({ rule }: LintedStep, slot: string, scope: FactScope): readonly Facts[] {
  const ways: readonly (readonly (Condition | undefined)[])[] =
    rule.kind === "rule"
      ? rule.variants
          .filter((variant) => Object.hasOwn(variant.content, slot))
          .map((variant) => [rule.when, variant.when])
      : [[rule.when]];
  return ways.map((conditions) => factsOf(conditions, scope));
}

function memoised<T>(compute: (key: string) => T): (key: string) => T {
  const known = new Map<string, T>();
  return (key) => {
    const before = known.get(key);
    if (before !== undefined) return before;
    const value = compute(key);
    known.set(key, value);
    return value;
  };
}

function reportConflict(later: LintedStep, earlier: LintedStep, slot: string): void {
  const { file, line } = earlier.item.placeOf(earlier.item.namePath);
  later.item.report({
    path: "priority" in later.item.value ? ["priority"] : later.item.namePath,
    code: "equal-priority",
    message: `"${later.item.name}" and "${earlier.item.name}" (${file}:${line}) have priority ${later.rule.priority} and can both fill "${slot}" for one visitor`,
    suggestion:
      "give the one that should win a higher priority, or conditions that exclude each other",
  });
}

function reportTooMany(step: LintedStep): void {
  step.item.report({
    path: step.item.namePath,
    severity: "warning",
    code: "priorities-unchecked",
    message: `too many rules have priority ${step.rule.priority} to compare each with each, so some were not checked for conflicts`,
    suggestion: "give them different priorities",
  });
}
