import { decide, type Ruleset, type VisitorDecision } from "@facet/engine";
import { toHistory } from "./history.ts";
import { toVisitorSignals } from "./signals.ts";
import type { VisitorState } from "./visitor.ts";

/**
 * Score, grade and segments, as a decision would see them.
 *
 * @param now Epoch milliseconds.
 */
export function judge(state: VisitorState, ruleset: Ruleset, now: number): VisitorDecision {
  return decide(ruleset, {
    now,
    page: null,
    slots: [],
    signals: toVisitorSignals(state),
    history: toHistory(state),
  }).visitor;
}
