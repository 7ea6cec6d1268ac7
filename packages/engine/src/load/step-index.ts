import type { Scalar, SignalTest } from "../condition/index.ts";
import type { Segment } from "../ruleset.ts";
import { gatesOf, sharedGates, type Gate } from "./gate.ts";
import type { Step } from "./plan.ts";

/**
 * Finds the steps of a page that may match by the values of a few signals, so that the cost of a
 * decision hardly grows with the number of rules. Every step stands under one of its gates, the one
 * that the fewest steps share; a step without a gate is always tried. The idea is the access
 * predicate of publish/subscribe matching (Fabret et al., "Filtering algorithms and implementation
 * for very fast publish/subscribe systems", SIGMOD 2001).
 */
export interface StepIndex {
  readonly tables: readonly StepTable[];
  /** Places in the cascade of the steps that are always tried, ascending. */
  readonly always: readonly number[];
}

/** Steps by the value of one signal. */
export interface StepTable {
  /** How to read the signal. */
  readonly signal: SignalTest;
  /** Value → places in the cascade, ascending. */
  readonly steps: ReadonlyMap<Scalar, readonly number[]>;
}

// Below about this many steps, trying each costs less than looking up which to try.
const INDEX_FROM = 12;

/**
 * Indexes the steps of a page.
 *
 * @returns `undefined` where there are so few that walking them all is faster.
 */
export function indexSteps(
  steps: readonly Step[],
  segments: Readonly<Record<string, Segment>>,
): StepIndex | undefined {
  if (steps.length < INDEX_FROM) return undefined;
  const gates = steps.map((step) => gatesOfStep(step, segments));
  const sharers = countSharers(gates);
  const always: number[] = [];
  const tables = new Map<string, { signal: SignalTest; steps: Map<Scalar, number[]> }>();
  gates.forEach((candidates, place) => {
    const gate = rarest(candidates, sharers);
    if (!gate) {
      always.push(place);
      return;
    }
    const table = tables.get(gate.key) ?? { signal: gate.signal, steps: new Map() };
    tables.set(gate.key, table);
    for (const value of new Set(gate.values)) {
      const places = table.steps.get(value);
      if (places) places.push(place);
      else table.steps.set(value, [place]);
    }
  });
  return { tables: [...tables.values()], always };
}

function gatesOfStep(step: Step, segments: Readonly<Record<string, Segment>>): readonly Gate[] {
  const { when } = step.rule;
  const own = when ? gatesOf(when, segments) : [];
  if (step.kind !== "rule") return own;
  const ofVariants = step.variants.map((variant) =>
    variant.when ? gatesOf(variant.when, segments) : [],
  );
  return [...own, ...sharedGates(ofVariants)];
}

type Sharers = ReadonlyMap<string, ReadonlyMap<Scalar, number>>;

/** How many gates stand on each value of each signal. */
function countSharers(gates: readonly (readonly Gate[])[]): Sharers {
  const counts = new Map<string, Map<Scalar, number>>();
  for (const { key, values } of gates.flat()) {
    const byValue = counts.get(key) ?? new Map<Scalar, number>();
    counts.set(key, byValue);
    for (const value of values) byValue.set(value, (byValue.get(value) ?? 0) + 1);
  }
  return counts;
}

/** The gate whose most crowded value the fewest steps stand under. */
function rarest(gates: readonly Gate[], sharers: Sharers): Gate | undefined {
  let best: Gate | undefined;
  let fewest = Number.POSITIVE_INFINITY;
  for (const gate of gates) {
    const crowd = Math.max(0, ...gate.values.map((v) => sharers.get(gate.key)?.get(v) ?? 0));
    if (crowd >= fewest) continue;
    best = gate;
    fewest = crowd;
  }
  return best;
}
