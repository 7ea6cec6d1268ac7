import { toKeptViews } from "./kept-views.ts";
import { inOrder } from "./replay-views.ts";
import { continueSession, openSession } from "./session.ts";
import type { KeptViews } from "./visitor.ts";

/** How late a page view may arrive and still be counted as if it had arrived in its order. */
const KEPT_MS = 86_400_000;
const MAX_OPENERS = 40;
const MAX_OTHERS = 200;

/**
 * Folds views that are more than a day older than the latest, and surplus ones, into what came before.
 *
 * @param lastSeenAt Time of the latest view.
 */
export function settleViews(views: KeptViews, lastSeenAt: number): KeptViews {
  let { before } = views;
  const spans = [...(views.spans ?? [])];
  let openers = views.openers.length;
  let others = views.others.length;
  const isKept = (at: number): boolean =>
    at >= lastSeenAt - KEPT_MS && openers <= MAX_OPENERS && others <= MAX_OTHERS;
  if (isKept(Math.min(views.openers[0]?.at ?? Infinity, views.others[0] ?? Infinity))) return views;
  for (const view of inOrder(views.openers, views.others)) {
    const at = typeof view === "number" ? view : view.at;
    if (isKept(at)) break;
    if (typeof view !== "number" && (view.opens || before === undefined)) {
      before = openSession(before, view);
      spans.push([at, at]);
    } else {
      const span = spans.pop();
      before = before && continueSession(before, at);
      if (span !== undefined) spans.push([span[0], at]);
    }
    if (typeof view === "number") others -= 1;
    else openers -= 1;
  }
  return toKeptViews({
    before,
    spans,
    starts: views.starts,
    openers: views.openers.slice(views.openers.length - openers),
    others: views.others.slice(views.others.length - others),
  });
}
