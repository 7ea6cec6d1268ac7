import type { Scalar, SignalTest, Test } from "../condition/condition.ts";
import { NOTHING } from "../condition/evaluate.ts";
import type { SignalValue } from "../context.ts";

/** Names the region that a value lies in. */
export type ToRegion = (value: SignalValue) => string;

/**
 * Cuts the values of one signal at the points that its tests name: two values of one region pass the
 * same tests, whatever those are joined to.
 *
 * @param signals Tests of one signal, all reading it in the same way.
 * @returns `undefined` where a test asks for more than equality and order, such as a part of a text.
 */
export function cutAt(signals: readonly SignalTest[]): ToRegion | undefined {
  const operands = new Set<Scalar>();
  if (!signals.every(({ tests }) => collect(tests, operands))) return undefined;
  const texts = new Map<Scalar, number>();
  const numbers: number[] = [];
  for (const operand of operands) {
    if (typeof operand === "number") numbers.push(operand);
    else if (typeof operand === "string") texts.set(operand, texts.size);
  }
  numbers.sort((a, b) => a - b);
  const toRegion: ToRegion = (value) => {
    switch (typeof value) {
      case "string":
        return `s${texts.get(value) ?? ""}`;
      case "number":
        return `n${placeOf(value, numbers)}`;
      case "boolean":
        return value ? "t" : "f";
      case "undefined":
        return "u";
      default:
        if (value === NOTHING) return "0";
        return Array.isArray(value) ? toListRegion(value) : "x";
    }
  };
  const toListRegion = (list: readonly SignalValue[]): string =>
    `[${[...new Set(list.map(toRegion))].sort().join()}]`;
  return toRegion;
}

/** Adds the points that tests cut at; `false` where a test does not only cut. */
function collect(tests: readonly Test[], operands: Set<Scalar>): boolean {
  return tests.every((test) => {
    switch (test.is) {
      case "eq":
      case "ne":
        operands.add(test.value);
        return true;
      case "in":
      case "nin":
      case "allOf":
        for (const value of test.values) operands.add(value);
        return true;
      case "gt":
      case "gte":
      case "lt":
      case "lte":
        operands.add(test.value);
        return typeof test.value === "number";
      case "exists":
        return true;
      case "not":
        return collect(test.tests, operands);
      default:
        return false;
    }
  });
}

/** Where a number lies among ascending ones: even between two of them, odd on one. */
function placeOf(value: number, numbers: readonly number[]): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((numbers[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === value ? 2 * low + 1 : 2 * low;
}
