import type { DecideRequest } from "@facet/protocol";
import type { FacetDecision, ShareableDecision } from "../types.ts";

/** A decision, and the cookies that go with it. */
export interface Decided {
  readonly decision: FacetDecision;
  /** `Set-Cookie` values. */
  readonly setCookies: readonly string[];
}

/** A page and a variation code of it. */
export interface CodedPage {
  readonly page: string;
  /** With its signature, where it has one. */
  readonly code: string;
}

/** Which codes are wanted, and how many. */
export interface CodesAsked {
  readonly page: string;
  readonly top: number;
}

/** Port to where decisions come from. Where it cannot answer, it rejects with a `FacetError`. */
export interface DecisionSource {
  /** @param budgetMs Time for the answer. */
  decide(asked: DecideRequest, budgetMs: number): Promise<Decided>;
  /** What a code stands for; `undefined` where no rules that are known give it. */
  render(coded: CodedPage, budgetMs: number): Promise<ShareableDecision | undefined>;
  /** Codes of a page, most frequent first. */
  codes(asked: CodesAsked, budgetMs: number): Promise<readonly string[]>;
}

/** A rule set that decides in this process. */
export interface LocalSource extends DecisionSource {
  /** Whether its answer is the one that a service with the visitor's past would give. */
  isExact(asked: DecideRequest): boolean;
}
