import type { Signals } from "@facet/engine";
import type { VisitorState, VisitorTouch } from "./visitor.ts";

/** Traits by which people tell who they are. */
export const IDENTIFYING_TRAITS = ["email", "phone", "userId"] as const;

/**
 * The signals that a visitor's past gives. Score, grade and segments are the engine's to work out
 * from the history.
 */
export function toVisitorSignals(state: VisitorState): Signals {
  const { firstTouch, lastTouch, traits } = state;
  return {
    visits: state.visits,
    ...(state.previousVisitAt === undefined ? {} : { lastVisit: state.previousVisitAt }),
    pageviews: state.pageviews,
    visitor: { known: IDENTIFYING_TRAITS.some((name) => Object.hasOwn(traits, name)) },
    ...(firstTouch === undefined ? {} : { firstTouch: toTouchSignals(firstTouch) }),
    ...(lastTouch === undefined ? {} : { lastTouch: toTouchSignals(lastTouch) }),
    traits,
  };
}

function toTouchSignals(touch: VisitorTouch): Signals {
  return { ...touch };
}
