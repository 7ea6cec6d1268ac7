import type { Decision } from "@facet/engine";
import type { DecideResponse } from "@facet/protocol";
import { v7 as uuidv7 } from "uuid";

/** What an answer says beside the decision itself. */
export interface AnswerFacts {
  /** Set-Cookie values that the site must send on. */
  readonly cookies: readonly string[];
  /** For the caller: what was ignored, and why. */
  readonly warnings: readonly string[];
  /** What the answer had to do without. */
  readonly degraded: DecideResponse["degraded"];
}

/** A decision as it travels. */
export interface Answer extends Omit<Decision, "assignments">, AnswerFacts {
  /** UUIDv7. */
  readonly decisionId: string;
}

/** Names a decision and puts the rest of the answer beside it. */
export function toAnswer(decision: Decision, facts: AnswerFacts): Answer {
  const { rules, page, slots, offers, offerLimits, visitor, keyword, explain } = decision;
  return {
    decisionId: uuidv7(),
    rules,
    page,
    slots,
    offers,
    offerLimits,
    visitor,
    keyword,
    ...facts,
    explain,
  };
}
