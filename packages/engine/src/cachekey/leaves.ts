import type { Condition, DidTest, SignalTest, TimeTest } from "../condition/condition.ts";
import type { Segment } from "../ruleset.ts";

/** A condition that asks something itself: all the others only join what these say. */
export type Leaf = SignalTest | DidTest | TimeTest;

/** Everything that conditions ask, through the segments that they name. */
export function* leavesOf(
  conditions: Iterable<Condition>,
  segments: Readonly<Record<string, Segment>>,
): Generator<Leaf> {
  const seen = new Set<string>();

  function* visit(condition: Condition): Generator<Leaf> {
    switch (condition.op) {
      case "all":
      case "any":
        for (const each of condition.of) yield* visit(each);
        return;
      case "not":
      case "orUnknown":
        yield* visit(condition.of);
        return;
      case "segment": {
        if (seen.has(condition.id)) return;
        seen.add(condition.id);
        const segment = Object.hasOwn(segments, condition.id) ? segments[condition.id] : undefined;
        if (segment) yield* visit(segment.when);
        return;
      }
      case "constant":
        return;
      default:
        yield condition;
    }
  }

  for (const condition of conditions) yield* visit(condition);
}
