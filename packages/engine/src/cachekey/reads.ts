import type { Condition } from "../condition/condition.ts";
import type { TimeTest } from "../condition/condition.ts";
import type { Segment } from "../ruleset.ts";

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
export function readsOf(
  conditions: Iterable<Condition>,
  segments: Readonly<Record<string, Segment>>,
): Reads {
  const signals = new Set<string>();
  const times: TimeTest[] = [];
  const seen = new Set<string>();
  let did = false;
  let ages = false;

  function visit(condition: Condition): void {
    switch (condition.op) {
      case "all":
      case "any":
        for (const each of condition.of) visit(each);
        return;
      case "not":
      case "orUnknown":
        visit(condition.of);
        return;
      case "signal":
        signals.add(condition.path.join("."));
        ages ||= condition.tests.some(({ is }) => is === "olderThan" || is === "newerThan");
        return;
      case "segment": {
        if (seen.has(condition.id)) return;
        seen.add(condition.id);
        const segment = Object.hasOwn(segments, condition.id) ? segments[condition.id] : undefined;
        if (segment) visit(segment.when);
        return;
      }
      case "did":
        did = true;
        return;
      case "time":
        times.push(condition);
        return;
      case "constant":
    }
  }

  for (const condition of conditions) visit(condition);
  const history = did || [...signals].some(isOfThePast);
  return { signals, history, times, ages };
}
