import type { Scalar } from "@facet/engine";
import { CONSTANT } from "./condition-facts.ts";
import type { Bound, Fact, Facts } from "./condition-facts.ts";

/**
 * Says whether two conditions can never be true for one visitor, as far as their facts show: some
 * signal would need two values at once.
 */
export function areDisjoint(a: Facts, b: Facts): boolean {
  for (const [key, facts] of a) {
    const others = b.get(key);
    if (others && isImpossible([...facts, ...others])) return true;
  }
  return false;
}

/** Says whether a condition can never be true, as far as its facts show. */
export function isNeverTrue(facts: Facts): boolean {
  // A constant stands for a condition that is broken, which has been reported.
  return [...facts].some(([key, all]) => key !== CONSTANT && isImpossible(all));
}

function isImpossible(facts: readonly Fact[]): boolean {
  const values = commonValues(facts);
  if (values === undefined) return isEmptyRange(facts);
  return !values.some((value) => facts.every((fact) => allows(fact, value)));
}

/** Values that every list of values has; `undefined` where there is no list. */
function commonValues(facts: readonly Fact[]): readonly Scalar[] | undefined {
  let common: readonly Scalar[] | undefined;
  for (const { values } of facts) {
    if (values) common = common ? common.filter((value) => values.has(value)) : [...values];
  }
  return common;
}

function allows(fact: Fact, value: Scalar): boolean {
  if (fact.excluded?.has(value) === true) return false;
  if (typeof value !== "number") return true;
  return !isBelow(value, fact.min) && !isAbove(value, fact.max);
}

function isEmptyRange(facts: readonly Fact[]): boolean {
  const mins = facts.flatMap((fact) => fact.min ?? []);
  const maxs = facts.flatMap((fact) => fact.max ?? []);
  return mins.some((min) => maxs.some((max) => isEmpty(min, max)));
}

function isEmpty(min: Bound, max: Bound): boolean {
  return (
    min.value > max.value || (min.value === max.value && (min.open === true || max.open === true))
  );
}

function isBelow(value: number, min: Bound | undefined): boolean {
  return min !== undefined && (value < min.value || (value === min.value && min.open === true));
}

function isAbove(value: number, max: Bound | undefined): boolean {
  return max !== undefined && (value > max.value || (value === max.value && max.open === true));
}
