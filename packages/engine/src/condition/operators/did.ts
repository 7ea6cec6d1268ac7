import { countWithin } from "../../history/count.ts";
import type { DidTest } from "../condition.ts";
import type { Scope } from "../scope.ts";
import type { Truth } from "../truth.ts";

/** How often the event of a `did` happened; `undefined` where history may not be read. */
export function didCount(test: DidTest, scope: Scope): number | undefined {
  if (scope.history === undefined) return undefined;
  const { events } = scope.history;
  const counter = Object.hasOwn(events, test.event) ? events[test.event] : undefined;
  return countWithin(counter, {
    now: scope.now,
    ...(test.withinMs === undefined ? {} : { withinMs: test.withinMs }),
  });
}

/** `did`: the number of times lies in the range. */
export function passesDid(test: DidTest, scope: Scope): Truth {
  const count = didCount(test, scope);
  if (count === undefined) return test.orUnknown === true ? true : "unknown";
  return count >= test.min && (test.max === undefined || count <= test.max);
}
