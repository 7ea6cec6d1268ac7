import type { VisitorHistory } from "./history.ts";

/**
 * The history of a visitor who has done nothing yet: known to be empty, which is not absent.
 *
 * @param now Start of the first visit, epoch milliseconds.
 */
export function emptyHistory(now: number): VisitorHistory {
  return {
    events: {},
    ledger: [],
    offers: {},
    assignments: {},
    visitStartedAt: now,
    submissions: 0,
  };
}
