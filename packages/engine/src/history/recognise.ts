import { evaluate } from "../condition/index.ts";
import type { Scope } from "../condition/index.ts";
import type { Signals } from "../context.ts";
import { matchesPath, splitPath } from "../load/path-pattern.ts";
import type { Ruleset } from "../load/ruleset.ts";
import type { EventRecogniser } from "../ruleset.ts";
import { withSegments } from "../scope/segments.ts";

/** An event as it arrived. */
export interface ReceivedEvent {
  /** Its name. */
  readonly event: string;
  readonly properties: Signals;
  /** Path of the page that was seen; absent for an event that is no page view. */
  readonly path?: string;
  /** When it happened, epoch milliseconds, for conditions on age; absent: they are unknown. */
  readonly at?: number;
}

/**
 * Names of the events of the rule set that an event also is: a page that was seen, or an event whose
 * properties meet a condition. Clicks are recognised in the page, by its own runtime.
 *
 * @returns names in the order of the rule set, the event's own name never among them.
 */
export function recogniseEvents({ artifact }: Ruleset, received: ReceivedEvent): string[] {
  const segments = received.path === undefined ? undefined : splitPath(received.path);
  const scope = withSegments(artifact.segments, {
    signals: received.properties,
    now: received.at ?? Number.NaN,
    siteTimeZone: artifact.site.timeZone,
  });
  return Object.entries(artifact.events)
    .filter(
      ([name, how]) => name !== received.event && isRecognised(how, { received, segments, scope }),
    )
    .map(([name]) => name);
}

interface Seen {
  readonly received: ReceivedEvent;
  /** Of the path of the page that was seen. */
  readonly segments: readonly string[] | undefined;
  readonly scope: Scope;
}

function isRecognised(how: EventRecogniser, { received, segments, scope }: Seen): boolean {
  if ("page" in how) {
    return segments !== undefined && how.page.some((pattern) => matchesPath(pattern, segments));
  }
  if ("click" in how || how.event !== received.event) return false;
  return how.where === undefined || evaluate(how.where, scope) === true;
}
