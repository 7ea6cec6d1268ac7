import type { Condition, Scalar, SignalTest } from "../condition/index.ts";
import type { Segment } from "../ruleset.ts";

/**
 * A necessary condition that can be looked up: whatever it was taken from is true only where the
 * signal is one of the values, or a list that has one.
 */
export interface Gate {
  /** How to read the signal. */
  readonly signal: SignalTest;
  /** Name of the signal and of the way it is read: gates with equal keys share a table. */
  readonly key: string;
  readonly values: readonly Scalar[];
}

// Nested deeper than this nothing is looked for; a rule without a gate is only evaluated more often.
const MAX_DEPTH = 16;

/**
 * Finds the gates of a condition: every equality that must hold for it to be true.
 *
 * @param segments Conditions that it may name.
 */
export function gatesOf(
  condition: Condition,
  segments: Readonly<Record<string, Segment>>,
  depth = 0,
): readonly Gate[] {
  if (depth > MAX_DEPTH) return [];
  switch (condition.op) {
    case "signal":
      return gatesOfSignal(condition);
    case "all":
      return condition.of.flatMap((part) => gatesOf(part, segments, depth + 1));
    case "any":
      return sharedGates(condition.of.map((part) => gatesOf(part, segments, depth + 1)));
    case "segment": {
      const when = Object.hasOwn(segments, condition.id) ? segments[condition.id]?.when : undefined;
      return when ? gatesOf(when, segments, depth + 1) : [];
    }
    default:
      return [];
  }
}

/** Gates of "one of these": those on a signal that every alternative has a gate on, united. */
export function sharedGates(alternatives: readonly (readonly Gate[])[]): readonly Gate[] {
  const [first, ...others] = alternatives;
  if (!first) return [];
  return first.flatMap((gate) => {
    const same = others.map((gates) => gates.find(({ key }) => key === gate.key));
    if (!same.every((other) => other !== undefined)) return [];
    const values = new Set([gate, ...same].flatMap((each) => each.values));
    return [{ ...gate, values: [...values] }];
  });
}

function gatesOfSignal(signal: SignalTest): readonly Gate[] {
  // An unknown result counts as true, or the value is not read as it stands.
  if (signal.orUnknown === true || signal.instant === true) return [];
  const key = `${signal.fold === true ? "folded" : "exact"} ${JSON.stringify(signal.path)}`;
  return signal.tests.flatMap((test) => {
    if (test.is === "eq") return [{ signal, key, values: [test.value] }];
    if (test.is === "in") return [{ signal, key, values: test.values }];
    return [];
  });
}
