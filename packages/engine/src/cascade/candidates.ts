import { readSignal } from "../condition/index.ts";
import type { Scalar, Scope } from "../condition/index.ts";
import type { StepIndex } from "../load/step-index.ts";

type Places = readonly number[];

/**
 * Calls `visit` with the place in the cascade of every step that may match, each once, ascending,
 * until it returns `false`.
 */
export function visitCandidates(
  { tables, always }: StepIndex,
  scope: Scope,
  visit: (place: number) => boolean,
): void {
  const lists: Places[] = always.length > 0 ? [always] : [];
  for (const { signal, steps } of tables) {
    const value = readSignal(signal, scope.signals);
    for (const each of Array.isArray(value) ? value : [value]) {
      const places = steps.get(each as Scalar);
      if (places) lists.push(places);
    }
  }
  const heads = lists.map(() => 0);
  for (let place = takeLowest(lists, heads); place >= 0; place = takeLowest(lists, heads)) {
    if (!visit(place)) return;
  }
}

/** Moves past the lowest place that any list has next; -1 where all are through. */
function takeLowest(lists: readonly Places[], heads: number[]): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < lists.length; i++) {
    lowest = Math.min(lowest, lists[i]?.[heads[i] ?? 0] ?? Number.POSITIVE_INFINITY);
  }
  if (lowest === Number.POSITIVE_INFINITY) return -1;
  for (let i = 0; i < lists.length; i++) {
    const head = heads[i] ?? 0;
    if (lists[i]?.[head] === lowest) heads[i] = head + 1;
  }
  return lowest;
}
