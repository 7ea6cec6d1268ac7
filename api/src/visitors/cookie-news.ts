import { toConsentBits } from "./cookie-parts.ts";
import type { VisitorState } from "./visitor.ts";

/** Parts of the history that a fact replaces where it changes them, and leaves as they are else. */
const PARTS = [
  "events",
  "ledger",
  "offers",
  "assignments",
  "submissions",
  "visitStartedAt",
] as const;

/**
 * Whether all that happened between two states of a visitor is page views that change nothing but
 * how many there were and when the last one was.
 *
 * @param after What folding facts into `before` gave: parts that did not change are the same objects.
 */
export function isJustAnotherView(before: VisitorState, after: VisitorState): boolean {
  return (
    before.visits === after.visits &&
    before.traits === after.traits &&
    before.phrase === after.phrase &&
    PARTS.every((part) => before.history[part] === after.history[part]) &&
    consentOf(before) === consentOf(after)
  );
}

function consentOf({ consent }: VisitorState): number | undefined {
  return consent && toConsentBits(consent);
}
