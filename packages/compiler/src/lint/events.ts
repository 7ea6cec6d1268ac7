import { distance } from "fastest-levenshtein";
import { complain, rootOf, within } from "../compile/spot.ts";
import type { Spot } from "../compile/spot.ts";
import { suggest } from "../suggest.ts";
import { authoredConditions, countedEvents } from "./authored-conditions.ts";
import type { Check, LintInput } from "./input.ts";

/** Events that Facet sends itself. */
const OWN_EVENTS: readonly string[] = [
  "Session Started",
  "Slot Exposed",
  "Offer Shown",
  "Offer Dismissed",
  "Offer Converted",
  "Lead Submitted",
];

/** So many letters differ at most where one name is a slip of another. */
const MAX_SLIPS = 2;

/**
 * Warns of events that a condition counts and nothing else in the rule set speaks of. The site may
 * still send them, so this is no error.
 */
export const checkCountedEvents: Check = (input) => {
  const known = new Set([...sentEvents(input), ...scoredEvents(input)]);
  for (const condition of authoredConditions(input.source)) {
    for (const { event, spot } of countedEvents(condition)) {
      if (known.has(event)) continue;
      const suggestion =
        suggest(event, known) ?? "check the name, or describe the event in events.yaml";
      warnUnknown(spot, { event, suggestion, onKey: true });
    }
  }
};

/** Warns of events that are scored under a name that looks like a slip of another. */
export const checkScoredEvents: Check = (input) => {
  const { scoring } = input.source;
  if (!scoring) return;
  const known = sentEvents(input);
  const counts = new Map<string, number>();
  for (const event of scoredEvents(input)) counts.set(event, (counts.get(event) ?? 0) + 1);
  scoring.value.points?.forEach(({ event }, index) => {
    if (known.has(event) || (counts.get(event) ?? 0) > 1) return;
    const meant = [...known].find((name) => distance(name, event) <= MAX_SLIPS);
    if (meant === undefined) return;
    const spot = within(rootOf(scoring), "points", index, "event");
    warnUnknown(spot, { event, suggestion: `did you mean "${meant}"?` });
  });
};

interface UnknownEvent {
  readonly event: string;
  readonly suggestion: string;
  readonly onKey?: boolean;
}

function warnUnknown(spot: Spot, { event, suggestion, onKey = false }: UnknownEvent): void {
  complain(spot, {
    severity: "warning",
    code: "unknown-event",
    ...(onKey ? { onKey } : {}),
    message: `nothing in the rules sends or describes the event "${event}"`,
    suggestion,
  });
}

/** Events that Facet, events.yaml, goals and forms speak of. */
function sentEvents({ source, artifact, offers }: LintInput): ReadonlySet<string> {
  return new Set([
    ...OWN_EVENTS,
    ...source.declared.events,
    ...source.declared.eventSchemas,
    ...Object.values(artifact.events).flatMap((how) => ("event" in how ? how.event : [])),
    ...Object.values(artifact.goals).map((goal) => goal.event),
    ...offers.flatMap(({ offer }) => offer.form?.event ?? []),
  ]);
}

function scoredEvents({ artifact }: LintInput): readonly string[] {
  return artifact.scoring.points.map((line) => line.event);
}
