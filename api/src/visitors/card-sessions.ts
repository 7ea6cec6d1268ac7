import type { VisitorCard } from "@facet/protocol";
import { toInstant } from "./instant.ts";
import { keptViews } from "./kept-views.ts";
import type { OpeningView, VisitorState } from "./visitor.ts";

type Session = VisitorCard["sessions"][number];

/** The latest sessions of a visitor, oldest first. */
export function toSessions(state: VisitorState): Session[] {
  if (state.visits === 0) return [];
  const { spans = [], openers, others } = keptViews(state);
  const opening = openers.filter(({ opens }) => opens === true);
  const times = [...openers.map(({ at }) => at), ...others];
  // What was seen after the last of the earlier sessions, and before the next one, prolongs it.
  const earlier = spans.map(([start, last], index): Session => {
    const isLast = index === spans.length - 1;
    const end = isLast ? Math.max(last, lastBefore(times, opening[0])) : last;
    return { startedAt: toInstant(start), lastSeenAt: toInstant(end) };
  });
  const recent = opening.map((opener, index): Session => ({
    startedAt: toInstant(opener.at),
    lastSeenAt: toInstant(Math.max(opener.at, lastBefore(times, opening[index + 1]))),
    touch: { ...opener.touch },
  }));
  return [...earlier, ...recent];
}

function lastBefore(times: readonly number[], next: OpeningView | undefined): number {
  const end = next?.at ?? Number.POSITIVE_INFINITY;
  return times.reduce((last, at) => (at < end && at > last ? at : last), Number.NEGATIVE_INFINITY);
}
