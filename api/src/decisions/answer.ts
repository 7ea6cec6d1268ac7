import type { ClickEvent, Decision } from "@facet/engine";
import type { DecideResponse } from "@facet/protocol";

/** What an answer says beside the decision itself. */
export interface AnswerFacts {
  /** UUIDv7. */
  readonly decisionId: string;
  /** Set-Cookie values that the site must send on. */
  readonly cookies: readonly string[];
  /** For the caller: what was ignored, and why. */
  readonly warnings: readonly string[];
  /** What the answer had to do without. */
  readonly degraded: DecideResponse["degraded"];
  /** Clicks that the page is to report; absent: none. */
  readonly clicks?: readonly ClickEvent[];
  /** What the page's forms are to send along; absent: it shows none. */
  readonly formToken?: string;
}

/** A decision as it travels. */
export interface Answer extends Omit<Decision, "assignments">, AnswerFacts {}

/** A decision as browsers get it: cookies travel as Set-Cookie, and of the visitor little is told. */
export type PublicAnswer = Omit<Answer, "cookies" | "explain" | "visitor"> & {
  readonly visitor: Pick<Answer["visitor"], "returning">;
};

/** Puts the rest of the answer beside a decision. */
export function toAnswer(decision: Decision, facts: AnswerFacts): Answer {
  const { rules, page, slots, offers, offerLimits, askedFields } = decision;
  const { visitor, keyword, cache, explain } = decision;
  const { decisionId, ...others } = facts;
  return {
    decisionId,
    rules,
    page,
    slots,
    offers,
    offerLimits,
    askedFields,
    visitor,
    keyword,
    cache,
    ...others,
    explain,
  };
}

/** What of an answer a caller with a publishable key gets. */
export function toPublicAnswer(answer: Answer): PublicAnswer {
  const { cookies: _, explain: __, visitor, ...rest } = answer;
  const { returning } = visitor;
  return { ...rest, visitor: returning === undefined ? {} : { returning } };
}
