import type { TimeTest } from "../condition/condition.ts";
import type { Leaf } from "./leaves.ts";

/** What conditions ask for. */
export interface Reads {
  /** Dotted names of signals. */
  readonly signals: ReadonlySet<string>;
  /** Whether they ask what the visitor has done. */
  readonly history: boolean;
  readonly times: readonly TimeTest[];
  /** Whether the age of an instant is asked for: the answer changes with every moment. */
  readonly ages: boolean;
}

/** Roots of signals that a visitor's past gives. */
const PAST: ReadonlySet<string> = new Set([
  "visits",
  "lastVisit",
  "pageviews",
  "visitor",
  "firstTouch",
  "lastTouch",
  "score",
  "scores",
  "grade",
  "interest",
  "rank",
  "traits",
]);

/** Whether a signal comes from the visitor's past and not from the request. */
export function isOfThePast(name: string): boolean {
  return PAST.has(name.split(".", 1)[0] ?? name);
}

/** Collects what conditions ask for, through the segments that they name. */
export function readsOf(leaves: Iterable<Leaf>): Reads {
  const signals = new Set<string>();
  const times: TimeTest[] = [];
  let did = false;
  let ages = false;
  for (const leaf of leaves) {
    if (leaf.op === "did") did = true;
    if (leaf.op === "time") times.push(leaf);
    if (leaf.op !== "signal") continue;
    signals.add(leaf.path.join("."));
    ages ||= leaf.tests.some(({ is }) => is === "olderThan" || is === "newerThan");
  }
  const history = did || [...signals].some(isOfThePast);
  return { signals, history, times, ages };
}
