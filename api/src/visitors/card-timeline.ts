import type { JsonObject } from "@facet/engine";
import type { TimelineEntry } from "@facet/protocol";
import type { VisitorFact } from "./facts.ts";
import { toInstant } from "./instant.ts";
import type { LogEntry } from "./store.ts";
import type { VisitorState } from "./visitor.ts";

/** {@link TimelineEntry} as it is made: values are the log's own. */
export type MadeTimelineEntry = Omit<TimelineEntry, "properties" | "traits"> & {
  readonly properties?: JsonObject;
  readonly traits?: JsonObject;
};

type Earned = TimelineEntry["earned"];

/**
 * Entries of the log as people read them, newest first.
 *
 * @param entries In the order they were written.
 */
export function toTimeline(
  { history }: Pick<VisitorState, "history">,
  entries: readonly LogEntry[],
): MadeTimelineEntry[] {
  const earned = earnedByMessage(history.ledger);
  return entries
    .map((entry) => toTimelineEntry(entry, earned.get(entry.messageId) ?? []))
    .reverse();
}

function earnedByMessage(ledger: VisitorState["history"]["ledger"]): ReadonlyMap<string, Earned> {
  const byMessage = new Map<string, Earned>();
  for (const [rule, { lines, score }] of Object.entries(ledger)) {
    for (const [, points, message] of lines) {
      const line = { rule, points, ...(score === undefined ? {} : { score }) };
      byMessage.set(message, [...(byMessage.get(message) ?? []), line]);
    }
  }
  return byMessage;
}

function toTimelineEntry(entry: LogEntry, earned: Earned): MadeTimelineEntry {
  const { messageId, visitorId, receivedAt, fact } = entry;
  return {
    messageId,
    type: fact.type,
    at: toInstant(fact.at),
    receivedAt: toInstant(receivedAt),
    visitor: visitorId,
    ...detailsOf(fact),
    earned,
  };
}

function detailsOf(fact: VisitorFact): Partial<MadeTimelineEntry> {
  switch (fact.type) {
    case "view":
      return { path: fact.path, touch: { ...fact.touch } };
    case "event": {
      const { name, properties, traits } = fact;
      return { event: name, properties, ...(traits === undefined ? {} : { traits }) };
    }
    case "traits":
      return { traits: fact.traits };
  }
}
