import { continueSession, openSession, opensSession } from "./session.ts";
import type { KeptViews, OpeningView, VisitSummary } from "./visitor.ts";

/** What kept views make. */
export interface Replayed {
  readonly openers: readonly OpeningView[];
  readonly summary: VisitSummary;
}

/**
 * Goes through kept views in their order and sees which of them open a session.
 *
 * @throws RangeError where there is no view at all.
 */
export function replayViews({ before, openers, others }: KeptViews): Replayed {
  const judged: OpeningView[] = [];
  let summary = before;
  for (const view of inOrder(openers, others)) {
    if (typeof view === "number") {
      summary = summary && continueSession(summary, view);
      continue;
    }
    const { at, message, touch } = view;
    const opens = opensSession(summary, view);
    judged.push({ at, message, touch, ...(opens ? { opens } : {}) });
    summary =
      summary === undefined || opens ? openSession(summary, view) : continueSession(summary, at);
  }
  if (summary === undefined) throw new RangeError("there is no page view to replay");
  return { openers: judged, summary };
}

/** Views by time; of one instant those that may open a session come first. */
export function* inOrder(
  openers: readonly OpeningView[],
  others: readonly number[],
): Generator<OpeningView | number> {
  let next = 0;
  for (const opener of openers) {
    for (let at = others[next]; at !== undefined && at < opener.at; at = others[next]) {
      yield at;
      next += 1;
    }
    yield opener;
  }
  yield* others.slice(next);
}
